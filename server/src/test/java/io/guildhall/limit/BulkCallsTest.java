package io.guildhall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.error.RequestRefused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BulkCallsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGEST = 16 * MEGABYTE;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final long ORG = 1;
    private static final long OTHER = 2;

    @Test
    void keepsAsManyLargeBodiesInMemoryAsFit() {
        BulkCalls calls = calls(3 * MEGABYTE, SHORT);
        var first = calls.enter(ORG, MEGABYTE);
        try (var _ = calls.enter(OTHER, MEGABYTE);
                var _ = calls.enter(3, MEGABYTE)) {
            assertRefused(() -> calls.enter(4, MEGABYTE), 503);
            first.close();
            calls.enter(4, MEGABYTE).close();
        }
    }

    @Test
    void letsSmallBodiesPass() {
        BulkCalls calls = calls(MEGABYTE, SHORT);
        try (var _ = calls.enter(ORG, MEGABYTE)) {
            calls.enter(ORG, 0).close();
            calls.enter(ORG, 60_000).close();
        }
    }

    @Test
    void keepsABodyThatIsLargerThanTheRoomAlone() {
        BulkCalls calls = calls(MEGABYTE, SHORT);
        try (var _ = calls.enter(ORG, 8 * MEGABYTE)) {
            assertRefused(() -> calls.enter(OTHER, 100_000), 503);
        }
        calls.enter(ORG, 8 * MEGABYTE).close();
    }

    @Test
    void takesABodyWithoutAnnouncedLengthForTheLargest() {
        BulkCalls calls = calls(LARGEST + MEGABYTE, SHORT);
        try (var _ = calls.enter(ORG, -1)) {
            assertRefused(() -> calls.enter(OTHER, 2 * MEGABYTE), 503);
            calls.enter(OTHER, MEGABYTE).close();
        }
    }

    @Test
    void leavesMemoryAndAPlaceToAnotherOrganisation() {
        BulkCalls calls = calls(4 * MEGABYTE, SHORT);
        try (var _ = calls.enter(ORG, 2 * MEGABYTE);
                var _ = calls.work(ORG)) {
            assertRefused(() -> calls.enter(ORG, 2 * MEGABYTE), 503);
            assertRefused(() -> calls.work(ORG), 503);
            calls.enter(OTHER, 2 * MEGABYTE).close();
            calls.work(OTHER).close();
        }
    }

    @Test
    void tellsAnOrganisationWithTooManyWaitingToComeBackAtOnce() throws InterruptedException {
        BulkCalls calls = new BulkCalls(MEGABYTE, 1, LARGEST, 1, LONG);
        Thread waiting;
        try (var _ = calls.work(ORG)) {
            waiting = waiting(() -> calls.work(ORG).close());
            assertRefused(() -> calls.work(ORG), 429);
        }
        waiting.join();
        calls.work(ORG).close();
    }

    @Test
    void givesTurnsInTheOrderOfArrivalWithinAnOrganisation() throws InterruptedException {
        BulkCalls calls = new BulkCalls(MEGABYTE, 1, LARGEST, 10, LONG);
        List<Integer> served = new CopyOnWriteArrayList<>();
        Thread first;
        Thread second;
        try (var _ = calls.work(ORG)) {
            first = waiting(() -> {
                try (var _ = calls.work(ORG)) {
                    served.add(1);
                }
            });
            second = waiting(() -> {
                try (var _ = calls.work(ORG)) {
                    served.add(2);
                }
            });
            assertThat(served).isEmpty();
        }
        first.join();
        second.join();
        assertThat(served).containsExactly(1, 2);
    }

    @Test
    void givesMoreRoomOnALargerHeapAndSomeOnTheSmallest() {
        long megabyte = MEGABYTE;
        assertThat(BulkCalls.roomIn(256 * megabyte)).isEqualTo(16 * MEGABYTE);
        assertThat(BulkCalls.roomIn(6_000 * megabyte)).isGreaterThan(400 * MEGABYTE);
        assertThat(BulkCalls.roomIn(32 * megabyte)).isPositive();
        assertThat(BulkCalls.roomIn(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void leavesConnectionsToOtherCalls() {
        assertThat(BulkCalls.placesAt(0, 16)).isEqualTo(8);
        assertThat(BulkCalls.placesAt(100, 16)).isEqualTo(14);
        assertThat(BulkCalls.placesAt(3, 16)).isEqualTo(3);
        assertThat(BulkCalls.placesAt(0, 1)).isEqualTo(1);
    }

    private static BulkCalls calls(int room, Duration patience) {
        return new BulkCalls(room, 2, LARGEST, 10, patience);
    }

    private static Thread waiting(Runnable call) throws InterruptedException {
        Thread caller = Thread.ofPlatform().start(call);
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return caller;
    }

    private static void assertRefused(Runnable call, int status) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
