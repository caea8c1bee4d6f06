package io.guildhall.person;

import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;
import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.CallRecords;
import io.guildhall.association.Leaving;
import io.guildhall.association.Leaving.Departure;
import io.guildhall.association.PlaceChange;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.customer.store.Customers;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A person leaves the hierarchy (`spec/beyond.md` row 10; ADR 25): key, one transaction, decide, then write or not
/// (dry run), change set; after a lost race the whole way again.
@Component
public class Lifecycle {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Customers customers;
    private final Leaving leaving;
    private final Records records;

    Lifecycle(TenantTransactions transactions, Setups setups, Customers customers, Leaving leaving, Records records) {
        this.transactions = transactions;
        this.setups = setups;
        this.customers = customers;
        this.leaving = leaving;
        this.records = records;
    }

    /// What a call leaves behind about itself.
    @Component
    static class Records {
        private final CallRecords calls;
        private final ChangeSets changes;

        Records(CallRecords calls, ChangeSets changes) {
            this.calls = calls;
            this.changes = changes;
        }
    }

    /// What a call came to, or of a dry run would come to.
    ///
    /// @param customerId whose place it is: the person asked for, or the one that person has been merged into
    /// @param changed everybody whose place is another one afterwards, the person first
    /// @param changeId null where nothing was written
    public record Moved(
            long customerId,
            List<PlaceChange> changed,
            List<Problem> warnings,
            @Nullable UUID changeId) {
        public Moved {
            changed = List.copyOf(changed);
            warnings = List.copyOf(warnings);
        }
    }

    /// How a call went.
    public sealed interface Outcome {
        /// It was carried out.
        record Fresh(Moved moved) implements Outcome {}

        /// It had been carried out before, and nothing was done now.
        record Replay(StoredAnswer answer) implements Outcome {}
    }

    /// Everything that speaks for a call, decided with what it touches locked.
    ///
    /// @param writing does it and tells which records it changed
    private record Decision(List<PlaceChange> changed, Function<ChangeSet, List<ChangeRecord>> writing) {}

    @FunctionalInterface
    private interface Deciding {
        /// @param customerId who is locked
        Decision decide(OrganisationSetup setup, long customerId);
    }

    /// Ends the person's place. People who have been deleted leave as well: otherwise they would keep others in place
    /// for ever.
    ///
    /// @param id of the person
    /// @param hierarchyCode where the caller believes the person stands; null asks for no check
    /// @param rendering what a repetition of the call is answered
    /// @throws RequestRefused with 404/8015 for nobody, with 409/1721 for somebody outside every hierarchy, with
    ///     1616 or 1626 for another hierarchy than the one named, with 409/1720 where others stand below, with
    ///     409/521 where others hold the same people for too long
    public Outcome leave(Call call, long id, @Nullable String hierarchyCode, Function<Moved, StoredAnswer> rendering) {
        return execute(call, id, rendering, (setup, customerId) -> {
            customers.lock(setup.orgId(), List.of(customerId));
            requireStill(setup.orgId(), id, customerId);
            Departure departure = leaving.decide(setup, customerId, hierarchyCode);
            return new Decision(List.of(departure.told()), change -> leaving.carryOut(setup, departure, change));
        });
    }

    private Outcome execute(Call call, long id, Function<Moved, StoredAnswer> rendering, Deciding deciding) {
        long org = call.caller().orgId();
        return transactions.write(org, () -> {
            Instant now = records.calls.now();
            IdempotencyKey key = call.dryRun() ? null : call.key();
            StoredAnswer former = key == null
                    ? null
                    : records.calls.keys().take(org, key, now).orElse(null);
            if (former != null) {
                return new Outcome.Replay(former);
            }
            Moved moved = move(call, id, deciding, now);
            if (key != null) {
                records.calls.keys().store(org, key, rendering.apply(moved), List.of(), now);
            }
            return new Outcome.Fresh(moved);
        });
    }

    private Moved move(Call call, long id, Deciding deciding, Instant now) {
        long org = call.caller().orgId();
        long customerId = survivor(org, id);
        List<Problem> warnings = customerId == id
                ? List.of()
                : List.of(Problem.of(CUSTOMER_MERGED, null, Long.toString(id), Long.toString(customerId)));
        Decision decision = deciding.decide(setups.current(org), customerId);
        if (call.dryRun()) {
            return new Moved(customerId, decision.changed(), warnings, null);
        }
        ChangeSet change = records.calls.changeSet(call, now);
        records.changes.open(org, change);
        records.changes.addAll(org, change, decision.writing().apply(change));
        return new Moved(customerId, decision.changed(), warnings, change.id());
    }

    /// The person was found before the lock was had: in between, the person may have become somebody else.
    private void requireStill(long org, long id, long customerId) {
        if (survivor(org, id) != customerId) {
            throw new LostRace("the person whose place it is");
        }
    }

    private long survivor(long org, long id) {
        Long survivor = customers.survivors(org, List.of(id)).get(id);
        if (survivor == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return survivor;
    }
}
