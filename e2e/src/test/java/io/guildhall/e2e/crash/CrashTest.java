package io.guildhall.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The service and its database are killed at random moments under load. `guildhall.kills` says how often,
/// `guildhall.seed` repeats the calls and the choice of victims of an earlier run, though never its timing.
class CrashTest {
    private static final int CLIENTS = 4;
    private static final int MOST_LOAD_MILLIS = 2_500;
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(1);

    private final int kills = Integer.getInteger("guildhall.kills", 6);
    private final long seed = seed();
    private final Tally tally = new Tally();

    private static long seed() {
        long given = Long.getLong("guildhall.seed", 0);
        return given == 0 ? System.nanoTime() : given;
    }

    @Test
    void losesAndDoublesNothingThatWasAcknowledged(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
            throws Exception {
        System.out.printf("Crash test: %d kills, seed %d%n", kills, seed); // at once: the end may never come
        long start = System.nanoTime();
        try (HttpClient http = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                PackagedService service = PackagedService.start(directory)) {
            Caller operator = new Caller(http, service.address(), PackagedService.OPERATOR);
            assertThat(operator.send("PUT", "/admin/v1/orgs/" + Fleet.ORGANISATION, Fleet.organisation())
                            .status())
                    .isEqualTo(200);
            Caller till = new Caller(http, service.address(), Fleet.TILL);
            List<Acknowledged> acknowledged = new ArrayList<>();
            acknowledged.add(LoadClient.acknowledged(till, Fleet.beginning(), tally));
            acknowledged.addAll(killUnderLoad(service, till));

            long verification = System.nanoTime();
            Outcome outcome = Outcome.of(acknowledged);
            new ServiceCheck(till, outcome, tally).run();
            new DatabaseCheck(service.database(), outcome).run();
            assertThat(String.join("\n", service.log()))
                    .doesNotContain(outcome.ids().keySet());
            report("%d kills in %d s, checked in %d s, seed %d: %s"
                    .formatted(
                            kills,
                            seconds(start, verification),
                            seconds(verification, System.nanoTime()),
                            seed,
                            tally));
        }
    }

    /// Also for `./guildhall torture`, which ends with this line.
    private static void report(String counts) throws IOException {
        System.out.println("Crash test: " + counts);
        Files.writeString(
                Path.of(System.getProperty("guildhall.root"), "e2e", "target", "crash-test.txt"), counts + "\n");
    }

    private static long seconds(long from, long to) {
        return Duration.ofNanos(to - from).toSeconds();
    }

    private List<Acknowledged> killUnderLoad(PackagedService service, Caller till) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<Acknowledged>>> clients = new ArrayList<>();
            try {
                for (int client = 1; client <= CLIENTS; client++) {
                    Fleet fleet = new Fleet("C" + client, new Random(seed + client));
                    clients.add(threads.submit(new LoadClient(till, fleet, new Random(seed), over, tally)));
                }
                kill(service, clients);
            } finally {
                over.set(true);
            }
            List<Acknowledged> acknowledged = new ArrayList<>();
            for (Future<List<Acknowledged>> client : clients) {
                acknowledged.addAll(client.get());
            }
            return acknowledged;
        }
    }

    private void kill(PackagedService service, List<Future<List<Acknowledged>>> clients) throws Exception {
        Random random = new Random(seed);
        List<Victim> next = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            awaitLoad(clients);
            Thread.sleep(random.nextInt(MOST_LOAD_MILLIS));
            if (next.isEmpty()) {
                next.addAll(List.of(Victim.values())); // each has its turn, in any order
                Collections.shuffle(next, random);
            }
            Victim victim = next.removeLast();
            tally.add("killed " + victim);
            victim.kill(service, random);
        }
        awaitLoad(clients);
    }

    /// Waits until calls are acknowledged again.
    private void awaitLoad(List<Future<List<Acknowledged>>> clients) throws Exception {
        long before = tally.of("acknowledged");
        long deadline = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
        while (tally.of("acknowledged") < before + CLIENTS) {
            for (Future<List<Acknowledged>> client : clients) {
                if (client.isDone()) {
                    client.get(); // throws what the client met
                }
            }
            assertThat(System.nanoTime()).as("calls are acknowledged again").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
