package io.guildhall.imports;

import io.guildhall.imports.store.ImportQueue;
import io.guildhall.imports.store.ImportQueue.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The threads of this instance that work on imports. They know nothing but the queue: an instance that stops,
/// or dies, leaves it to the others, or to itself when it comes back.
@Component
class ImportWorkers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ImportWorkers.class);
    private static final int CANDIDATES = 50;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration WHILE_BUSY = Duration.ofMillis(50);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final ImportQueue queue;
    private final ImportSteps steps;
    private final ImportSignal signal;
    private final ImportSettings settings;
    private final ImportCleanUp cleanUp;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Thread cleaner;
    private volatile boolean running;

    ImportWorkers(
            ImportQueue queue, ImportSteps steps, ImportSignal signal, ImportSettings settings, ImportCleanUp cleanUp) {
        this.queue = queue;
        this.steps = steps;
        this.signal = signal;
        this.settings = settings;
        this.cleanUp = cleanUp;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= settings.workers(); i++) {
            boolean isFirst = i == 1;
            threads.add(Thread.ofPlatform().name("import-" + i).daemon().start(() -> work(isFirst)));
        }
        cleaner = Thread.ofVirtual().name("import-clean-up").start(this::clean);
    }

    /// Chunks that have been begun are finished: they are short.
    @Override
    public synchronized void stop() {
        running = false;
        for (Thread thread : threads) {
            try {
                signal.give();
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        if (cleaner != null) {
            cleaner.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// While others call, one goes on, a quarter of the time, and leaves them the rest of the processors.
    private void work(boolean isFirst) {
        while (running) {
            try {
                if (!isFirst && signal.isBusy()) {
                    Thread.sleep(WHILE_BUSY);
                    continue;
                }
                long begun = System.nanoTime();
                if (step()) {
                    signal.giveWay(System.nanoTime() - begun);
                } else {
                    signal.await(IDLE);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
                // a chunk that takes too much is taken apart after some attempts, which needs somebody who goes on
                log.warn(
                        "Work on imports failed and is tried again: {}",
                        failure.getClass().getSimpleName());
                log.debug("Work on imports failed", failure);
                pause();
            }
        }
    }

    /// One that cannot be worked on must not keep the others waiting.
    private boolean step() {
        RuntimeException failure = null;
        for (Entry entry : queue.waiting(CANDIDATES, steps.now())) {
            try {
                if (running && steps.next(entry)) {
                    return true;
                }
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    private void clean() {
        while (running) {
            try {
                Thread.sleep(BETWEEN_CLEANINGS);
                cleanUp.removeOld();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                log.warn(
                        "Old imports could not be removed: {}",
                        failure.getClass().getSimpleName());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
