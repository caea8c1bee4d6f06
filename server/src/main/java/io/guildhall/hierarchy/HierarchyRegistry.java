package io.guildhall.hierarchy;

import static io.guildhall.change.domain.ChangeRecord.EntityType.HIERARCHY;
import static io.guildhall.error.ErrorCode.CONFLICT;
import static io.guildhall.error.ErrorCode.HIERARCHY_CODE_EXISTS;
import static io.guildhall.error.ErrorCode.HIERARCHY_IN_USE;
import static io.guildhall.error.ErrorCode.HIERARCHY_NOT_FOUND;

import io.guildhall.access.Caller;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyChange;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.domain.HierarchyRules;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Creates, changes and switches off hierarchies. Each write waits for the organisation's running calls and keeps new
/// ones waiting, so that no call ever sees two versions of one hierarchy; whether the hierarchy is in use cannot change
/// meanwhile either.
@Component
public class HierarchyRegistry {
    /// The canonical path of the calls.
    public static final String PATH = "/v2/fleetHierarchy";

    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final HierarchyUses uses;
    private final ChangeLog changes;

    HierarchyRegistry(
            TenantTransactions transactions,
            Setups setups,
            Hierarchies hierarchies,
            HierarchyUses uses,
            ChangeLog changes) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.uses = uses;
        this.changes = changes;
    }

    /// The organisation's hierarchies, inactive ones included, and the zone in which it reads times.
    public record Listing(List<Hierarchy> hierarchies, ZoneId zone) {}

    /// What a write came to.
    public record Written(long id, UUID changeId, List<Problem> warnings) {}

    public Listing all(long orgId) {
        return transactions.read(orgId, () -> {
            var setup = setups.current(orgId);
            return new Listing(hierarchies.all(orgId, setup.version()), setup.timeZone());
        });
    }

    /// @param draft a draft without faults
    /// @throws RequestRefused with 1600 when the code is taken
    public Written create(Caller caller, HierarchyDraft draft) {
        long orgId = caller.orgId();
        return transactions.configure(orgId, () -> {
            List<Hierarchy> stored = hierarchies.all(orgId);
            refuseTaken(stored, draft);
            ChangeSet change = changes.open(caller, "POST", PATH);
            Hierarchy created =
                    HierarchyChange.created(hierarchies.nextIds(1)[0], draft, caller.tillCode(), change.at());
            List<Hierarchy> dethroned = HierarchyChange.dethroned(stored, List.of(created));
            hierarchies.updateAll(orgId, dethroned);
            hierarchies.insertAll(orgId, List.of(created), caller.tillId());
            List<ChangeRecord> records = updates(stored, dethroned);
            records.add(changes.created(HIERARCHY, created.id(), HierarchyForm.of(created)));
            return written(caller, change, created.id(), records, HierarchyRules.warnings(draft));
        });
    }

    /// @param draft a draft without faults
    /// @throws RequestRefused with 1609, 1711 or 1600
    public Written replace(Caller caller, long id, HierarchyDraft draft) {
        return replace(caller, id, draft, _ -> true);
    }

    /// Replaces a hierarchy only while it is the one that somebody has looked at.
    ///
    /// @param draft a draft without faults
    /// @param asSeen whether the stored hierarchy is that one
    /// @throws RequestRefused with 409 where it is not; with 1609, 1711 or 1600
    public Written replace(Caller caller, long id, HierarchyDraft draft, Predicate<Hierarchy> asSeen) {
        long orgId = caller.orgId();
        return transactions.configure(orgId, () -> {
            List<Hierarchy> stored = hierarchies.all(orgId);
            Hierarchy before = find(stored, id);
            if (!asSeen.test(before)) {
                throw RequestRefused.because(CONFLICT, "Hierarchy " + before.code() + " has been changed meanwhile");
            }
            List<Problem> refusals = HierarchyChange.refusals(before, draft, uses.of(orgId, id));
            if (!refusals.isEmpty()) {
                throw new RequestRefused(refusals);
            }
            if (!before.code().equals(draft.code())) {
                refuseTaken(stored, draft);
            }
            ChangeSet change = changes.open(caller, "PUT", PATH + "/" + id);
            Hierarchy after = HierarchyChange.changed(before, draft);
            List<Hierarchy> dethroned = HierarchyChange.dethroned(stored, List.of(after));
            hierarchies.updateAll(orgId, dethroned);
            hierarchies.updateAll(orgId, List.of(after));
            List<ChangeRecord> records = updates(stored, dethroned);
            records.addAll(updates(stored, List.of(after)));
            return written(caller, change, id, records, HierarchyRules.warnings(draft));
        });
    }

    /// Switches a hierarchy off; switching it off again changes nothing.
    ///
    /// @param force even though people or companies are in it
    /// @throws RequestRefused with 1609 or 1711
    public Written switchOff(Caller caller, long id, boolean force) {
        long orgId = caller.orgId();
        return transactions.configure(orgId, () -> {
            List<Hierarchy> stored = hierarchies.all(orgId);
            Hierarchy before = find(stored, id);
            if (before.active() && !force && uses.of(orgId, id).any()) {
                throw RequestRefused.because(HIERARCHY_IN_USE, before.code());
            }
            ChangeSet change = changes.open(caller, "DELETE", PATH + "/" + id);
            List<ChangeRecord> records = new ArrayList<>();
            if (before.active()) {
                Hierarchy after = before.inactive();
                hierarchies.updateAll(orgId, List.of(after));
                records.add(changes.ended(HIERARCHY, id, HierarchyForm.of(before), HierarchyForm.of(after)));
            }
            return written(caller, change, id, records, List.of());
        });
    }

    private static void refuseTaken(List<Hierarchy> stored, HierarchyDraft draft) {
        for (Hierarchy hierarchy : stored) {
            if (hierarchy.code().equals(draft.code())) {
                throw RequestRefused.at(HIERARCHY_CODE_EXISTS, Pointer.ROOT.child("code"), hierarchy.code());
            }
        }
    }

    /// @throws RequestRefused with 1609
    static Hierarchy find(List<Hierarchy> stored, long id) {
        return stored.stream()
                .filter(hierarchy -> hierarchy.id() == id)
                .findFirst()
                .orElseThrow(() -> RequestRefused.because(HIERARCHY_NOT_FOUND, Long.toString(id)));
    }

    /// A record for each hierarchy that is not as it was.
    private List<ChangeRecord> updates(List<Hierarchy> stored, List<Hierarchy> written) {
        List<ChangeRecord> records = new ArrayList<>();
        for (Hierarchy after : written) {
            Hierarchy before = find(stored, after.id());
            if (!before.equals(after)) {
                records.add(changes.updated(HIERARCHY, after.id(), HierarchyForm.of(before), HierarchyForm.of(after)));
            }
        }
        return records;
    }

    private Written written(
            Caller caller, ChangeSet change, long id, List<ChangeRecord> records, List<Problem> warnings) {
        if (!records.isEmpty()) {
            changes.add(caller, change, records);
            setups.changed(caller.orgId());
        }
        return new Written(id, change.id(), warnings);
    }
}
