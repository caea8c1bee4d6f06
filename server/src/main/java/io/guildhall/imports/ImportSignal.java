package io.guildhall.imports;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Tells the workers of this instance that there is something to do; those of others look once in a while.
@Component
public class ImportSignal {
    private static final int ENOUGH = 64;
    /// So long after a call others are expected.
    private static final long BUSY_NANOS = Duration.ofMillis(250).toNanos();

    private static final int RESTS = 3;
    private static final long LONGEST_WAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Semaphore news = new Semaphore(0);
    private volatile long lastCall = System.nanoTime() - BUSY_NANOS;

    /// Somebody has called who waits for an answer.
    public void noteCall() {
        lastCall = System.nanoTime();
    }

    /// Whether such calls are coming in.
    boolean isBusy() {
        return System.nanoTime() - lastCall < BUSY_NANOS;
    }

    /// After a piece of work, while such calls are coming in: three times as long as that took, so that most calls find
    /// the processors and the disk of the database free of it.
    ///
    /// @param workedNanos how long the piece took
    void giveWay(long workedNanos) throws InterruptedException {
        if (isBusy()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(RESTS * workedNanos, LONGEST_WAY_NANOS));
        }
    }

    void give() {
        if (news.availablePermits() < ENOUGH) {
            news.release();
        }
    }

    void await(Duration most) throws InterruptedException {
        if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
