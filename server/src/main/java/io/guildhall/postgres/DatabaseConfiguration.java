package io.guildhall.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The beans: `databaseServer`, then the `dataSource` that needs it. Spring destroys them the other way round, after
/// the web server has finished its requests, so an embedded server stops last.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    /// The server to use; the embedded one, if it is that, runs as long as this.
    record DatabaseServer(DatabaseAccess access, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {
        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    @Bean
    DatabaseServer databaseServer(DatabaseSettings settings, ObjectProvider<EarlyDatabase> early) {
        EarlyDatabase started = early.getIfAvailable();
        return started == null ? start(settings) : started.server();
    }

    /// Nobody gets a connection before roles and tables are what this version needs.
    static DatabaseServer start(DatabaseSettings settings) {
        DatabaseAccess operators = settings.operatorsServer();
        if (operators != null) {
            DatabaseSetup.prepare(operators, settings.startTimeout(), DatabaseSetup.MIGRATIONS);
            return new DatabaseServer(operators, null);
        }
        if (settings.durability() == Durability.THROWAWAY) {
            log.warn("Data in {} does not survive a crash: GUILDHALL_DB_DURABILITY is throwaway", settings.data());
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.data(), settings.port(), settings.durability());
        try {
            DatabaseAccess access = access(embedded);
            DatabaseSetup.prepare(access, settings.startTimeout(), DatabaseSetup.MIGRATIONS);
            return new DatabaseServer(access, embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    @Bean
    HikariDataSource dataSource(DatabaseServer server, DatabaseSettings settings) {
        return RequestPool.open(server.access(), settings);
    }

    /// The application gets a login of its own: unlike a role taken by the owner, no SQL injection can leave it.
    static DatabaseAccess access(EmbeddedPostgres embedded) {
        DatabaseLogin owner = embedded.superuser();
        String password = embedded.password("application");
        try (Connection superuser = owner.connect()) {
            ApplicationRole.enableLogin(superuser, password);
        } catch (SQLException e) {
            throw new StartupFailure(
                    "The embedded PostgreSQL could not be prepared: " + StartupFailure.oneLine(e.getMessage()) + ".",
                    e);
        }
        return new DatabaseAccess(owner, new DatabaseLogin(embedded.jdbcUrl(), ApplicationRole.NAME, password));
    }
}
