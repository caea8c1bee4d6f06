package io.guildhall.postgres;

import static io.guildhall.error.ErrorCode.CONCURRENT_CHANGE;
import static io.guildhall.error.ErrorCode.OUT_OF_TIME;

import io.guildhall.error.RequestRefused;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions in the name of one organisation. Row-level security lets nothing else through, so every statement
/// about tenant-owned tables runs inside one of these.
@Component
public class TenantTransactions {
    private static final Logger log = LoggerFactory.getLogger(TenantTransactions.class);
    private static final int MAX_ATTEMPTS = 3;
    /// Deadlock and serialisation failure: the database has undone the transaction, another try may succeed.
    private static final Set<String> RETRYABLE = Set.of("40P01", "40001");
    /// Another call has held a lock for longer than `lock_timeout`.
    private static final String LOCK_TIMEOUT = "55P03";
    /// A statement has run for longer than `statement_timeout`, or was cancelled.
    private static final String CANCELLED = "57014";

    private static final long UNKNOWN = -1;
    private static final ScopedValue<Opened> OPENED = ScopedValue.newInstance();

    private record Opened(long orgId, long setupVersion) {}

    /// Attempts that were undone, by what undid them, since the start; for `/metrics`.
    private final LongAdder lostRaces = new LongAdder();
    private final LongAdder deadlocks = new LongAdder();
    private final LongAdder lockTimeouts = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final JdbcTemplate jdbc;
    private final DataSource database;
    private final RunningWork running;

    /// Watches over nothing: for work that is called without a request.
    public TenantTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
        this(transactions, jdbc, new RunningWork());
    }

    @Autowired
    TenantTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc, RunningWork running) {
        this.database = Objects.requireNonNull(jdbc.getDataSource());
        this.running = running;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.jdbc = jdbc;
    }

    /// Runs work that only reads.
    ///
    /// @throws RequestRefused with code 503, as [#write] and [#configure], when a statement runs for too long, the
    ///     time of the request is over, or nobody waits for its answer any more ([Waiting]); nothing is left of it
    public <T> T read(long orgId, Supplier<T> work) {
        return execute(reading, () -> knowing(orgId, open(orgId, ""), work));
    }

    /// Runs work that writes, again after a lost race, a deadlock or a serialisation failure. The set-up of the
    /// organisation stays as it is until the work is committed.
    ///
    /// @throws RequestRefused with code 521 when the third attempt fails as well, or a lock is not had in time
    public <T> T write(long orgId, Supplier<T> work) {
        // a lock in memory, since a row lock on the organisation would be written by every call
        return attempt(() -> knowing(orgId, open(orgId, "; SELECT pg_advisory_xact_lock_shared(?)"), work));
    }

    /// Like [#write], for work that changes the set-up: waits for the organisation's running writes to end and keeps
    /// new ones waiting.
    public <T> T configure(long orgId, Supplier<T> work) {
        return attempt(() -> {
            open(orgId, "; SELECT pg_advisory_xact_lock(?)");
            return knowing(orgId, UNKNOWN, work);
        });
    }

    /// The version of the organisation's set-up as of the beginning of this thread's transaction, where that neither
    /// changes it nor waits for something else than the locks of [#write].
    public static OptionalLong setupVersion(long orgId) {
        Opened opened = OPENED.isBound() ? OPENED.get() : null;
        return opened == null || opened.orgId != orgId || opened.setupVersion == UNKNOWN
                ? OptionalLong.empty()
                : OptionalLong.of(opened.setupVersion);
    }

    private static <T> T knowing(long orgId, long setupVersion, Supplier<T> work) {
        return ScopedValue.where(OPENED, new Opened(orgId, setupVersion)).call(work::get);
    }

    /// Names the organisation, takes the lock and asks which set-up is in force: in one round trip, by statements
    /// that a connection prepares once for an organisation that uses it much. The server takes one after the other,
    /// so the version is the one behind the lock.
    ///
    /// @return the version, or [#UNKNOWN] without such an organisation
    private long open(long orgId, String lock) {
        Long version = jdbc.execute(
                inNameOf(orgId) + lock + "; SELECT version FROM org WHERE org_id = ?",
                (PreparedStatementCallback<Long>) statement -> {
                    statement.setLong(1, orgId);
                    if (!lock.isEmpty()) {
                        statement.setLong(2, orgId);
                    }
                    statement.execute();
                    return lastNumber(statement);
                });
        return version == null ? UNKNOWN : version;
    }

    /// The last of several results, which is a number; [#UNKNOWN] without a row.
    private static long lastNumber(PreparedStatement statement) throws SQLException {
        String last = null;
        while (true) {
            if (statement.getMoreResults()) {
                try (ResultSet rows = statement.getResultSet()) {
                    last = rows.next() ? rows.getString(1) : null;
                }
            } else if (statement.getUpdateCount() < 0) {
                return last == null ? UNKNOWN : Long.parseLong(last);
            }
        }
    }

    private <T> T attempt(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return execute(writing, work);
            } catch (LostRace race) {
                lostRaces.increment();
                log.debug("Attempt {} lost a race: {}", attempt, race.getMessage());
            } catch (DataAccessException failure) {
                String state = sqlState(failure);
                if (LOCK_TIMEOUT.equals(state)) {
                    lockTimeouts.increment();
                    refused.increment();
                    throw RequestRefused.because(CONCURRENT_CHANGE); // waiting again would only add to the queue
                }
                if (!RETRYABLE.contains(state)) {
                    throw failure;
                }
                deadlocks.increment();
                log.debug("Attempt {} failed with SQLSTATE {}", attempt, state);
            }
            if (attempt == MAX_ATTEMPTS) {
                refused.increment();
                throw RequestRefused.because(CONCURRENT_CHANGE);
            }
        }
    }

    /// What became of attempts, as counters.
    ///
    /// @param deadlocks with serialisation failures
    /// @param refused calls that were given up with 521
    record Counts(LongAdder lostRaces, LongAdder deadlocks, LongAdder lockTimeouts, LongAdder refused) {}

    Counts counts() {
        return new Counts(lostRaces, deadlocks, lockTimeouts, refused);
    }

    private static String sqlState(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException sql && sql.getSQLState() != null
                ? sql.getSQLState()
                : "";
    }

    /// A statement and not `set_config()`, which Citus does not pass on to its workers.
    private static String inNameOf(long orgId) {
        return "SET LOCAL guildhall.org_id = '" + orgId + "'";
    }

    @SuppressWarnings("NullAway") // the work never gives null, so the template does not either
    private <T> T execute(TransactionTemplate transaction, Supplier<T> work) {
        return transaction.execute(_ -> underWatch(work));
    }

    private <T> T underWatch(Supplier<T> work) {
        try (RunningWork.Work watched = running.begin(database)) {
            try {
                T done = work.get();
                watched.complete();
                return done;
            } catch (DataAccessException failure) {
                if (watched.isCancelled() || CANCELLED.equals(sqlState(failure))) {
                    throw RequestRefused.because(OUT_OF_TIME);
                }
                throw failure;
            }
        }
    }
}
