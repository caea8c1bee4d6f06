package io.guildhall.imports;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Tells the workers of this instance that there is something to do; those of others look once in a while.
@Component
public class ImportSignal {
    private static final int ENOUGH = 64;

    private final Semaphore news = new Semaphore(0);

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
