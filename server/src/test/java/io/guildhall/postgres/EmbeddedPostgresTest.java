package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path temp;

    @Test
    void refusesASecondStartOnTheSameDirectory() {
        try (var first = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining(data().toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(ask(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesADirectoryThatAnotherProcessServes() throws Exception {
        Process other = ServingProcess.start(data());
        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroy();
            other.waitFor();
        }
    }

    @Test
    void keepsItsDataOverARestart() {
        try (var first = start()) {
            tell(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var second = start()) {
            assertThat(ask(second, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void closesTwiceWithoutHarm() throws IOException {
        var server = start();
        long postmaster = postmaster();

        server.close();
        server.close();

        assertThat(serves(postmaster)).isFalse();
    }

    @Test
    void recoversWhenTheServerWasKilled() throws Exception {
        var killed = start();
        tell(killed, "CREATE TABLE kept AS SELECT 42 AS answer");
        kill(postmaster());
        killed.close();

        try (var next = start()) {
            assertThat(ask(next, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void startsAServerAnewThatEndsWhileItIsNeeded() throws Exception {
        try (var server = start()) {
            tell(server, "CREATE TABLE kept AS SELECT 42 AS answer");
            long killed = postmaster();
            kill(killed);

            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (!answers(server)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(100);
            }

            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(postmaster()).isNotEqualTo(killed);
        }
        assertThat(data().resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void takesOverFromAServerWhoseOwnerWasKilled() throws Exception {
        Process owner = ServingProcess.start(data());
        long orphan = postmaster();
        owner.destroyForcibly().waitFor();
        assertThat(serves(orphan)).isTrue();

        try (var next = start()) {
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(serves(orphan)).isFalse();
            assertThat(ask(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void startsOverWhenTheFirstStartDiedHalfWay() throws IOException {
        Files.createDirectories(data().resolve("postgres.unfinished/base"));
        Files.writeString(data().resolve("postgres.unfinished/PG_VERSION"), "18");
        Files.createFile(data().resolve("lock"));

        try (var server = start()) {
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesTheProcessAloneThatGotTheNumberOfAServerLongGone() throws Exception {
        start().close();
        Process bystander = new ProcessBuilder("sleep", "600").start();
        Files.writeString(
                data().resolve("postgres/postmaster.pid"),
                bystander.pid() + "\n" + data().resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n");
        try (var server = start()) {
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void refusesADirectoryFullOfOtherFiles() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("thesis.txt"), "mine");

        assertThatThrownBy(this::start).isInstanceOf(StartupFailure.class).hasMessageContaining("not Guildhall's");
    }

    @Test
    void namesTheFileWhenThePasswordIsLost() throws IOException {
        start().close();
        Files.delete(data().resolve("postgres.password"));

        assertThatThrownBy(this::start).isInstanceOf(StartupFailure.class).hasMessageContaining("postgres.password");
    }

    @Test
    void showsPasswordAndDataToItsOwnerOnly() throws IOException {
        start().close();

        assertThat(permissions(data())).isEqualTo("rwx------");
        assertThat(permissions(data().resolve("postgres.password"))).isEqualTo("rw-------");
    }

    @Test
    void trustsNobodyWithoutTheRightPassword() {
        try (var server = start()) {
            DatabaseLogin right = server.superuser();
            for (String wrong : new String[] {"", "wrong"}) {
                assertThatThrownBy(() -> new DatabaseLogin(right.url(), right.user(), wrong).connect())
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void writesToDiskUnlessTheDataIsThrownAwayAnyway() {
        try (var durable = EmbeddedPostgres.start(data(), 0, Durability.DURABLE)) {
            assertThat(ask(durable, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(durable, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(durable, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(durable, "SHOW data_checksums")).isEqualTo("on");
        }
        try (var throwaway = EmbeddedPostgres.start(data(), 0, Durability.THROWAWAY)) {
            assertThat(ask(throwaway, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        try (var server = start()) {
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    private Path data() {
        return temp.toAbsolutePath().resolve("data");
    }

    private static boolean answers(EmbeddedPostgres server) {
        try (Connection _ = server.superuser().connect()) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data(), 0, Durability.DURABLE);
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data().resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /// Not "is alive": a process that ended stays a zombie until whoever inherited it looks at it.
    private boolean serves(long process) {
        return ProcessHandle.of(process)
                .flatMap(found -> found.info().commandLine())
                .filter(line -> line.contains(data().toString()))
                .isPresent();
    }

    private static void kill(long process) throws Exception {
        new ProcessBuilder("kill", "-9", Long.toString(process)).start().waitFor();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String ask(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void tell(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
