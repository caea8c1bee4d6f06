package io.guildhall.person;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.CallRecords;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The frame of writing calls that bulk does not have: key, one transaction, decide, then write or not (dry
/// run), change set.
@Component
class SingleCalls {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final CallRecords records;
    private final ChangeSets changes;

    SingleCalls(TenantTransactions transactions, Setups setups, CallRecords records, ChangeSets changes) {
        this.transactions = transactions;
        this.setups = setups;
        this.records = records;
        this.changes = changes;
    }

    /// What is to be done, decided with everything that it touches locked.
    ///
    /// @param writing does it and tells which records it changed
    record Decision(long personId, List<Problem> warnings, Function<ChangeSet, List<ChangeRecord>> writing) {}

    @FunctionalInterface
    interface Deciding {
        /// @throws io.guildhall.error.RequestRefused with everything that speaks against it
        Decision decide(OrganisationSetup setup, Instant now);
    }

    Outcome execute(Call call, Rendering rendering, Deciding deciding) {
        long org = call.caller().orgId();
        return transactions.write(org, () -> {
            Instant now = records.now();
            IdempotencyKey key = call.dryRun() ? null : call.key();
            StoredAnswer former =
                    key == null ? null : records.keys().take(org, key, now).orElse(null);
            if (former != null) {
                return new Outcome.Replay(former);
            }
            Written written = write(call, deciding.decide(setups.current(org), now), now);
            if (key != null) {
                Long person = written.personId();
                records.keys().store(org, key, rendering.render(written), person == null ? null : List.of(person), now);
            }
            return new Outcome.Fresh(written);
        });
    }

    private Written write(Call call, Decision decision, Instant now) {
        if (call.dryRun()) {
            return new Written(decision.personId(), decision.warnings(), null, List.of());
        }
        long org = call.caller().orgId();
        ChangeSet change = records.changeSet(call, now);
        changes.open(org, change);
        changes.addAll(org, change, decision.writing().apply(change));
        return new Written(decision.personId(), decision.warnings(), change.id(), List.of());
    }
}
