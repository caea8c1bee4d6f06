package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A start whose database is not there yet, and what an embedded one writes about its errors.
class StartTest {
    @Test
    void waitsForADatabaseAndSaysSo() throws Exception {
        DatabaseLogin login = TestServer.get().freshDatabase().owner();
        int port = URI.create(login.url().substring("jdbc:".length())).getPort();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(DatabaseSetup.class);
        Level level = log.getLevel();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try (FaultyWire wire = FaultyWire.to(port)) {
            wire.cut();
            var through = new DatabaseLogin(
                    login.url().replaceFirst(":" + port + "/", ":" + wire.port() + "/"),
                    login.user(),
                    login.password());
            CompletableFuture<Connection> start = CompletableFuture.supplyAsync(
                    () -> DatabaseSetup.await(through, Duration.ofSeconds(30)), Thread::startVirtualThread);
            Thread.sleep(1_200);
            assertThat(start).isNotDone();
            wire.mend();

            try (Connection connection = start.get(20, TimeUnit.SECONDS)) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .startsWith("Waiting up to 30 seconds for the database: ");
        } finally {
            log.detachAppender(lines);
            log.setLevel(level);
        }
    }

    @Test
    void anEmbeddedServerLogsNoValuesOfStatementsThatFail(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, 0, Durability.THROWAWAY)) {
            try (Connection connection = server.superuser().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE person (mobile text PRIMARY KEY)");
                statement.execute("INSERT INTO person VALUES ('447700900177')");
                for (String wrong : new String[] {
                    "INSERT INTO person VALUES ('447700900177')",
                    "SELECT CAST('x447700900177' AS bigint)",
                    "SELECT 447700900177 nonsense of syntax",
                    "DO $$ BEGIN RAISE EXCEPTION '447700900177'; END $$"
                }) {
                    assertThatThrownBy(() -> statement.execute(wrong))
                            .isInstanceOf(SQLException.class)
                            .message()
                            .doesNotContain("Key (");
                }
                statement.execute("SET statement_timeout = 50");
                assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(1), '447700900177'"))
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(Files.readString(directory.resolve("postgres.log")))
                .isNotBlank()
                .doesNotContain("447700900177");
    }
}
