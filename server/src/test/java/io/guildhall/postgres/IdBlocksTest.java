package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class IdBlocksTest {
    @TempDir
    private Path directory;

    /// A sequence goes back when the server dies before its log is written. What was kept of the values must not be
    /// given
    /// out a second time.
    @Test
    void givesNoIdTwiceWhenTheDatabaseDiesAndForgetsWhatItHasGiven() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("data"), 0, Durability.DURABLE)) {
            DatabaseLogin login = server.superuser();
            JdbcTemplate jdbc =
                    new JdbcTemplate(new DriverManagerDataSource(login.url(), login.user(), login.password()));
            jdbc.execute("CREATE SEQUENCE some_id INCREMENT BY 1000");
            IdBlocks ids = new IdBlocks(jdbc);
            Set<Long> kept = new HashSet<>();
            for (int round = 0; round < 3; round++) {
                killWithinATransaction(jdbc, ids);
                awaitServer(login);
                for (int calls = 0; calls < 40; calls++) {
                    List<Long> taken = within(jdbc, () -> ids.take("some_id", 700));
                    assertThat(kept).as("round %d", round).doesNotContainAnyElementsOf(taken);
                    kept.addAll(taken);
                }
            }
        }
    }

    @Test
    void givesDifferentIdsToEveryCall() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory.resolve("data"), 0, Durability.THROWAWAY)) {
            DatabaseLogin login = server.superuser();
            JdbcTemplate jdbc =
                    new JdbcTemplate(new DriverManagerDataSource(login.url(), login.user(), login.password()));
            jdbc.execute("CREATE SEQUENCE some_id INCREMENT BY 1000");
            IdBlocks ids = new IdBlocks(jdbc);
            Set<Long> all = new HashSet<>();
            int given = 0;
            for (int count : new int[] {1, 999, 1_000, 1_001, 2_000, 1, 25_000, 0, 7}) {
                long[] taken = ids.take("some_id", count);
                assertThat(taken).hasSize(count);
                Arrays.stream(taken).forEach(all::add);
                given += count;
            }
            assertThat(all).hasSize(given);
        }
    }

    /// The ids that it took are gone with it; what was left over may not be.
    private void killWithinATransaction(JdbcTemplate jdbc, IdBlocks ids) {
        try {
            within(jdbc, () -> {
                ids.take("some_id", 10);
                kill();
                return ids.take("some_id", 1);
            });
        } catch (RuntimeException expected) {
            // the commit may or may not notice
        }
    }

    private void kill() {
        try {
            String pid = Files.readAllLines(directory.resolve("data/postgres/postmaster.pid"))
                    .getFirst();
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
            List<ProcessHandle> children = postmaster.children().toList();
            postmaster.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<Long> within(JdbcTemplate jdbc, java.util.function.Supplier<long[]> work) {
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(java.util.Objects.requireNonNull(jdbc.getDataSource())));
        long[] taken = transaction.execute(_ -> work.get());
        return Arrays.stream(taken).boxed().toList();
    }

    private static void awaitServer(DatabaseLogin login) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try (Connection _ = login.connect()) {
                return;
            } catch (SQLException notYet) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(100);
            }
        }
    }
}
