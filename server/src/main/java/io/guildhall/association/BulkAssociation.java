package io.guildhall.association;

import io.guildhall.access.Caller;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Planner;
import io.guildhall.association.domain.Snapshot;
import io.guildhall.change.ChangeIds;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Registers, links and changes people in bulk: parse → resolve → plan → apply. The same number of SQL statements for
/// any size of batch; one transaction; after a lost race the whole way again.
@Service
public class BulkAssociation {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Resolve resolve;
    private final Apply apply;
    private final Stamp stamp;

    BulkAssociation(TenantTransactions transactions, Setups setups, Resolve resolve, Apply apply, Stamp stamp) {
        this.transactions = transactions;
        this.setups = setups;
        this.resolve = resolve;
        this.apply = apply;
        this.stamp = stamp;
    }

    /// Turns what was sent into a batch, by the organisation's set-up at the time of the transaction.
    @FunctionalInterface
    public interface Parsing {
        Batch parse(OrganisationSetup setup, Instant now);
    }

    /// @param method and
    /// @param path of the call, for the change set; aliases are one path
    /// @param dryRun decide everything, write nothing
    public record Call(Caller caller, String method, String path, boolean dryRun) {}

    /// @param applied ids of what was written; of a dry run, those that were there before
    /// @param changeId null for a dry run
    public record Executed(
            OrganisationSetup setup,
            Plan plan,
            Applied applied,
            @Nullable UUID changeId) {}

    public Executed execute(Call call, Parsing parsing) {
        return transactions.write(call.caller().orgId(), () -> {
            OrganisationSetup setup = setups.current(call.caller().orgId());
            Instant now = stamp.now();
            Batch batch = parsing.parse(setup, now);
            Snapshot snapshot = resolve.snapshot(setup, batch);
            Plan plan = Planner.plan(batch, snapshot, call.caller().tillId(), now);
            if (call.dryRun()) {
                return new Executed(setup, plan, Applied.nothing(plan), null);
            }
            ChangeSet change = stamp.changeSet(call, now);
            return new Executed(setup, plan, apply.apply(setup.orgId(), plan, change), change.id());
        });
    }

    /// Where the clock and the random source enter.
    @org.springframework.stereotype.Component
    static class Stamp {
        private final Clock clock;
        private final ChangeIds ids;

        Stamp(Clock clock, ChangeIds ids) {
            this.clock = clock;
            this.ids = ids;
        }

        /// As exact as the database keeps it.
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        ChangeSet changeSet(Call call, Instant now) {
            return new ChangeSet(ids.next(now), now, call.caller().tillId(), call.method(), call.path());
        }
    }
}
