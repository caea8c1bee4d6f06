package io.guildhall.benchmarks.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged service as a process of its own, as `./guildhall run` starts it.
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(150);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final Process process;
    private final URI address;
    private final Path log;
    private Duration startup = Duration.ZERO;

    private ServerProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /// @param javaOptions options of the virtual machine
    /// @param directory holds the log and, below `data`, an embedded database
    public record Settings(
            Path jar, List<String> javaOptions, Path directory, String operator, Map<String, String> environment) {
        public Settings withJavaOptions(List<String> more) {
            List<String> all = new ArrayList<>(javaOptions);
            all.addAll(more);
            return new Settings(jar, List.copyOf(all), directory, operator, environment);
        }

        public Path data() {
            return directory.resolve("data");
        }

        @Override
        public String toString() {
            return "Settings[***]"; // holds secrets
        }
    }

    /// Starts it and waits until it takes requests.
    public static ServerProcess start(Settings settings) throws InterruptedException {
        long start = System.nanoTime();
        ServerProcess server = launch(settings);
        try {
            while (!server.isReady()) {
                if (!server.process.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                    throw new BenchFailure("The service did not start; it said:\n" + server.lastWords());
                }
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (BenchFailure | InterruptedException e) {
            server.close();
            throw e;
        }
        server.startup = Duration.ofNanos(System.nanoTime() - start);
        return server;
    }

    private static ServerProcess launch(Settings settings) {
        Path log = settings.directory().resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.javaOptions());
        command.addAll(List.of("-jar", settings.jar().toAbsolutePath().toString()));
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(settings.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.matches("(SPRING|SERVER|MANAGEMENT|LOGGING)_.*"));
            builder.environment().putAll(settings.environment());
            builder.environment()
                    .putAll(Map.of(
                            "GUILDHALL_PORT", Integer.toString(port),
                            "GUILDHALL_MANAGEMENT_PORT", "0",
                            "GUILDHALL_DATA", settings.data().toString(),
                            "GUILDHALL_OPERATOR", settings.operator()));
            Process process = builder.start();
            process.getOutputStream().close();
            ServerProcess server = new ServerProcess(process, URI.create("http://127.0.0.1:" + port), log);
            // Ctrl-C: the service goes with us, and its database with it
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end-of-service"));
            return server;
        } catch (IOException e) {
            throw new BenchFailure("The service cannot be started (%s).".formatted(e), e);
        }
    }

    private boolean isReady() {
        try (HttpConnection connection = new HttpConnection(address)) {
            return connection.send(Request.open("/health/ready")).status() == 200;
        } catch (IOException _) {
            return false; // nobody listens yet
        }
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /// From the start of the process to the first answer that it is ready.
    public Duration startup() {
        return startup;
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    /// Ends the service, which ends its database.
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
