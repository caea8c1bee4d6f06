package io.guildhall.e2e.crash;

import io.guildhall.e2e.PackagedService;
import java.io.IOException;
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
            service.postmaster().orElseThrow().destroyForcibly();
            recover(service);
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

    /// Kills, and waits until the service takes requests again.
    abstract void kill(PackagedService service, RandomGenerator random) throws IOException, InterruptedException;

    private static void recover(PackagedService service) throws IOException, InterruptedException {
        service.awaitReady();
    }
}
