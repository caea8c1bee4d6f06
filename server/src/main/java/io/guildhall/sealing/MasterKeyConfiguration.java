package io.guildhall.sealing;

import io.guildhall.postgres.DatabaseSettings;
import io.guildhall.postgres.StartupFailure;
import io.guildhall.sealing.store.UsedMasterKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;

/// Where the master keys come from: `GUILDHALL_KEY`, else the file named by `GUILDHALL_KEY_FILE`, else a generated one,
/// in
/// the data directory of the embedded database, or in a database of the operator's.
@Configuration
class MasterKeyConfiguration {
    private static final Logger log = LoggerFactory.getLogger(MasterKeyConfiguration.class);

    private static final String FILE_NAME = "master-key";

    /// Comes after the data source because it is the embedded database that makes and guards the data directory, and
    /// any other one may keep a key.
    @Bean
    @DependsOn("dataSource")
    MasterKeys masterKeys(Environment environment, DatabaseSettings database, UsedMasterKeys used, Clock clock) {
        String given = value(environment, "guildhall.key");
        if (given != null) {
            return parse(given).and(used.kept());
        }
        String file = value(environment, "guildhall.key-file");
        if (file != null) {
            return new KeyFile(Path.of(file)).read().and(used.kept());
        }
        if (database.url() != null) {
            return kept(used, clock);
        }
        KeyFile kept = new KeyFile(database.data().resolve(FILE_NAME));
        if (!kept.exists()) {
            kept.generate();
        }
        return kept.read();
    }

    private static MasterKeys kept(UsedMasterKeys used, Clock clock) {
        if (used.kept() == null) {
            MasterKeys made = MasterKeys.generate();
            used.keep(made.currentId(), made.currentKey(), clock.instant());
        }
        log.warn(
                "People's keys are kept under a master key that stands in the database too, so that a copy of it can be "
                        + "read; set GUILDHALL_KEY or GUILDHALL_KEY_FILE to keep them apart (openssl rand -hex 32 makes a key)");
        return MasterKeys.of(Objects.requireNonNull(used.kept()));
    }

    private static MasterKeys parse(String given) {
        try {
            return MasterKeys.parse(given);
        } catch (IllegalArgumentException e) {
            throw new StartupFailure("GUILDHALL_KEY must be a key of 64 hexadecimal digits, or several with commas.");
        }
    }

    private static @Nullable String value(Environment environment, String property) {
        String value = environment.getProperty(property);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
