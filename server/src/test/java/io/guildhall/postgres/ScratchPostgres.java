package io.guildhall.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// A real PostgreSQL for tests, from the binaries on the class path, gone when closed. Has the two roles that the
/// service lives with: the owner of the tables, and one that row-level security binds.
public final class ScratchPostgres implements AutoCloseable {
    public static final String OWNER = "guildhall_owner";
    public static final String SERVICE = "guildhall_service";

    /// PostgreSQL does not run as root, which tests in containers often do.
    private static final String NOBODY = "65534";

    private final Path directory;
    private final Process server;
    private final int port;

    private ScratchPostgres(Path directory, Process server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    public static ScratchPostgres start() {
        try {
            Path directory = Files.createTempDirectory("guildhall-postgres");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(directory);
            Path data = Files.createDirectory(directory.resolve("data"));
            if (isRoot()) {
                run(directory, List.of("chown", NOBODY, data.toString()));
            }
            run(directory, as(directory, "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N"));
            int port = freePort();
            List<String> command = as(
                    directory,
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "fsync=off",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "listen_addresses=127.0.0.1");
            var postgres = new ScratchPostgres(directory, process(directory, command), port);
            postgres.createRoles();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void createRoles() {
        try (Connection admin = connect();
                var statement = admin.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN");
            statement.execute("CREATE ROLE " + SERVICE + " LOGIN");
            statement.execute("GRANT ALL ON SCHEMA public TO " + OWNER);
            String byOwner = "ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " GRANT ";
            statement.execute(byOwner + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + SERVICE);
            statement.execute(byOwner + "USAGE ON SEQUENCES TO " + SERVICE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return DriverManager.getConnection(url(), "postgres", "");
            } catch (SQLException e) {
                if (attempt == 100 || !server.isAlive()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path directory) throws IOException {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String resource = "/postgres-%s-%s.txz".formatted(system, architecture);
        var archive = Objects.requireNonNull(ScratchPostgres.class.getResourceAsStream(resource), resource);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> as(Path directory, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(Path directory, List<String> command) throws IOException {
        Process process = process(directory, command);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(directory.resolve("log")));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Process process(Path directory, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        try {
            server.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
