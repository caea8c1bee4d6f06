package io.guildhall.association;

import static io.guildhall.error.ErrorCode.CONCURRENT_CHANGE;
import static io.guildhall.error.ErrorCode.GROUP_FULL;

import io.guildhall.access.Caller;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Planner;
import io.guildhall.association.domain.Snapshot;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
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
    private final CallRecords calls;

    BulkAssociation(TenantTransactions transactions, Setups setups, Resolve resolve, Apply apply, CallRecords calls) {
        this.transactions = transactions;
        this.setups = setups;
        this.resolve = resolve;
        this.apply = apply;
        this.calls = calls;
    }

    /// Turns what was sent into a batch, by the organisation's set-up at the time of the transaction.
    @FunctionalInterface
    public interface Parsing {
        Batch parse(OrganisationSetup setup, Instant now);
    }

    /// Turns what was done into the answer that a repetition of the call is given.
    @FunctionalInterface
    public interface Rendering {
        StoredAnswer render(Executed executed);
    }

    /// @param method and
    /// @param path of the call, for the change set; aliases are one path
    /// @param dryRun decide everything, write nothing, neither store nor use a key
    /// @param key null without one
    /// @param whole whether an item that is refused refuses the call, so that nothing of it is written or kept
    public record Call(
            Caller caller,
            String method,
            String path,
            boolean dryRun,
            @Nullable IdempotencyKey key,
            boolean whole) {}

    /// How a call went.
    public sealed interface Outcome {
        /// It was carried out.
        record Fresh(Executed executed) implements Outcome {}

        /// It had been carried out before, and nothing was done now.
        record Replay(StoredAnswer answer) implements Outcome {}
    }

    /// @param applied ids of what was written; of a dry run, those that were there before
    /// @param changeId null where nothing was written
    public record Executed(
            OrganisationSetup setup,
            Plan plan,
            Applied applied,
            @Nullable UUID changeId) {}

    /// @return always an answer for each item: where others hold the same people for too long, 521 on every item
    /// @throws RequestRefused when the request as a whole cannot be served; also, of a call that is made `whole`,
    ///     with everything that speaks against it
    public Outcome execute(Call call, Parsing parsing, Rendering rendering) {
        try {
            return inTransaction(call, parsing, rendering);
        } catch (RequestRefused refused) {
            if (refused.isFor(CONCURRENT_CHANGE) && !call.whole()) {
                return new Outcome.Fresh(busy(call, parsing));
            }
            throw refused;
        }
    }

    /// Carries a batch out in the transaction that the caller has opened by [TenantTransactions#write], so that
    /// what the caller keeps about it is written with it or not at all. Keys do not count here. What the
    /// transaction throws on a lost race is for [TenantTransactions] to catch.
    ///
    /// @return exactly one outcome per item, in order
    /// @throws RequestRefused of a call that is made `whole`, with everything that speaks against it
    public Executed within(Call call, Parsing parsing) {
        return execute(call, parsing, calls.now());
    }

    private Executed busy(Call call, Parsing parsing) {
        long org = call.caller().orgId();
        return transactions.read(org, () -> {
            OrganisationSetup setup = setups.current(org);
            Instant now = calls.now();
            Batch batch = parsing.parse(setup, now);
            Plan plan =
                    Planner.refuseAll(batch, CONCURRENT_CHANGE, call.caller().tillId(), now);
            return new Executed(setup, plan, Applied.nothing(plan), null);
        });
    }

    private Outcome inTransaction(Call call, Parsing parsing, Rendering rendering) {
        long org = call.caller().orgId();
        return transactions.write(org, () -> {
            Instant now = calls.now();
            IdempotencyKey key = call.dryRun() ? null : call.key();
            StoredAnswer former =
                    key == null ? null : calls.keys().take(org, key, now).orElse(null);
            if (former != null) {
                return new Outcome.Replay(former);
            }
            Executed executed = execute(call, parsing, now);
            if (key != null) {
                calls.keys().store(org, key, rendering.render(executed), WholeCalls.told(executed), now);
            }
            return new Outcome.Fresh(executed);
        });
    }

    private Executed execute(Call call, Parsing parsing, Instant now) {
        OrganisationSetup setup = setups.current(call.caller().orgId());
        Batch batch = parsing.parse(setup, now);
        Snapshot snapshot = resolve.snapshot(setup, batch);
        Plan plan = Planner.plan(batch, snapshot, call.caller().tillId(), now);
        if (call.whole()) {
            WholeCalls.refuseFailed(plan);
        }
        if (call.dryRun()) {
            return new Executed(setup, plan, Applied.nothing(plan), null);
        }
        ChangeSet change = calls.changeSet(call, now);
        Applied applied = apply.apply(setup, plan, change);
        return new Executed(setup, plan.warning(applied.numbersWithoutRoom(), GROUP_FULL), applied, change.id());
    }
}
