package io.guildhall.limit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One organisation sends all it can, over many connections; another one's calls are answered all the same. What they
/// took stands in `target/fairness-test.txt` afterwards (docs/performance.md).
@RunningService
class FairnessTest {
    private static final int CONNECTIONS = 40;
    private static final int PEOPLE = 500;
    private static final int CALLS = 60;
    /// Far above what a call takes on an idle machine: other work may share it.
    private static final Duration ANSWERED = Duration.ofSeconds(5);

    @LocalServerPort
    private int port;

    @Test
    void callsOfOneOrganisationAreAnsweredWhileAnotherOneSendsAllItCan() throws Exception {
        TestOrganisation greedy = Fleet.create(port);
        TestOrganisation modest = Fleet.create(port);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger bulks = new AtomicInteger();
        List<Duration> alone = took(modest, 0);
        List<Duration> single;
        List<Duration> bulk;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int connection = i;
                threads.submit(() -> flood(greedy, connection, bulks, over));
            }
            try {
                while (bulks.get() < 3) {
                    Thread.sleep(50);
                }
                single = took(modest, 1);
                bulk = measured(10, i -> Fleet.post(modest, Fleet.person(700 + i, Fleet.at("DRIVER"))));
            } finally {
                over.set(true);
            }
        }
        String figures = "single calls alone " + shown(alone) + "; beside " + CONNECTIONS + " connections with "
                + PEOPLE + " people each " + shown(single) + ", bulk calls of one " + shown(bulk) + "; "
                + bulks.get() + " bulk calls of the other organisation meanwhile";
        keep(figures);

        assertThat(single).as(figures).allSatisfy(time -> assertThat(time).isLessThan(ANSWERED));
        assertThat(bulk).as(figures).allSatisfy(time -> assertThat(time).isLessThan(ANSWERED.multipliedBy(2)));
    }

    /// Look-ups and registrations by turns.
    private static List<Duration> took(TestOrganisation org, int round) {
        return measured(CALLS, i -> {
            int number = 100 + round * CALLS + i;
            return i % 2 == 0
                    ? org.post("/v2/customers?source=INSTORE", Fleet.person(number))
                    : org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue="
                            + Fleet.mobile(number - 1));
        });
    }

    private static List<Duration> measured(int count, IntFunction<Answer> call) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            Answer answer = call.apply(i);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }
        times.sort(null);
        return times;
    }

    private static void flood(TestOrganisation org, int connection, AtomicInteger bulks, AtomicBoolean over) {
        for (int round = 0; !over.get(); round++) {
            long first = 447_100_000_000L + connection * 1_000_000L + round * 1_000L;
            String people = IntStream.range(0, PEOPLE)
                    .mapToObj(
                            i -> "{'profiles':[{'identifiers':[{'type':'externalId','value':'" + (first + i) + "'}]}]}")
                    .collect(Collectors.joining(",", "[", "]"));
            if (org.post(Fleet.BULK, people).status() == 200) {
                bulks.incrementAndGet();
            }
        }
    }

    private static String shown(List<Duration> sorted) {
        return "median %d ms, 95 %% %d ms, longest %d ms"
                .formatted(
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.get(sorted.size() * 95 / 100).toMillis(),
                        sorted.getLast().toMillis());
    }

    private static void keep(String figures) {
        try {
            Files.writeString(Path.of("target", "fairness-test.txt"), figures + "\n");
        } catch (IOException noTarget) {
            throw new java.io.UncheckedIOException(noTarget);
        }
    }
}
