package io.guildhall.postgres;

import static io.guildhall.error.ErrorCode.OUT_OF_TIME;

import io.guildhall.error.RequestRefused;
import jakarta.annotation.PostConstruct;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// Transactions that somebody waits for, and a thread that stops them in the database when nobody does any more.
///
/// A statement that is cancelled fails, and its transaction is undone. What has come as far as its commit is let go on:
/// from then on it counts as done, and an idempotency key tells so.
@Component
class RunningWork implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RunningWork.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    /// Most work is done before anybody has to look after it.
    private static final long YOUNG = Duration.ofMillis(200).toNanos();

    private final Set<Work> running = ConcurrentHashMap.newKeySet();
    private final Thread watcher =
            Thread.ofPlatform().daemon().name("running-work").unstarted(this::watch);

    /// Until then work is not watched over.
    @PostConstruct
    void start() {
        watcher.start();
    }

    /// Puts the transaction of this thread under watch, if somebody waits for it.
    Work begin(DataSource database) {
        PGConnection connection = Waiting.CURRENT.isBound() ? connection(database) : null;
        Work work = new Work(connection);
        if (connection != null) {
            running.add(work);
        }
        return work;
    }

    private static @Nullable PGConnection connection(DataSource database) {
        var connection = DataSourceUtils.getConnection(database); // the transaction's
        try {
            return connection.isWrapperFor(PGConnection.class) ? connection.unwrap(PGConnection.class) : null;
        } catch (SQLException broken) {
            return null; // which the first statement will tell
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK);
                long now = System.nanoTime();
                for (Work work : running) {
                    if (now - work.begun > YOUNG) {
                        work.cancelIfOver();
                    }
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException unforeseen) {
                log.warn("Running work could not be looked after", unforeseen);
            }
        }
    }

    @Override
    public void destroy() {
        watcher.interrupt();
    }

    /// One transaction up to its commit.
    final class Work implements AutoCloseable {
        private final @Nullable PGConnection connection;
        private final @Nullable Waiting waiting;
        private final long begun = System.nanoTime();
        private boolean ended;
        private boolean cancelled;

        private Work(@Nullable PGConnection connection) {
            this.connection = connection;
            this.waiting = connection == null ? null : Waiting.CURRENT.get();
        }

        /// Cancels again and again: between two statements there is nothing to be cancelled.
        private synchronized void cancelIfOver() {
            if (ended || connection == null || waiting == null || !waiting.isOver()) {
                return;
            }
            cancelled = true;
            try {
                connection.cancelQuery();
            } catch (SQLException unreachable) {
                log.debug("A statement could not be cancelled", unreachable);
            }
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }

        /// To be called before the commit, which nothing stops.
        ///
        /// @throws RequestRefused when it must not come to one
        synchronized void complete() {
            ended = true;
            if (cancelled) {
                throw RequestRefused.because(OUT_OF_TIME);
            }
        }

        @Override
        public void close() {
            running.remove(this);
            synchronized (this) {
                ended = true;
            }
        }
    }
}
