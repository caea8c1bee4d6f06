package io.guildhall.operation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The first thing of a shutdown: the service says that it is not ready, and goes on for as long as whoever shares out
/// requests may take to notice. After it the web server takes no new ones and waits for those that run.
@Component
public class Draining implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Draining.class);

    private final Duration delay;
    private volatile boolean running;
    private volatile boolean begun;

    /// @param delay `guildhall.shutdown.delay`
    Draining(@Value("${guildhall.shutdown.delay:0s}") Duration delay) {
        this.delay = delay;
    }

    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void start() {
        begun = false; // a context may be stopped and started again
        running = true;
    }

    @Override
    public void stop() {
        begun = true;
        running = false;
        log.info("Shutting down: not ready from now on, running requests are finished");
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The last to start and so the first to stop.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
