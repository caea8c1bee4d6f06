package io.guildhall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.postgres.DatabaseSettings;
import io.guildhall.postgres.Durability;
import io.guildhall.postgres.PostgresExtension;
import io.guildhall.postgres.PostgresExtension.Owner;
import io.guildhall.postgres.StartupFailure;
import io.guildhall.sealing.store.UsedMasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(PostgresExtension.class)
class MasterKeyConfigurationTest {
    private static final String ONE = "d4".repeat(32);
    private static final String TWO = "e5".repeat(32);

    private final MockEnvironment environment = new MockEnvironment();
    private UsedMasterKeys used;

    @TempDir
    private Path data;

    @BeforeEach
    void anotherDatabase(@Owner DataSource owner, DataSource requests) {
        JdbcClient.create(owner).sql("DELETE FROM guildhall.master_key").update();
        used = new UsedMasterKeys(JdbcClient.create(requests));
    }

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
                                Duration.ZERO,
                                Duration.ZERO),
                        used,
                        Clock.systemUTC());
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
    void hasTheOperatorsDatabaseKeepAKeyWhereNoneIsGiven() {
        int first = keys("jdbc:postgresql://db/guildhall").currentId();

        assertThat(keys("jdbc:postgresql://db/guildhall").currentId()).isEqualTo(first);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void opensWithTheKeptKeyWhatWasWrittenBeforeAnotherWasGiven() {
        int kept = keys("jdbc:postgresql://db/guildhall").currentId();
        environment.setProperty("guildhall.key", ONE);

        MasterKeys keys = keys("jdbc:postgresql://db/guildhall");

        assertThat(keys.currentId()).isEqualTo(MasterKeys.parse(ONE).currentId());
        assertThat(keys.knows(kept)).isTrue();
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
