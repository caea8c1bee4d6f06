package io.guildhall.change;

import io.guildhall.access.Caller;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Opens the change set of a writing call and describes what it did. Its instant is the call's instant: rows written by
/// the call carry the same one.
@Component
public class ChangeLog {
    /// The header by which an answer names its change set.
    public static final String ANSWER_HEADER = "X-Change-Id";

    private final ChangeIds ids;
    private final ChangeSets changeSets;
    private final Clock clock;
    private final JsonMapper json;

    ChangeLog(ChangeIds ids, ChangeSets changeSets, Clock clock, JsonMapper json) {
        this.ids = ids;
        this.changeSets = changeSets;
        this.clock = clock;
        this.json = json;
    }

    /// Stores a new change set, in the transaction of the call.
    ///
    /// @param path the canonical path: aliases are one path
    public ChangeSet open(Caller caller, String method, String path) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as exact as the database keeps it
        ChangeSet change = new ChangeSet(ids.next(at), at, caller.tillId(), caller.client(), method, path);
        changeSets.open(caller.orgId(), change);
        return change;
    }

    public void add(Caller caller, ChangeSet change, Collection<ChangeRecord> records) {
        changeSets.addAll(caller.orgId(), change, records);
    }

    public ChangeRecord created(EntityType type, long entityId, Object after) {
        return new ChangeRecord(type, entityId, Action.CREATE, null, json.writeValueAsString(after));
    }

    public ChangeRecord updated(EntityType type, long entityId, Object before, Object after) {
        return changed(type, entityId, Action.UPDATE, before, after);
    }

    /// A record that has been switched off.
    public ChangeRecord ended(EntityType type, long entityId, Object before, Object after) {
        return changed(type, entityId, Action.END, before, after);
    }

    private ChangeRecord changed(EntityType type, long entityId, Action action, Object before, Object after) {
        return new ChangeRecord(
                type, entityId, action, json.writeValueAsString(before), json.writeValueAsString(after));
    }
}
