package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Guildhall;
import io.guildhall.cli.command.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(talk, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setErr(standardError);
    }

    @Test
    void saysThatThereIsNoServiceToStart(@TempDir Path empty) {
        assertThat(demo(empty.resolve("absent.jar"))).isEqualTo(1);

        assertThat(talk.toString(StandardCharsets.UTF_8)).contains("absent.jar cannot be read; build it first.");
    }

    @Test
    void showsWhatAServiceThatCannotStartSaid(@TempDir Path folder) throws IOException {
        assertThat(demo(Files.writeString(folder.resolve("broken.jar"), "no jar")))
                .isEqualTo(1);

        assertThat(talk.toString(StandardCharsets.UTF_8))
                .contains("The service ended before it was ready; it said:")
                .contains("broken.jar");
    }

    private static int demo(Path server) {
        return Guildhall.run(Environment.ofProcess(), "demo", "--exit", "--server", server.toString());
    }
}
