package io.guildhall.e2e.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged command line as a process, with an environment of the test's own.
final class Command {
    private static final long LIMIT_SECONDS = 120;

    private final Path home;
    private List<String> before = List.of();
    private final Map<String, String> environment = new HashMap<>();

    Command(Path home) {
        this.home = home;
    }

    /// Lets the process hear of Ctrl-C also where the tests run in the background, which makes all below deaf to it.
    Command interruptible() {
        before = List.of("env", "--default-signal=INT");
        return this;
    }

    record Ended(int status, String results, String talk) {}

    Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return fed("", arguments);
    }

    /// With that text on standard input.
    Ended fed(String input, String... arguments) throws IOException, InterruptedException {
        Path talk = Files.createTempFile(home, "talk", ".txt");
        Path results = Files.createTempFile(home, "results", ".txt");
        Process process = start(results, talk, arguments);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Still running: " + String.join(" ", arguments));
        }
        return new Ended(process.exitValue(), Files.readString(results), Files.readString(talk));
    }

    Process start(Path results, Path talk, String... arguments) throws IOException {
        Path jar = Path.of(System.getProperty("guildhall.root"), "cli", "target", "guildhall-cli.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.isReadable(jar)) {
            throw new AssertionError("%s is missing: package the module cli first".formatted(jar));
        }
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(results.toFile())
                .redirectError(talk.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GUILDHALL_") || name.startsWith("XDG_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
