package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
    private static final String ADDRESS = "192.0.2.7";

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final FailedLogins failures = new FailedLogins(20, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private long allowed(int attempts, java.util.function.IntFunction<Optional<Duration>> attempt) {
        return IntStream.range(0, attempts)
                .mapToObj(attempt)
                .filter(Optional::isEmpty)
                .count();
    }

    @Test
    void theTwentiethOfANameIsOneTooManyWhereverItComesFrom() {
        assertThat(allowed(19, i -> failures.note("nor.desk1", "192.0.2." + i))).isEqualTo(19);

        assertThat(failures.note("nor.desk1", "198.51.100.1")).contains(Duration.ofMinutes(1));
        assertThat(failures.note("nor.desk2", "198.51.100.1")).isEmpty();
    }

    @Test
    void theTwentiethOfAnAddressIsOneTooManyWhicheverNameItTries() {
        assertThat(allowed(19, i -> failures.note("till" + i, ADDRESS))).isEqualTo(19);

        assertThat(failures.note("another", ADDRESS)).isPresent();
        assertThat(failures.note(null, ADDRESS)).isPresent();
        assertThat(failures.note("another", "198.51.100.1")).isEmpty();
    }

    @Test
    void aMinuteLaterItStartsAnew() {
        allowed(19, _ -> failures.note(null, ADDRESS));
        nanos.addAndGet(Duration.ofSeconds(45).toNanos());
        assertThat(failures.note(null, ADDRESS)).contains(Duration.ofSeconds(15));

        nanos.addAndGet(Duration.ofSeconds(15).toNanos());

        assertThat(allowed(30, _ -> failures.note(null, ADDRESS))).isEqualTo(19);
    }

    /// Or whoever guesses from one address could keep somebody else's failures from being told as such.
    @Test
    void anAddressThatIsHeldUpNoLongerCountsForNames() {
        allowed(100, _ -> failures.note("nor.desk1", ADDRESS));

        allowed(100, _ -> failures.note("nor.desk2", ADDRESS));

        assertThat(failures.note("nor.desk2", "198.51.100.1")).isEmpty();
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogether() {
        assertThat(allowed(30, i -> failures.note(null, "2001:db8::" + i))).isEqualTo(19);
        assertThat(failures.note(null, "2001:db8:0:1::1")).isEmpty();
    }

    @Test
    void attemptsAtOnceAreAllCounted() throws Exception {
        AtomicLong allowed = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> {
                    if (failures.note("nor.desk1", ADDRESS).isEmpty()) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(allowed).hasValue(19);
    }

    /// Three hundred thousand long names; two gigabytes, if they were kept.
    @Test
    void whatIsRememberedIsBounded() {
        String longName = "n".repeat(7_000);
        Runtime memory = Runtime.getRuntime();
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        for (int i = 0; i < 300_000; i++) {
            failures.note(longName + i, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
        }
        System.gc();

        assertThat(memory.totalMemory() - memory.freeMemory() - before).isLessThan(64 * 1024 * 1024);
        assertThat(failures.note("nor.desk1", "no address at all")).isEmpty();
    }
}
