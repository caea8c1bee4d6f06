package io.guildhall.sealing;

import io.guildhall.postgres.DatabaseSettings;
import io.guildhall.postgres.StartupFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;

/// Where the master keys come from: `GUILDHALL_KEY`, else the file named by `GUILDHALL_KEY_FILE`, else, with the
/// embedded database only, a generated one in the data directory.
@Configuration
class MasterKeyConfiguration {
    private static final String FILE_NAME = "master-key";

    /// Comes after the data source because it is the embedded database that makes and guards the data directory.
    @Bean
    @DependsOn("dataSource")
    MasterKeys masterKeys(Environment environment, DatabaseSettings database) {
        String given = value(environment, "guildhall.key");
        if (given != null) {
            return parse(given);
        }
        String file = value(environment, "guildhall.key-file");
        if (file != null) {
            return new KeyFile(Path.of(file)).read();
        }
        if (database.url() != null) {
            throw new StartupFailure("With a database server of your own, set GUILDHALL_KEY to 64 hexadecimal digits, "
                    + "or GUILDHALL_KEY_FILE to a file that holds them (openssl rand -hex 32 makes them).");
        }
        KeyFile kept = new KeyFile(database.data().resolve(FILE_NAME));
        if (!kept.exists()) {
            kept.generate();
        }
        return kept.read();
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
