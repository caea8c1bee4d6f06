package io.guildhall.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The one database server of this JVM's tests: embedded, or the one of `GUILDHALL_TEST_DB_URL`, `_USER` and
/// `_PASSWORD`, who has to be a superuser. It and everything made in it is gone when the JVM ends.
final class TestServer {
    private static final String SERVER_URL = "GUILDHALL_TEST_DB_URL";
    private static @Nullable TestServer started;

    private final DatabaseAccess server;
    /// Several JVMs may share an external server.
    private final String prefix =
            "test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> made = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();

    private TestServer(DatabaseAccess server) {
        this.server = server;
    }

    static synchronized TestServer get() {
        if (started == null) {
            String external = System.getenv(SERVER_URL);
            started = external == null || external.isBlank() ? embedded() : external(external);
            started.makeTemplate();
        }
        return started;
    }

    /// A migrated, empty database of its own.
    synchronized DatabaseAccess freshDatabase() {
        String name = prefix + "_" + count.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template());
        made.add(name);
        return in(name);
    }

    /// A database without any table or schema of ours.
    synchronized DatabaseAccess emptyDatabase() {
        String name = prefix + "_" + count.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        made.add(name);
        return in(name);
    }

    /// A role of its own for one test.
    synchronized String role(String attributes) {
        String name = prefix + "_role_" + count.incrementAndGet();
        execute("CREATE ROLE " + name + " " + attributes);
        roles.add(name);
        return name;
    }

    private String template() {
        return prefix + "_template";
    }

    private void makeTemplate() {
        // byte order whatever the server's default is, as the embedded one has it
        execute("CREATE DATABASE " + template() + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        made.add(template());
        DatabaseSetup.prepare(in(template()), Duration.ofSeconds(30), DatabaseSetup.MIGRATIONS);
    }

    private DatabaseAccess in(String database) {
        DatabaseLogin application = server.application();
        return new DatabaseAccess(in(database, server.owner()), application == null ? null : in(database, application));
    }

    private static DatabaseLogin in(String database, DatabaseLogin login) {
        String url = login.url().replaceFirst("(//[^/]+/)[^?]*", "$1" + database);
        return new DatabaseLogin(url, login.user(), login.password());
    }

    private void execute(String sql) {
        try (Connection connection = server.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void dropAll() {
        made.forEach(database -> execute("DROP DATABASE " + database + " WITH (FORCE)"));
        roles.forEach(role -> execute("DROP ROLE " + role));
    }

    private static TestServer external(String url) {
        var owner = new DatabaseLogin(
                url, System.getenv("GUILDHALL_TEST_DB_USER"), System.getenv("GUILDHALL_TEST_DB_PASSWORD"));
        var server = new TestServer(new DatabaseAccess(owner, null));
        Runtime.getRuntime().addShutdownHook(new Thread(server::dropAll));
        return server;
    }

    private static TestServer embedded() {
        try {
            Path directory = Files.createTempDirectory("guildhall-test-");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, 0, Durability.THROWAWAY);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, directory)));
            return new TestServer(DatabaseConfiguration.access(postgres));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(EmbeddedPostgres postgres, Path directory) {
        try (postgres) {
            postgres.close();
            PostgresBinaries.deleteTree(directory);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
