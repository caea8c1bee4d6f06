package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.postgres.DatabaseSettings;
import io.guildhall.postgres.Durability;
import io.guildhall.postgres.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class OperatorConfigurationTest {
    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    private Path data;

    @Test
    void takesTheCredentialOfTheEnvironmentFirst() throws IOException {
        Path file = Files.writeString(data.resolve("credential"), "file:secret\n");
        environment.setProperty("guildhall.operator", "ops:with:colon");
        environment.setProperty("guildhall.operator-file", file.toString());

        assertThat(credential()).isEqualTo(new OperatorCredential("ops", "with:colon"));
    }

    @Test
    void readsTheNamedFile() throws IOException {
        Path file = Files.writeString(data.resolve("credential"), "file:secret\n");
        environment.setProperty("guildhall.operator-file", file.toString());

        assertThat(credential()).isEqualTo(new OperatorCredential("file", "secret"));
    }

    @Test
    void generatesOnceKeepsItPrivateAndPrintsItOnce(CapturedOutput output) throws IOException {
        OperatorCredential first = credential();
        OperatorCredential second = credential();

        assertThat(second).isEqualTo(first);
        assertThat(first.user()).isEqualTo("operator");
        assertThat(first.secret()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(output.getOut()).containsOnlyOnce("operator:" + first.secret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("operator"))))
                .isEqualTo("rw-------");
    }

    @Test
    void needsACredentialWithADatabaseServerOfOnesOwn() {
        DatabaseSettings own = database("jdbc:postgresql://db/guildhall");

        assertThatThrownBy(() -> new OperatorConfiguration().operatorCredential(environment, own))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("GUILDHALL_OPERATOR");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNoCredentialWithoutShowingIt() {
        environment.setProperty("guildhall.operator", "no-colon-but-secret");

        assertThatThrownBy(this::credential).isInstanceOf(StartupFailure.class).hasMessageNotContaining("no-colon");
    }

    @Test
    void tellsWhichFileIsMissing() {
        environment.setProperty(
                "guildhall.operator-file", data.resolve("nowhere").toString());

        assertThatThrownBy(this::credential).isInstanceOf(StartupFailure.class).hasMessageContaining("nowhere");
    }

    private OperatorCredential credential() {
        return new OperatorConfiguration().operatorCredential(environment, database(""));
    }

    private DatabaseSettings database(String url) {
        return new DatabaseSettings(
                url,
                "",
                "",
                "",
                "",
                data,
                0,
                Durability.THROWAWAY,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }
}
