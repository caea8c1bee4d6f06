package io.guildhall.association;

import io.guildhall.access.Caller;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.change.ChangeIds;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.IdempotencyKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/// What a writing call leaves behind about itself: its instant, its change set, the answer kept under its key.
@Component
public class CallRecords {
    private final Clock clock;
    private final ChangeIds ids;
    private final IdempotencyKeys keys;

    CallRecords(Clock clock, ChangeIds ids, IdempotencyKeys keys) {
        this.clock = clock;
        this.ids = ids;
        this.keys = keys;
    }

    /// As exact as the database keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public ChangeSet changeSet(Call call, Instant now) {
        return changeSet(call.caller(), call.method(), call.path(), now);
    }

    /// @param path the canonical path: aliases are one path
    public ChangeSet changeSet(Caller caller, String method, String path, Instant now) {
        return new ChangeSet(ids.next(now), now, caller.tillId(), caller.client(), method, path);
    }

    public IdempotencyKeys keys() {
        return keys;
    }
}
