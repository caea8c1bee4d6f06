package io.guildhall.cli.demo;

import io.guildhall.cli.terminal.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directory and service of one demonstration. Both go when it is closed, or when this process is told to end by Ctrl-C
/// or SIGTERM.
final class Session implements AutoCloseable {
    /// The first start on a slow machine unpacks PostgreSQL and makes a database.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration NOTICE_INTERVAL = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final ThrowawayDirectory directory;
    private final Credentials credentials;
    private final Output output;
    private @Nullable ServerProcess server;
    private boolean closed;

    private Session(ThrowawayDirectory directory, Credentials credentials, Output output) {
        this.directory = directory;
        this.credentials = credentials;
        this.output = output;
    }

    static Session open(Credentials credentials, Output output) {
        Session session = new Session(ThrowawayDirectory.create(), credentials, output);
        Runtime.getRuntime().addShutdownHook(new Thread(session::close, "end-of-demo"));
        return session;
    }

    /// Room for files that go with the demonstration.
    Path folder() {
        return directory.path();
    }

    /// Starts the service and waits until it takes requests.
    Service start(Path jar, List<String> javaOptions) throws InterruptedException {
        output.say("Starting Guildhall with a PostgreSQL of its own in %s ...".formatted(directory.path()));
        ServerProcess started = launch(jar, javaOptions);
        Service service = new Service(started.address(), credentials);
        long start = System.nanoTime();
        long noticed = start;
        while (!service.isReady()) {
            long now = System.nanoTime();
            if (!started.isRunning()) {
                throw failure(started, "The service ended before it was ready; it said:");
            }
            if (now - start > START_LIMIT.toNanos()) {
                throw failure(
                        started,
                        "The service is not ready after %d seconds; it said:".formatted(START_LIMIT.toSeconds()));
            }
            if (now - noticed > NOTICE_INTERVAL.toNanos()) {
                noticed = now;
                output.say("... still starting after %d seconds"
                        .formatted(Duration.ofNanos(now - start).toSeconds()));
            }
            Thread.sleep(POLL_INTERVAL);
        }
        return service;
    }

    /// Waits until the service ends, which it does not by itself.
    void await() throws InterruptedException {
        ServerProcess running = running();
        if (running != null) {
            running.await();
            throw failure(running, "The service has ended; it said:");
        }
    }

    /// Whether the end has begun: what fails from now on is no news.
    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        ServerProcess running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = server;
        }
        output.say("Stopping the service and removing %s ...".formatted(directory.path()));
        if (running != null) {
            running.stop();
        }
        try {
            directory.delete();
        } catch (IOException e) {
            output.say("%s could not be removed (%s).".formatted(directory.path(), e));
        }
    }

    private synchronized ServerProcess launch(Path jar, List<String> javaOptions) {
        if (closed) {
            throw new DemoFailure("The demonstration was ended.");
        }
        ServerProcess launched =
                ServerProcess.start(jar, javaOptions, directory.path(), credentials.pair(Login.OPERATOR));
        server = launched;
        return launched;
    }

    private synchronized @Nullable ServerProcess running() {
        return server;
    }

    private static DemoFailure failure(ServerProcess server, String sentence) {
        return new DemoFailure(sentence + "\n  " + String.join("\n  ", server.lastWords()));
    }
}
