package io.guildhall.sealing;

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
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class MasterKeyConfigurationTest {
    private static final String ONE = "d4".repeat(32);
    private static final String TWO = "e5".repeat(32);

    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    private Path data;

    private MasterKeys keys(String url) {
        return new MasterKeyConfiguration()
                .masterKeys(
                        environment,
                        new DatabaseSettings(
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
                                Duration.ZERO));
    }

    @Test
    void generatesOnceAndKeepsItPrivate() throws IOException {
        int first = keys("").currentId();

        assertThat(keys("").currentId()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void takesTheKeysOfTheEnvironmentFirstThenThoseOfTheFile() throws IOException {
        Path file = Files.writeString(data.resolve("keys"), TWO + "\n" + ONE + "\n");
        environment.setProperty("guildhall.key-file", file.toString());
        int ofFile = keys("jdbc:postgresql://db/guildhall").currentId();
        environment.setProperty("guildhall.key", ONE);

        assertThat(ofFile).isEqualTo(MasterKeys.parse(TWO).currentId());
        assertThat(keys("jdbc:postgresql://db/guildhall").currentId())
                .isEqualTo(MasterKeys.parse(ONE).currentId());
    }

    @Test
    void needsAKeyWithADatabaseServerOfOnesOwn() {
        assertThatThrownBy(() -> keys("jdbc:postgresql://db/guildhall"))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("GUILDHALL_KEY");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNoKeyWithoutShowingIt() {
        environment.setProperty("guildhall.key", "not-a-key-but-secret");

        assertThatThrownBy(() -> keys("")).isInstanceOf(StartupFailure.class).hasMessageNotContaining("not-a-key");
    }

    @Test
    void tellsWhichFileIsMissing() {
        environment.setProperty("guildhall.key-file", data.resolve("nowhere").toString());

        assertThatThrownBy(() -> keys("")).isInstanceOf(StartupFailure.class).hasMessageContaining("nowhere");
    }
}
