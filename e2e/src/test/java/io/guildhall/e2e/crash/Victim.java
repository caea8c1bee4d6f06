package io.guildhall.e2e.crash;

import io.guildhall.e2e.PackagedService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What is killed, and how things go on afterwards. All of it is SIGKILL.
enum Victim {
    /// The service; its database is left behind.
    SERVICE {
        @Override
        void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException {
            service.kill();
            service.launchAgain();
            service.awaitReady();
        }
    },
    /// The service, and then the next one while it starts.
    SERVICE_TWICE {
        @Override
        void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException {
            service.kill();
            service.launchAgain();
            Thread.sleep(random.nextInt(4_000));
            SERVICE.kill(service, random);
        }
    },
    /// The master process of the database.
    DATABASE {
        @Override
        void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException {
            ProcessHandle killed = service.postmaster().orElseThrow();
            killed.destroyForcibly();
            awaitAnother(service, killed);
            service.awaitReady();
        }
    },
    /// One process of the database, after which its master ends all others and has them recover.
    PART_OF_DATABASE {
        @Override
        void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException {
            List<ProcessHandle> parts =
                    service.postmaster().orElseThrow().children().toList();
            parts.get(random.nextInt(parts.size())).destroyForcibly();
            service.awaitReady();
        }
    },
    /// All at once.
    BOTH {
        @Override
        void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException {
            Optional<ProcessHandle> postmaster = service.postmaster();
            service.kill();
            postmaster.orElseThrow().destroyForcibly();
            service.launchAgain();
            service.awaitReady();
        }
    };

    private static final Duration RESTART_LIMIT = Duration.ofMinutes(2);

    /// Kills, and waits until the service takes requests again.
    abstract void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException;

    /// The service itself starts its database anew.
    private static void awaitAnother(PackagedService service, ProcessHandle killed)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + RESTART_LIMIT.toNanos();
        while (service.postmaster().filter(running -> !running.equals(killed)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The service does not start its database anew");
            }
            Thread.sleep(50);
        }
    }
}
