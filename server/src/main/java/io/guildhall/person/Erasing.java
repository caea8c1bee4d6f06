package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.CallRecords;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.customer.domain.ErasureReceipt;
import io.guildhall.customer.store.ErasedIdentifiers;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Erases one person, once: who is erased already has a receipt, which is answered again.
@Component
public class Erasing {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final CallRecords records;
    private final ErasedIdentifiers identifiers;
    private final ErasePerson people;

    Erasing(
            TenantTransactions transactions,
            Setups setups,
            CallRecords records,
            ErasedIdentifiers identifiers,
            ErasePerson people) {
        this.transactions = transactions;
        this.setups = setups;
        this.records = records;
        this.identifiers = identifiers;
        this.people = people;
    }

    /// @param till code of the till in whose name it was done; empty for one that is gone
    /// @param changeId null where the call changed nothing
    public record Erased(
            ErasureReceipt receipt,
            String till,
            List<Problem> warnings,
            @Nullable UUID changeId) {}

    /// How a call went.
    public sealed interface Outcome {
        record Fresh(Erased erased) implements Outcome {}

        /// It had been carried out before, and nothing was done now.
        record Replay(StoredAnswer answer) implements Outcome {}
    }

    /// @throws RequestRefused with 404/8015 for nobody
    public Outcome erase(Call call, long id, Function<Erased, StoredAnswer> rendering) {
        long org = call.caller().orgId();
        if (!call.dryRun()) {
            prepare(org);
        }
        return transactions.write(org, () -> {
            Instant now = records.now();
            IdempotencyKey key = call.dryRun() ? null : call.key();
            StoredAnswer former =
                    key == null ? null : records.keys().take(org, key, now).orElse(null);
            if (former != null) {
                return new Outcome.Replay(former);
            }
            Erased erased = people.erase(setups.current(org), call, id, now);
            if (key != null) {
                records.keys().store(org, key, rendering.apply(erased), List.of(), now);
            }
            return new Outcome.Fresh(erased);
        });
    }

    /// The first erasure of an organisation that lets nobody return: its set-up gets a key.
    private void prepare(long org) {
        OrganisationSetup setup = transactions.read(org, () -> setups.current(org));
        if (setup.erasureKey() == null && !setup.settings().erasedMayReturn()) {
            transactions.configure(org, () -> {
                identifiers.makeKey(org);
                return org;
            });
        }
    }

    /// The receipt of somebody who has been erased.
    ///
    /// @throws RequestRefused with 404/8015 for nobody, and for somebody who has not been erased
    public Erased receipt(long org, long id) {
        return transactions.read(org, () -> people.receipt(setups.current(org), id));
    }

    static String till(OrganisationSetup setup, long id) {
        return setup.tills().stream()
                .filter(till -> till.id() == id)
                .map(Till::code)
                .findFirst()
                .orElse("");
    }

    static RequestRefused nobody() {
        return RequestRefused.because(NO_SUCH_CUSTOMER);
    }
}
