package io.guildhall.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/// The connections of requests: always the application role, always with limits.
final class RequestPool {
    static final String SCHEMA = "guildhall";

    /// After this long without a word beyond what a statement may take, a connection leads nowhere: the network has
    /// swallowed it without telling.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final int IDLE = 4;

    private RequestPool() {}

    static HikariDataSource open(DatabaseAccess access, DatabaseSettings settings) {
        return open(
                access,
                new Limits(settings.poolSize(), settings.poolTimeout(), settings.statementTimeout()),
                sessionSettings(access, "UTC", settings.lockTimeout(), settings.statementTimeout()));
    }

    /// @param patience how long a request may wait for a connection
    /// @param statement how long a statement may run; zero for as long as it takes
    record Limits(int size, Duration patience, Duration statement) {}

    static HikariDataSource open(DatabaseAccess access, Limits limits, String sessionSettings) {
        DatabaseLogin login = access.requests();
        var config = new HikariConfig();
        config.setPoolName("guildhall");
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(limits.size());
        // the others are opened when they are asked for, and not beside everything else that starts
        config.setMinimumIdle(Math.min(limits.size(), IDLE));
        config.setConnectionTimeout(limits.patience().toMillis());
        // asking a connection whether it is alive must leave time to open another one
        config.setValidationTimeout(Math.clamp(limits.patience().toMillis() / 2, 250, 5_000));
        config.setConnectionInitSql(sessionSettings);
        config.addDataSourceProperty("ApplicationName", "guildhall");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        if (limits.statement().isPositive()) {
            config.addDataSourceProperty(
                    "socketTimeout",
                    Long.toString(limits.statement().plus(SILENCE).toSeconds()));
        }
        // details of errors carry keys and values, and messages get into logs
        config.addDataSourceProperty("logServerErrorDetail", "false");
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
                // a service that is gone without a word, with its machine or its network, gives its locks back
                + "; SET idle_in_transaction_session_timeout = "
                + 2 * statementTimeout.toMillis()
                + "; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off";
    }
}
