package io.guildhall.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Brings a database to the state this version needs, as its owner: wait for it, check it, roles, migrations. Several
/// instances may do this at once.
final class DatabaseSetup {
    /// One location: Flyway searches it with all its sub-folders, one for each module.
    static final String MIGRATIONS = "classpath:db/migration";

    private static final Logger log = LoggerFactory.getLogger(DatabaseSetup.class);
    private static final int OLDEST_VERSION = 15;
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);
    private static final Duration NOTICE_INTERVAL = Duration.ofSeconds(5);
    /// Any number of ours: instances of one database prepare it one after the other. Two that change the rights of one
    /// table at once would fail.
    private static final long SETUP_LOCK = 0x6775696c6468616cL;
    /// Concurrent changes of one role or grant, from instances on other databases of the server.
    private static final Set<String> LOST_RACE = Set.of("XX000", "23505", "42710");

    private DatabaseSetup() {}

    static void prepare(DatabaseAccess access, Duration patience, String migrations) {
        try {
            try (Connection owner = await(access.owner(), patience)) {
                verifyServer(owner);
                takeTurn(owner);
                prepareRole(owner, access);
                migrate(access.owner(), migrations);
            }
            try (Connection requests = access.requests().connect();
                    Statement statement = requests.createStatement()) {
                if (access.takesRole()) {
                    statement.execute("SET ROLE " + ApplicationRole.NAME);
                }
                ApplicationRole.verify(requests);
            }
        } catch (SQLException e) {
            throw new StartupFailure(
                    "The database could not be prepared: " + StartupFailure.oneLine(e.getMessage()) + ".", e);
        } catch (FlywayException e) {
            throw new StartupFailure(
                    "The database could not be migrated: " + StartupFailure.oneLine(e.getMessage()) + ".", e);
        }
    }

    static Connection await(DatabaseLogin login, Duration patience) {
        long start = System.nanoTime();
        long noticed = 0; // not yet
        while (true) {
            try {
                return login.connect();
            } catch (SQLException e) {
                String reason = StartupFailure.oneLine(e.getMessage());
                long now = System.nanoTime();
                if (!mayPass(e) || now - start > patience.toNanos()) {
                    throw new StartupFailure(
                            "The database of GUILDHALL_DB_URL cannot be reached after %d seconds: %s"
                                    .formatted(Duration.ofNanos(now - start).toSeconds(), reason),
                            e);
                }
                if (noticed == 0) {
                    log.info("Waiting up to {} seconds for the database: {}", patience.toSeconds(), reason);
                    noticed = now;
                } else if (now - noticed > NOTICE_INTERVAL.toNanos()) {
                    log.info("Still waiting for the database: {}", reason);
                    noticed = now;
                }
                pause();
            }
        }
    }

    /// No connection yet (08), too many of them (53), starting up (57); not a wrong password, name or URL.
    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") && !"08000".equals(state) && !"08004".equals(state)
                || state.startsWith("53")
                || state.startsWith("57");
    }

    private static void verifyServer(Connection owner) throws SQLException {
        int version = owner.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new StartupFailure("The database server is PostgreSQL %d; Guildhall needs %d or newer."
                    .formatted(version, OLDEST_VERSION));
        }
        try (Statement statement = owner.createStatement();
                ResultSet encoding = statement.executeQuery("SHOW server_encoding")) {
            encoding.next();
            if (!encoding.getString(1).equals("UTF8")) {
                throw new StartupFailure(
                        "The database has the encoding %s; Guildhall needs one made with ENCODING 'UTF8'."
                                .formatted(encoding.getString(1)));
            }
        }
    }

    /// Until the connection closes.
    private static void takeTurn(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + SETUP_LOCK + ")");
        }
    }

    private static void prepareRole(Connection owner, DatabaseAccess access) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                ApplicationRole.prepare(owner, access);
                return;
            } catch (SQLException e) {
                if (attempt == 5 || !LOST_RACE.contains(e.getSQLState())) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void migrate(DatabaseLogin owner, String location) throws SQLException {
        var history = "flyway_schema_history";
        Flyway.configure(DatabaseSetup.class.getClassLoader())
                .dataSource(dataSource(owner))
                .defaultSchema(RequestPool.SCHEMA)
                .table(history)
                .locations(location)
                // Each module numbers in a range of its own, so a new migration is rarely the highest number.
                .outOfOrder(true)
                .load()
                .migrate();
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "REVOKE ALL ON %s.%s FROM %s".formatted(RequestPool.SCHEMA, history, ApplicationRole.NAME));
        }
    }

    /// Without a pool: for a few connections at start.
    static DriverManagerDataSource dataSource(DatabaseLogin login) {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "guildhall-setup");
        var dataSource = new DriverManagerDataSource(login.url(), properties);
        dataSource.setUsername(login.user());
        dataSource.setPassword(login.password());
        return dataSource;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start was interrupted while waiting for the database.", e);
        }
    }
}
