package io.guildhall.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks the database for a sign of life, and whether it can write.
@Component
public class DatabaseProbe {
    private static final Logger log = LoggerFactory.getLogger(DatabaseProbe.class);
    /// Writing costs more than asking. After a trial that failed the next question tries at once.
    private static final Duration TRIAL_INTERVAL = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DataSource pool;
    private volatile State last = State.READY;
    private volatile long nextTrial = System.nanoTime();

    DatabaseProbe(JdbcTemplate jdbc, PlatformTransactionManager transactions, DataSource pool) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.pool = pool;
    }

    public enum State {
        READY("answers and can write"),
        SILENT("does not answer"),
        READ_ONLY("answers and takes no writes: it is a standby or set read-only"),
        NO_ROOM("answers and cannot write: its disk is full or fails");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    public boolean isReady() {
        return state() == State.READY;
    }

    public State state() {
        State now = ask();
        if (now == State.READ_ONLY) {
            openAnew();
        }
        tell(now);
        return now;
    }

    /// A session keeps what its server was when it began; new ones see what it is.
    private void openAnew() {
        try {
            HikariPoolMXBean connections = pool.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (connections != null) {
                connections.softEvictConnections();
            }
        } catch (SQLException anotherPool) {
            log.debug("Connections end with their lifetime: {}", anotherPool.getMessage());
        }
    }

    private synchronized void tell(State now) {
        if (now != last) {
            last = now;
            if (now == State.READY) {
                log.warn("Ready again: the database {}", now.words);
            } else {
                log.error("Not ready: the database {}", now.words);
            }
        }
    }

    private State ask() {
        try {
            boolean writable = Boolean.TRUE.equals(jdbc.queryForObject(
                    "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'",
                    Boolean.class));
            if (!writable) {
                return State.READ_ONLY;
            }
            if (last == State.READY && System.nanoTime() - nextTrial < 0) {
                return State.READY;
            }
            return tryWriting();
        } catch (DataAccessException | TransactionException silent) {
            return State.SILENT;
        }
    }

    /// Has the server put a megabyte into a temporary file, which it removes with the statement. A table would have to
    /// be cleaned up, and shows nothing as long as its pages have room.
    private State tryWriting() {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.execute("SET LOCAL work_mem = '64kB'");
                jdbc.queryForObject("SELECT count(*) FROM generate_series(1, 100000)", Long.class);
            });
            nextTrial = System.nanoTime() + TRIAL_INTERVAL.toNanos();
            return State.READY;
        } catch (DataAccessException failure) {
            return failure.getMostSpecificCause() instanceof SQLException told && isConnection(told)
                    ? State.SILENT
                    : State.NO_ROOM;
        }
    }

    private static boolean isConnection(SQLException told) {
        String state = told.getSQLState() == null ? "08" : told.getSQLState();
        return state.startsWith("08") || state.startsWith("57");
    }
}
