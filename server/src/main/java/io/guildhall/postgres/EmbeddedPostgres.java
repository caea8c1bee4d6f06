package io.guildhall.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL server of our own, with its data in one directory that belongs to this process alone.
///
/// It listens on 127.0.0.1 only and asks everybody for a password. What a killed process left behind (a server
/// without a master, a half-made cluster, a stale pid file) is put in order by the next [#start]. A server that ends
/// while we run, because somebody or the system's lack of memory killed it, is started anew on the same port.
public final class EmbeddedPostgres implements AutoCloseable {
    static final String DATABASE = "guildhall";
    private static final String SUPERUSER = "guildhall_owner";
    private static final String SUPERUSER_SECRET = "postgres";
    private static final String SETTINGS_FILE = "guildhall.conf";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    /// Crash recovery replays up to max_wal_size (1 GB), slow on a small disk, and giving up would not make it faster.
    private static final Duration START_LIMIT = Duration.ofMinutes(15);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    /// Children of a killed server hold its shared memory for a moment; a chosen port may be taken by someone else.
    private static final int START_ATTEMPTS = 5;
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);
    private static final Duration RESTART_INTERVAL = Duration.ofSeconds(10);

    private final DataDirectory data;
    private final PostgresPrograms programs;
    private final int port;
    private final Durability durability;
    private boolean closed;

    private EmbeddedPostgres(DataDirectory data, PostgresPrograms programs, int port, Durability durability) {
        this.data = data;
        this.programs = programs;
        this.port = port;
        this.durability = durability;
    }

    /// Starts the server of this directory, making both on first use. Port 0 means any free one.
    public static EmbeddedPostgres start(Path directory, int port, Durability durability) {
        DataDirectory data = DataDirectory.open(directory);
        try {
            PostgresPrograms programs = PostgresPrograms.in(PostgresBinaries.unpack());
            stop(data, programs, "the server that an earlier process left behind");
            initialiseOnce(data, programs, durability);
            int used = launch(data, programs, port, durability);
            EmbeddedPostgres server = new EmbeddedPostgres(data, programs, used, durability);
            server.createDatabaseOnce();
            Thread.ofVirtual().name("postgres-watch").start(server::keepRunning);
            return server;
        } catch (IOException e) {
            data.close();
            throw new StartupFailure(
                    "The embedded PostgreSQL in %s cannot be started (%s).".formatted(directory, e), e);
        } catch (RuntimeException | Error e) {
            data.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /// The superuser, who owns all tables.
    public DatabaseLogin superuser() {
        return new DatabaseLogin(jdbcUrl(), SUPERUSER, password(SUPERUSER_SECRET));
    }

    /// A secret kept beside the data under this name; made on first use.
    String password(String name) {
        try {
            return data.password(name);
        } catch (IOException e) {
            throw new StartupFailure(
                    "The password file %s cannot be used (%s).".formatted(data.passwordFile(name), e), e);
        }
    }

    /// Lets running statements be cancelled, flushes, stops; the directory is free afterwards.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop(data, programs, "PostgreSQL to stop");
        } catch (IOException e) {
            throw new IllegalStateException("The embedded PostgreSQL could not be stopped", e);
        } finally {
            data.close();
        }
    }

    private static void initialiseOnce(DataDirectory data, PostgresPrograms programs, Durability durability)
            throws IOException {
        if (Files.isDirectory(data.cluster())) {
            if (Files.notExists(data.passwordFile(SUPERUSER_SECRET))) {
                throw new StartupFailure(
                        "The password file %s is missing, so nobody can log in to the data beside it; restore it from a backup."
                                .formatted(data.passwordFile(SUPERUSER_SECRET)));
            }
            return;
        }
        PostgresBinaries.deleteTree(data.unfinishedCluster()); // an earlier first start was killed half-way
        data.password(SUPERUSER_SECRET);
        var arguments = new ArrayList<>(List.of(
                "--pgdata=" + data.unfinishedCluster(),
                "--username=" + SUPERUSER,
                "--pwfile=" + data.passwordFile(SUPERUSER_SECRET),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Byte order is the one collation that is the same in PostgreSQL 15 to 18 and in every C library: no
                // system update can corrupt an index. The built-in provider orders alike, but came with 17 only.
                "--locale=C",
                // A new piece of the log is filled with zeroes while every commit waits: 40 ms for the usual 16 MB.
                "--wal-segsize=1",
                "--data-checksums"));
        if (durability == Durability.THROWAWAY) {
            arguments.add("--no-sync");
        }
        var made = programs.run(
                "the first-time set-up of PostgreSQL", INITDB_LIMIT, "initdb", arguments.toArray(String[]::new));
        if (!made.succeeded()) {
            throw new StartupFailure(
                    "PostgreSQL could not be set up in %s: %s".formatted(data.cluster(), made.output()));
        }
        Files.writeString(
                data.unfinishedCluster().resolve("postgresql.conf"),
                "\n# Written anew by Guildhall at every start; lines below this one and ALTER SYSTEM override it.\n"
                        + "include '" + SETTINGS_FILE + "'\n",
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        data.finishCluster();
    }

    private void keepRunning() {
        Optional<ProcessHandle> server = Optional.empty();
        Duration interval = Duration.ZERO;
        while (true) {
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            synchronized (this) {
                if (closed) {
                    return;
                }
                interval = WATCH_INTERVAL;
                // the process and not the file, which might be read half-written
                if (server.filter(process -> serves(process, data.cluster())).isEmpty()) {
                    server = findOrStartAgain();
                    interval = server.isEmpty() ? RESTART_INTERVAL : WATCH_INTERVAL;
                }
            }
        }
    }

    private Optional<ProcessHandle> findOrStartAgain() {
        try {
            Optional<ProcessHandle> found = postmaster(data);
            if (found.isPresent()) {
                return found;
            }
            log.error("PostgreSQL in {} has ended and is started anew; its log is postgres.log.1", data.cluster());
            launch(data, programs, port, durability);
            log.info("PostgreSQL in {} runs again", data.cluster());
            return postmaster(data);
        } catch (IOException | StartupFailure e) {
            log.error("PostgreSQL in {} cannot be started anew: {}", data.cluster(), e.toString());
            return Optional.empty();
        }
    }

    /// @return the port
    private static int launch(DataDirectory data, PostgresPrograms programs, int wantedPort, Durability durability)
            throws IOException {
        data.rotateLog();
        forgetRecycledPid(data);
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == 0 ? freePort() : wantedPort;
            Files.writeString(data.cluster().resolve(SETTINGS_FILE), settings(port, durability));
            // pg_ctl gives the server a session of its own: Ctrl-C in our terminal must reach us first, and the
            // server only after the last request.
            var started = programs.run(
                    "PostgreSQL in " + data.cluster() + " (after a crash it replays its log first)",
                    START_LIMIT.plusMinutes(1),
                    "pg_ctl",
                    "start",
                    "--pgdata=" + data.cluster(),
                    "--log=" + data.log(),
                    "--wait",
                    "--timeout=" + START_LIMIT.toSeconds());
            if (started.succeeded()) {
                return port;
            }
            if (attempt == START_ATTEMPTS || postmaster(data).isPresent()) {
                stop(data, programs, "PostgreSQL to stop");
                throw new StartupFailure("PostgreSQL in %s did not start on port %d: %s (%s)"
                        .formatted(data.cluster(), port, lastLine(data.log()), data.log()));
            }
            pause();
        }
    }

    /// PostgreSQL clears up a pid file whose process is gone, and does it with more checks than we could; it only
    /// gives up when the number now belongs to some other living process.
    private static void forgetRecycledPid(DataDirectory data) throws IOException {
        if (recordedProcess(data).isPresent() && postmaster(data).isEmpty()) {
            Files.delete(data.cluster().resolve("postmaster.pid"));
        }
    }

    private static String settings(int port, Durability durability) {
        String durable = durability == Durability.DURABLE ? "on" : "off";
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                fsync = %s
                synchronous_commit = %2$s
                full_page_writes = %2$s
                # pieces of the log that are used again cost nothing
                min_wal_size = '512MB'
                max_wal_size = '1GB'
                # what an import writes is put away while it works, so that its commit keeps nobody waiting
                wal_writer_delay = '10ms'
                # no personal data in the log: errors of statements carry keys and values, and we report them ourselves
                log_min_messages = log
                log_min_error_statement = panic
                log_checkpoints = off
                timezone = 'UTC'
                # short statements gain nothing from compilation
                jit = off
                """.formatted(port, durable);
    }

    private void createDatabaseOnce() {
        var login = new DatabaseLogin(jdbcUrl("postgres"), SUPERUSER, password(SUPERUSER_SECRET));
        try (Connection connection = login.connect();
                var statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (SQLException e) {
            stopQuietly();
            throw new StartupFailure(
                    "The embedded PostgreSQL refuses Guildhall: %s (does %s belong to this data?)"
                            .formatted(StartupFailure.oneLine(e.getMessage()), data.passwordFile(SUPERUSER_SECRET)),
                    e);
        }
    }

    private void stopQuietly() {
        try {
            stop(data, programs, "PostgreSQL to stop");
        } catch (IOException e) {
            log.warn("PostgreSQL could not be stopped: {}", e.toString());
        }
    }

    private static void stop(DataDirectory data, PostgresPrograms programs, String what) throws IOException {
        // Immediate is as safe as a power failure; better than leaving a server nobody stops.
        for (String mode : List.of("fast", "immediate")) {
            if (postmaster(data).isEmpty()) {
                return;
            }
            var stopped = programs.run(
                    what,
                    STOP_LIMIT.plusSeconds(10),
                    "pg_ctl",
                    "stop",
                    "--pgdata=" + data.cluster(),
                    "--mode=" + mode,
                    "--wait",
                    "--timeout=" + STOP_LIMIT.toSeconds());
            if (stopped.succeeded()) {
                return;
            }
            log.warn("PostgreSQL in {} did not stop: {}", data.cluster(), stopped.output());
        }
        if (postmaster(data).isPresent()) {
            throw new IOException("a PostgreSQL of an earlier start keeps running");
        }
    }

    /// The running server of this directory. The number in the pid file alone proves nothing: after a reboot it may
    /// belong to any process, which must not get our signals.
    private static Optional<ProcessHandle> postmaster(DataDirectory data) throws IOException {
        return recordedProcess(data).filter(process -> serves(process, data.cluster()));
    }

    private static Optional<ProcessHandle> recordedProcess(DataDirectory data) throws IOException {
        Path pidFile = data.cluster().resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        String firstLine =
                Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!firstLine.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(firstLine)).filter(ProcessHandle::isAlive);
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        var info = process.info();
        Stream<String> words =
                Stream.concat(Stream.of(info.arguments().orElse(new String[0])), info.commandLine().stream());
        return words.anyMatch(word -> word.contains(cluster.toString()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String lastLine(Path file) throws IOException {
        if (Files.notExists(file)) {
            return "no log was written";
        }
        // The reason is a FATAL line; later ones only say that the server is down.
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
                .reduce((_, last) -> last)
                .or(() -> lines.stream().reduce((_, last) -> last))
                .orElse("its log is empty");
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start of PostgreSQL was interrupted.", e);
        }
    }
}
