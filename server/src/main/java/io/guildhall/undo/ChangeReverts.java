package io.guildhall.undo;

import io.guildhall.access.Caller;
import io.guildhall.association.CallRecords;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.undo.RevertEngine.Options;
import io.guildhall.undo.store.Reverts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reverts one change set as a call of its own: key, one transaction, after a lost race the whole way again.
@Component
public class ChangeReverts {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final CallRecords records;
    private final RevertEngine engine;
    private final Reverts reverts;

    ChangeReverts(
            TenantTransactions transactions, Setups setups, CallRecords records, RevertEngine engine, Reverts reverts) {
        this.transactions = transactions;
        this.setups = setups;
        this.records = records;
        this.engine = engine;
        this.reverts = reverts;
    }

    /// The revert on account of which the change set cannot be reverted now.
    public Optional<UUID> inForce(long orgId, UUID changeId) {
        return transactions.read(orgId, () -> reverts.inForce(orgId, changeId));
    }

    /// @param path canonical, for the change set
    /// @param key null without one; a dry run neither stores nor uses it
    public record Call(
            Caller caller,
            String path,
            Options options,
            @Nullable IdempotencyKey key) {}

    /// How a call went.
    public sealed interface Outcome {
        /// It was carried out.
        record Fresh(Reverted reverted) implements Outcome {}

        /// It had been carried out before, and nothing was done now.
        record Replay(StoredAnswer answer) implements Outcome {}
    }

    /// @param rendering what a repetition of the call is answered
    /// @throws RequestRefused as [RevertEngine#revert]; with 521 where others hold the same records for too long
    public Outcome revert(Call call, UUID changeId, Function<Reverted, StoredAnswer> rendering) {
        long org = call.caller().orgId();
        return transactions.write(org, () -> {
            Instant now = records.now();
            IdempotencyKey key = call.options().dryRun() ? null : call.key();
            StoredAnswer former =
                    key == null ? null : records.keys().take(org, key, now).orElse(null);
            if (former != null) {
                return new Outcome.Replay(former);
            }
            ChangeSet revert = records.changeSet(call.caller(), "POST", call.path(), now);
            Reverted reverted = engine.revert(setups.current(org), changeId, call.options(), revert);
            if (key != null) {
                records.keys().store(org, key, rendering.apply(reverted), List.of(), now);
            }
            return new Outcome.Fresh(reverted);
        });
    }
}
