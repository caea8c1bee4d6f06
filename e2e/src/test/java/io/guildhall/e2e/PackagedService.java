package io.guildhall.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged service as a process of its own, with an embedded database, as an operator would run it. It keeps its
/// address over any number of starts.
public final class PackagedService implements AutoCloseable {
    public static final String OPERATOR = "operator:a-secret-of-the-end-to-end-tests";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    /// Whatever else configures the service must not reach this one: it could name somebody's database.
    private static final Pattern SETTINGS = Pattern.compile("(GUILDHALL|SPRING|SERVER|MANAGEMENT|LOGGING|OTEL)_.*");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path directory;
    private final int port;
    private final Surroundings surroundings;
    private Process process;

    private PackagedService(Path directory, int port, Surroundings surroundings) throws IOException {
        this.directory = directory;
        this.port = port;
        this.surroundings = surroundings;
        this.process = launch();
    }

    /// What a service may have around it.
    ///
    /// @param settings further environment variables
    /// @param megabytes size of the disk that holds its data; 0 for that of the directory. Needs Linux and the
    ///     right to mount something in a namespace of one's own
    public record Surroundings(Map<String, String> settings, int megabytes) {
        public static final Surroundings PLAIN = new Surroundings(Map.of(), 0);
        private static final String MOUNT = "mount -t tmpfs -o size=%dm,mode=0700 none '%s' && exec \"$@\"";
        /// With an own namespace of users where the right to mount needs it.
        private static final List<List<String>> WAYS =
                List.of(List.of("unshare", "--mount"), List.of("unshare", "--user", "--map-root-user", "--mount"));

        private List<String> command(Path data, List<String> java) throws IOException {
            if (megabytes == 0) {
                return java;
            }
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(way().orElseThrow());
            command.addAll(List.of("sh", "-c", MOUNT.formatted(megabytes, data), "sh"));
            command.addAll(java);
            return command;
        }

        /// Whether a disk of a certain size can be had here.
        public static boolean canLimitDisks() throws IOException {
            return way().isPresent();
        }

        private static Optional<List<String>> way() throws IOException {
            for (List<String> way : WAYS) {
                List<String> trial = new ArrayList<>(way);
                trial.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=1m none /mnt"));
                try {
                    if (new ProcessBuilder(trial).start().waitFor() == 0) {
                        return Optional.of(way);
                    }
                } catch (IOException notInstalled) {
                    continue;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            return Optional.empty();
        }
    }

    /// Starts the service on a directory and waits until it takes requests.
    public static PackagedService start(Path directory) throws IOException, InterruptedException {
        return start(directory, Surroundings.PLAIN);
    }

    public static PackagedService start(Path directory, Surroundings surroundings)
            throws IOException, InterruptedException {
        PackagedService service = new PackagedService(directory, freePort(), surroundings);
        try {
            service.awaitReady(START_LIMIT);
        } catch (Throwable failure) {
            service.close();
            throw failure;
        }
        return service;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// SIGKILL: nothing in the service gets to run after it.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGSTOP: the service stands still, with its connections and locks, until it is woken. Its database goes on.
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// Starts the service anew, after it has ended; it is not ready yet.
    public void launchAgain() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException("The service is still running");
        }
        process = launch();
    }

    public void awaitReady() throws IOException, InterruptedException {
        awaitReady(START_LIMIT);
    }

    public boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(15))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// The master process of the embedded database, as long as it runs. Its pid file alone proves nothing: the number
    /// may belong to another process by now, and that one must not get our signals.
    public Optional<ProcessHandle> postmaster() throws IOException {
        return postmasterFile()
                .map(List::getFirst)
                .map(String::strip)
                .map(Long::parseLong)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::servesOurData);
    }

    /// @return as the owner of the tables, whom row-level security does not bind
    public DatabaseAccess database() throws IOException {
        String databasePort = postmasterFile().orElseThrow().get(3).strip();
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:%s/guildhall".formatted(databasePort),
                "guildhall_owner",
                Files.readString(data().resolve("postgres.password")).strip());
    }

    public record DatabaseAccess(String url, String user, String password) {}

    /// Ends the service by SIGTERM, which ends its database; by force where that fails.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Optional<ProcessHandle> leftBehind = postmaster();
        if (leftBehind.isPresent()) {
            leftBehind.get().destroyForcibly();
        }
        http.close();
    }

    public List<String> log() throws IOException {
        return Files.exists(logFile()) ? Files.readAllLines(logFile()) : List.of();
    }

    private void awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                List<String> said = log();
                throw new AssertionError("The service %s; it said:%n%s"
                        .formatted(
                                process.isAlive() ? "is not ready" : "ended with status " + process.exitValue(),
                                String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size()))));
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    private Process launch() throws IOException {
        Path jar = Path.of(System.getProperty("guildhall.root"), "server", "target", "guildhall-server.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.isReadable(jar)) {
            throw new AssertionError("%s is missing: package the module server first".formatted(jar));
        }
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts are what takes the time here
                "-jar",
                jar.toString());
        ProcessBuilder builder = new ProcessBuilder(surroundings.command(directory.resolve("data"), java))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(SETTINGS.asMatchPredicate());
        builder.environment()
                .putAll(Map.of(
                        "GUILDHALL_PORT",
                        Integer.toString(port),
                        "GUILDHALL_MANAGEMENT_PORT",
                        "0",
                        "GUILDHALL_DATA",
                        directory.resolve("data").toString(),
                        "GUILDHALL_OPERATOR",
                        OPERATOR,
                        // imports of few rows have many chunks
                        "GUILDHALL_IMPORTS_CHUNKPEOPLE",
                        "200"));
        builder.environment().putAll(surroundings.settings());
        Process started = builder.start();
        started.getOutputStream().close();
        return started;
    }

    private Optional<List<String>> postmasterFile() throws IOException {
        Path file = data().resolve("postgres/postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() < 4 ? Optional.empty() : Optional.of(lines);
    }

    private boolean servesOurData(ProcessHandle candidate) {
        ProcessHandle.Info info = candidate.info();
        return Stream.concat(Stream.of(info.arguments().orElse(new String[0])), info.commandLine().stream())
                .anyMatch(
                        word -> word.contains(directory.resolve("data/postgres").toString()));
    }

    /// Where the data are: a disk of their own is seen by the service alone, and through it by us.
    public Path data() {
        Path data = directory.resolve("data");
        return surroundings.megabytes() == 0
                ? data
                : Path.of("/proc/" + process.pid() + "/root")
                        .resolve(data.toString().substring(1));
    }

    private Path logFile() {
        return directory.resolve("service.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
