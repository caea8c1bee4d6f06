package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.ALREADY_REVERTED;
import static io.guildhall.error.ErrorCode.IMPORT_STATE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.access.Caller;
import io.guildhall.association.CallRecords;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.undo.RevertEngine;
import io.guildhall.undo.RevertEngine.OnConflict;
import io.guildhall.undo.RevertEngine.Options;
import io.guildhall.undo.Reverted;
import io.guildhall.undo.Reverted.Protected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Takes back what an import did: its change sets, the newest first, each in a transaction of its own. A call does as
/// many as it has time for; the next one goes on.
@Service
public class ImportReverts {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_NAMED = 1_000;

    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final Setups setups;
    private final CallRecords records;
    private final RevertEngine engine;

    ImportReverts(
            TenantTransactions transactions,
            ImportStores stores,
            Setups setups,
            CallRecords records,
            RevertEngine engine) {
        this.transactions = transactions;
        this.stores = stores;
        this.setups = setups;
        this.records = records;
        this.engine = engine;
    }

    /// What a revert came to.
    ///
    /// @param reverted change sets that are taken back now
    /// @param restored and
    /// @param removed records, of all of those
    /// @param remaining change sets that there was no time for
    /// @param skipped what stays as it is, a thousand at most
    public record Result(int reverted, int restored, int removed, int remaining, List<Protected> skipped) {
        public Result {
            skipped = List.copyOf(skipped);
        }
    }

    /// @throws RequestRefused with 404, with 1744 while the import is under way, with 1699 for what cannot be taken
    /// back
    ///     where that is to fail: nothing is then
    public Result revert(Caller caller, UUID id, Options options) {
        List<UUID> changes = changes(caller.orgId(), id);
        if (options.dryRun() || options.onConflict() == OnConflict.FAIL) {
            Result tried = tryOut(caller, id, changes, options.onConflict());
            if (options.dryRun()) {
                return tried;
            }
        }
        Sum sum = new Sum(changes.size());
        for (UUID change : changes) {
            if (sum.isOver()) {
                break;
            }
            try {
                sum.add(transactions.write(caller.orgId(), () -> revert(caller, id, change, OnConflict.SKIP)));
            } catch (RequestRefused refused) {
                sum.passOver(refused);
            }
        }
        return sum.result();
    }

    private List<UUID> changes(long orgId, UUID id) {
        return transactions.read(orgId, () -> {
            ImportJob job = stores.jobs().find(orgId, id).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
            if (!job.state().isFinal()) {
                throw RequestRefused.because(IMPORT_STATE, job.state().shown().name());
            }
            return stores.chunks().changes(orgId, id, Integer.MAX_VALUE);
        });
    }

    private Reverted revert(Caller caller, UUID id, UUID change, OnConflict onConflict) {
        OrganisationSetup setup = setups.current(caller.orgId());
        String path = "/v2/imports/" + id + "/revert";
        return engine.revert(
                setup, change, new Options(onConflict, false), records.changeSet(caller, "POST", path, records.now()));
    }

    /// Later chunks lean on earlier ones: whether those can be taken back shows only once these are. So all of it is
    /// done, and undone with its transaction.
    private Result tryOut(Caller caller, UUID id, List<UUID> changes, OnConflict onConflict) {
        try {
            return transactions.write(caller.orgId(), () -> {
                Sum sum = new Sum(changes.size());
                for (UUID change : changes) {
                    if (sum.isOver()) {
                        break;
                    }
                    try {
                        sum.add(revert(caller, id, change, onConflict));
                    } catch (RequestRefused refused) {
                        sum.passOver(refused);
                    }
                }
                throw new TriedOut(sum.result());
            });
        } catch (TriedOut tried) {
            return tried.result;
        }
    }

    private static final class TriedOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Result result;

        TriedOut(Result result) {
            super("tried out", null, false, false);
            this.result = result;
        }
    }

    private static final class Sum {
        private final long end = System.nanoTime() + LONGEST.toNanos();
        private final List<Protected> skipped = new ArrayList<>();
        private int reverted;
        private int restored;
        private int removed;
        private int left;

        Sum(int left) {
            this.left = left;
        }

        boolean isOver() {
            return System.nanoTime() > end;
        }

        void add(Reverted one) {
            left--;
            reverted += one.isNothing() ? 0 : 1;
            restored += one.restored();
            removed += one.removed();
            one.protectedRecords().stream().limit(MOST_NAMED - skipped.size()).forEach(skipped::add);
        }

        /// What an earlier call has taken back.
        void passOver(RequestRefused refused) {
            if (!refused.isFor(ALREADY_REVERTED)) {
                throw refused;
            }
            left--;
        }

        Result result() {
            return new Result(reverted, restored, removed, left, skipped);
        }
    }
}
