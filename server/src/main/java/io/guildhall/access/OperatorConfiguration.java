package io.guildhall.access;

import io.guildhall.postgres.DatabaseSettings;
import io.guildhall.postgres.StartupFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;

/// Where the operator's credential comes from (`spec/org.md`): `GUILDHALL_OPERATOR`, else the file named by
/// `GUILDHALL_OPERATOR_FILE`, else, with the embedded database only, a generated one in the data directory.
@Configuration
class OperatorConfiguration {
    private static final String FILE_NAME = "operator";

    /// Comes after the data source because it is the embedded database that makes and guards the data directory.
    @Bean
    @DependsOn("dataSource")
    OperatorCredential operatorCredential(Environment environment, DatabaseSettings database) {
        String given = value(environment, "guildhall.operator");
        if (given != null) {
            return parse(given);
        }
        String file = value(environment, "guildhall.operator-file");
        if (file != null) {
            return new OperatorFile(Path.of(file)).read();
        }
        if (database.url() != null) {
            throw new StartupFailure("With a database server of your own, set GUILDHALL_OPERATOR to user:secret, "
                    + "or GUILDHALL_OPERATOR_FILE to a file that holds it.");
        }
        return kept(new OperatorFile(database.data().resolve(FILE_NAME)));
    }

    private static OperatorCredential parse(String given) {
        try {
            return OperatorCredential.parse(given);
        } catch (IllegalArgumentException e) {
            throw new StartupFailure("GUILDHALL_OPERATOR must have the form user:secret.");
        }
    }

    private static OperatorCredential kept(OperatorFile file) {
        if (file.exists()) {
            return file.read();
        }
        OperatorCredential generated = file.generate();
        // printed, not logged: logs are kept and passed on
        System.out.printf(
                "%nThe operator's credential, shown this once and kept in %s:%n    %s:%s%n%n",
                file.path(), generated.user(), generated.secret());
        return generated;
    }

    private static @Nullable String value(Environment environment, String property) {
        String value = environment.getProperty(property);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
