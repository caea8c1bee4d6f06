package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.UNAVAILABLE;

import io.guildhall.error.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Large calls take turns where memory does not allow all of them at once, in the order of their arrival: a
/// heap that is exhausted would fail them all, and their neighbours with them. Small calls pass.
@Component
public class LargeCalls {
    /// What a call takes in memory at its worst, in bytes of its body: the body, what is read and planned from it, its
    /// change records, the arrays of a statement. Measured (docs/performance.md).
    private static final int MEMORY_PER_BYTE = 12;
    /// What the service itself keeps in memory.
    private static final long OWN_MEMORY = 64L << 20;
    /// Up to here a call is small: as many as there are connections to the database fit beside the large ones.
    private static final int SMALL = 64 << 10;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int largest;
    private final int room;
    private final Semaphore free;
    private final AtomicInteger running = new AtomicInteger();
    private final Duration patience;

    /// @param atOnce `guildhall.limits.bulk-bytes`: how large the bodies of the calls may be together that are worked
    /// on
    ///     at once; 0 leaves it to the size of the heap
    /// @param largest `guildhall.limits.body-bytes`
    @Autowired
    LargeCalls(
            @Value("${guildhall.limits.bulk-bytes:0}") int atOnce,
            @Value("${guildhall.limits.body-bytes:16777216}") int largest) {
        this(atOnce > 0 ? atOnce : roomIn(Runtime.getRuntime().maxMemory()), largest, PATIENCE);
    }

    LargeCalls(int room, int largest, Duration patience) {
        this.room = room;
        this.largest = largest;
        this.free = new Semaphore(room, true);
        this.patience = patience;
    }

    /// @param heap in bytes, as all others
    static int roomIn(long heap) {
        return Math.clamp((heap - OWN_MEMORY) / MEMORY_PER_BYTE, SMALL, Integer.MAX_VALUE);
    }

    /// Waits for the turn of this call, whose body has not been read yet.
    ///
    /// @throws RequestRefused with 503 when that takes minutes
    public Turn take(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        // in chunks it may become as large as any; one that is larger than the room gets all of it
        int size = (int) Math.min(announced < 0 ? largest : Math.min(announced, largest), room);
        if (size <= SMALL) {
            return new Turn(0);
        }
        try {
            if (!free.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RequestRefused.because(UNAVAILABLE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw RequestRefused.because(UNAVAILABLE);
        }
        return new Turn(size);
    }

    int waiting() {
        return free.getQueueLength();
    }

    int running() {
        return running.get();
    }

    /// One call's, until it is closed.
    public final class Turn implements AutoCloseable {
        private final int size;

        private Turn(int size) {
            this.size = size;
            running.incrementAndGet();
        }

        @Override
        public void close() {
            running.decrementAndGet();
            free.release(size);
        }
    }
}
