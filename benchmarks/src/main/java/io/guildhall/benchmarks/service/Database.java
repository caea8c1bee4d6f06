package io.guildhall.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The service's database, for sessions beside it: those of the owner look into the catalogue, those of the application
/// come with the role, the search path and the limits of the service's own.
///
/// @param application null where the owner's sessions take the application's role
/// @param postmaster process id of an embedded server; null for one elsewhere
public record Database(
        String url,
        Login owner,
        @Nullable Login application,
        @Nullable Long postmaster) {
    private static final String SESSION =
            "SET search_path = guildhall, pg_temp; SET TIME ZONE 'UTC'; SET lock_timeout = 3000; SET statement_timeout = 30000";

    public record Login(@Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    /// The server that the service has started in this directory.
    public static Database embedded(Path data) {
        try {
            List<String> pidFile = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            String port = pidFile.get(3).strip();
            return new Database(
                    "jdbc:postgresql://127.0.0.1:" + port + "/guildhall",
                    new Login("guildhall_owner", secret(data, "postgres")),
                    new Login("guildhall_app", secret(data, "application")),
                    Long.valueOf(pidFile.getFirst().strip()));
        } catch (IOException e) {
            throw new BenchFailure("The embedded database of %s cannot be found (%s).".formatted(data, e), e);
        }
    }

    /// The server that `GUILDHALL_DB_URL` names, with the logins that the service takes; null where it names none.
    public static @Nullable Database of(Map<String, String> environment) {
        String url = environment.getOrDefault("GUILDHALL_DB_URL", "");
        if (url.isBlank()) {
            return null;
        }
        String application = environment.getOrDefault("GUILDHALL_DB_APP_USER", "");
        return new Database(
                url,
                new Login(environment.get("GUILDHALL_DB_USER"), environment.get("GUILDHALL_DB_PASSWORD")),
                application.isBlank() ? null : new Login(application, environment.get("GUILDHALL_DB_APP_PASSWORD")),
                null);
    }

    public Connection asOwner() throws SQLException {
        Connection connection = connect(owner);
        execute(connection, "SET search_path = guildhall, pg_temp");
        return connection;
    }

    /// Row-level security holds for it; transactions are its user's.
    public Connection asApplication() throws SQLException {
        Connection connection = connect(application == null ? owner : application);
        execute(connection, application == null ? "SET ROLE guildhall_app; " + SESSION : SESSION);
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection connect(Login login) throws SQLException {
        Properties properties = new Properties();
        if (login.user() != null) {
            properties.setProperty("user", login.user());
        }
        if (login.password() != null) {
            properties.setProperty("password", login.password());
        }
        properties.setProperty("ApplicationName", "guildhall-bench");
        return DriverManager.getConnection(url, properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String secret(Path data, String name) throws IOException {
        return Files.readString(data.resolve(name + ".password")).strip();
    }
}
