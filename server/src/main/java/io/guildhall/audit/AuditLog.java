package io.guildhall.audit;

import io.guildhall.access.Origin;
import io.guildhall.audit.domain.Audited;
import io.guildhall.audit.domain.Audited.Actor;
import io.guildhall.audit.domain.Audited.Kind;
import io.guildhall.audit.domain.Tally;
import io.guildhall.audit.domain.Tally.Counted;
import io.guildhall.audit.store.AuditRecords;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Keeps what happened. A write of the operator is recorded in its own transaction; what has no transaction, refusals
/// and calls that only read, is counted in memory and written once a second by a thread of its own, so that no call
/// waits for it and no flood of refusals becomes one of rows ([Tally]).
@Component
public class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final AuditRecords records;
    private final Clock clock;
    private final Duration kept;
    private final Tally tally;
    private final Thread writer;
    private Instant forgotten = Instant.EPOCH;

    AuditLog(AuditRecords records, Clock clock, @Value("${guildhall.audit.kept}") Duration kept) {
        this.records = records;
        this.clock = clock;
        this.kept = kept;
        this.tally = new Tally(clock.instant());
        this.writer = Thread.ofVirtual().name("audit-writer").start(this::write);
    }

    /// Counts what happened, to be written within about a second; lost when the process is killed before.
    public void note(Audited event) {
        synchronized (tally) {
            tally.add(event, clock.instant(), Origin.current().requestId());
        }
    }

    /// Records a write of the operator in the transaction that is open.
    ///
    /// @param path the pattern of the address
    public void written(long orgId, String method, String path) {
        Origin origin = Origin.current();
        Instant now = clock.instant();
        Audited event =
                new Audited(Kind.OPERATOR, Actor.OPERATOR, "operator", orgId, origin.address(), method, path, 200);
        records.add(List.of(new Counted(event, now, now, 1, origin.requestId())));
    }

    private void write() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                flush(false);
                forget();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush(boolean last) {
        List<Counted> seen;
        synchronized (tally) {
            seen = last ? tally.takeAll() : tally.take(clock.instant());
        }
        try {
            records.add(seen);
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn(
                    "Audit records wait for the database: {}",
                    unavailable.getClass().getSimpleName());
            synchronized (tally) {
                tally.putBack(seen);
            }
        }
    }

    private void forget() {
        Instant now = clock.instant();
        if (forgotten.plus(FORGETTING).isAfter(now)) {
            return;
        }
        forgotten = now;
        try {
            records.forget(now.minus(kept));
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn(
                    "Old audit records stay until later: {}",
                    unavailable.getClass().getSimpleName());
        }
    }

    /// Before the pool of connections is closed: what has been counted is written.
    @PreDestroy
    void stop() throws InterruptedException {
        writer.interrupt();
        writer.join(INTERVAL.multipliedBy(5));
        flush(true);
    }
}
