package io.guildhall.association;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.change.ChangeIds;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.IdempotencyKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// What a bulk call leaves behind about itself: its instant, its change set, the answer kept under its key.
@Component
class CallRecords {
    private final Clock clock;
    private final ChangeIds ids;
    private final IdempotencyKeys keys;

    CallRecords(Clock clock, ChangeIds ids, IdempotencyKeys keys) {
        this.clock = clock;
        this.ids = ids;
        this.keys = keys;
    }

    /// As exact as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    ChangeSet changeSet(Call call, Instant now) {
        return new ChangeSet(ids.next(now), now, call.caller().tillId(), call.method(), call.path());
    }

    IdempotencyKeys keys() {
        return keys;
    }
}
