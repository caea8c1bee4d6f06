package io.guildhall.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The service as a child of this process, with an embedded database of its own.
final class ServerProcess {
    /// The service gives running requests 30 seconds and its database up to two minutes.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(150);

    /// Whatever else configures a Spring Boot application must not reach this one: it could name somebody's database.
    private static final Pattern SETTINGS = Pattern.compile("(GUILDHALL|SPRING|SERVER|MANAGEMENT|LOGGING)_.*");

    private static final int LOG_TAIL = 20;

    private final Process process;
    private final Path log;
    private final URI address;

    private ServerProcess(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /// @param javaOptions of the service's virtual machine
    static ServerProcess start(Path jar, List<String> javaOptions, Path directory, String operator) {
        if (!Files.isReadable(jar)) {
            throw new DemoFailure("The service's jar %s cannot be read; build it first.".formatted(jar));
        }
        Path log = directory.resolve("server.log");
        try {
            int port = freePort();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(javaOptions);
            command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    // where no configuration file lies that Spring Boot would read
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(SETTINGS.asMatchPredicate());
            builder.environment()
                    .putAll(Map.of(
                            "GUILDHALL_PORT",
                            Integer.toString(port),
                            "GUILDHALL_MANAGEMENT_PORT",
                            "0",
                            "GUILDHALL_DATA",
                            directory.resolve("data").toString(),
                            "GUILDHALL_DB_DURABILITY",
                            "throwaway",
                            "GUILDHALL_OPERATOR",
                            operator));
            Process process = builder.start();
            process.getOutputStream().close();
            return new ServerProcess(process, log, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new DemoFailure("The service cannot be started (%s).".formatted(e), e);
        }
    }

    URI address() {
        return address;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    void await() throws InterruptedException {
        process.waitFor();
    }

    /// Ends the service, which ends its database.
    void stop() {
        process.destroy();
        try {
            if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        // a database without its service ends by itself when its directory goes
        process.destroyForcibly();
    }

    /// What the service said last.
    List<String> lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size());
        } catch (MalformedInputException _) {
            return List.of("(its log is not text)");
        } catch (IOException e) {
            return List.of("(its log cannot be read: " + e + ")");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
