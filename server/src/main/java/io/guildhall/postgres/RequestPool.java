package io.guildhall.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/// The connections of requests: always the application role, always with limits.
final class RequestPool {
    static final String SCHEMA = "guildhall";

    /// Beyond this a request has waited too long for a connection to be worth starting.
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    private static final int IDLE = 4;

    private RequestPool() {}

    static HikariDataSource open(DatabaseAccess access, DatabaseSettings settings) {
        return open(
                access,
                settings.poolSize(),
                sessionSettings(access, "UTC", settings.lockTimeout(), settings.statementTimeout()));
    }

    static HikariDataSource open(DatabaseAccess access, int size, String sessionSettings) {
        DatabaseLogin login = access.requests();
        var config = new HikariConfig();
        config.setPoolName("guildhall");
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        // the others are opened when they are asked for, and not beside everything else that starts
        config.setMinimumIdle(Math.min(size, IDLE));
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setConnectionInitSql(sessionSettings);
        config.addDataSourceProperty("ApplicationName", "guildhall");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    /// Statements, not start-up options: a connection pooler in between drops those silently, and with them the role.
    ///
    /// With the last ones statements look their rows up by key whatever statistics say (ADR 14): no request needs a
    /// whole table, and no plan depends on how many rows an organisation is thought to have. Without sequential
    /// scans the few small tables that are read as a whole look dear enough to be compiled, so nothing is.
    static String sessionSettings(
            DatabaseAccess access, String timeZone, Duration lockTimeout, Duration statementTimeout) {
        String role = access.takesRole() ? "SET ROLE " + ApplicationRole.NAME + "; " : "";
        return role
                + "SET search_path = %s, pg_temp; SET TIME ZONE '%s'; SET lock_timeout = %d; SET statement_timeout = %d"
                        .formatted(SCHEMA, timeZone, lockTimeout.toMillis(), statementTimeout.toMillis())
                + "; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off";
    }
}
