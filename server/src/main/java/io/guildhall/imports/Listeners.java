package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.UNAVAILABLE;

import io.guildhall.error.RequestRefused;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Who follows imports: as many at once as the settings say, and nobody when the service stops, which would wait for
/// them.
@Component
public class Listeners implements SmartLifecycle {
    private final Semaphore room;
    private volatile boolean running;

    Listeners(ImportSettings settings) {
        this.room = new Semaphore(settings.listeners());
    }

    /// A place among the listeners, until it is closed.
    public final class Place implements AutoCloseable {
        private Place() {}

        /// Whether to go on listening.
        public boolean isOpen() {
            return running;
        }

        @Override
        public void close() {
            room.release();
        }
    }

    /// @throws RequestRefused with 503 where there are too many
    public Place take() {
        if (!room.tryAcquire()) {
            throw RequestRefused.because(UNAVAILABLE);
        }
        return new Place();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
