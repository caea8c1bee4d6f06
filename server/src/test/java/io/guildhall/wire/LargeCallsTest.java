package io.guildhall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.error.RequestRefused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LargeCallsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void worksOnAsManyLargeCallsAtOnceAsFit() {
        LargeCalls calls = new LargeCalls(2 * MEGABYTE, 16 * MEGABYTE, SHORT);
        var first = calls.take(body(MEGABYTE));
        try (var _ = calls.take(body(MEGABYTE))) {
            assertRefused(calls, body(MEGABYTE));
            first.close();
            calls.take(body(MEGABYTE)).close();
        }
    }

    @Test
    void letsSmallCallsPass() {
        LargeCalls calls = new LargeCalls(MEGABYTE, 16 * MEGABYTE, SHORT);
        try (var _ = calls.take(body(MEGABYTE))) {
            calls.take(body(0)).close();
            calls.take(body(60_000)).close();
        }
    }

    @Test
    void worksAloneOnACallThatIsLargerThanTheRoom() {
        LargeCalls calls = new LargeCalls(MEGABYTE, 16 * MEGABYTE, SHORT);
        try (var _ = calls.take(body(8 * MEGABYTE))) {
            assertRefused(calls, body(100_000));
        }
        calls.take(body(8 * MEGABYTE)).close();
    }

    @Test
    void takesACallWithoutAnnouncedLengthForTheLargest() {
        LargeCalls calls = new LargeCalls(3 * MEGABYTE, 2 * MEGABYTE, SHORT);
        try (var _ = calls.take(new MockHttpServletRequest())) {
            assertRefused(calls, body(2 * MEGABYTE));
            calls.take(body(MEGABYTE)).close();
        }
    }

    @Test
    void givesTurnsInTheOrderOfArrival() throws InterruptedException {
        LargeCalls calls = new LargeCalls(2 * MEGABYTE, 16 * MEGABYTE, LONG);
        List<Integer> served = new CopyOnWriteArrayList<>();
        Thread large;
        Thread lesser;
        try (var _ = calls.take(body(MEGABYTE))) {
            large = waiting(() -> served.add(1), calls, 2 * MEGABYTE);
            // would fit now, but the other one has waited longer
            lesser = waiting(() -> served.add(2), calls, MEGABYTE);
            assertThat(served).isEmpty();
        }
        large.join();
        lesser.join();
        assertThat(served).containsExactly(1, 2);
    }

    @Test
    void givesMoreRoomOnALargerHeapAndSomeOnTheSmallest() {
        long megabyte = MEGABYTE;
        assertThat(LargeCalls.roomIn(256 * megabyte)).isEqualTo(16 * MEGABYTE);
        assertThat(LargeCalls.roomIn(6_000 * megabyte)).isGreaterThan(400 * MEGABYTE);
        assertThat(LargeCalls.roomIn(32 * megabyte)).isPositive();
        assertThat(LargeCalls.roomIn(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    private static Thread waiting(Runnable served, LargeCalls calls, int bytes) throws InterruptedException {
        Thread caller = Thread.ofPlatform().start(() -> {
            try (var _ = calls.take(body(bytes))) {
                served.run();
            }
        });
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return caller;
    }

    private static void assertRefused(LargeCalls calls, MockHttpServletRequest request) {
        assertThatThrownBy(() -> calls.take(request))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
    }

    private static MockHttpServletRequest body(int bytes) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[bytes]);
        return request;
    }
}
