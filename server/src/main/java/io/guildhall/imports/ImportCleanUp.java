package io.guildhall.imports;

import io.guildhall.imports.ImportSteps.ImportClock;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Removes imports that have been kept long enough, with everything that is left of their files.
@Service
public class ImportCleanUp {
    private static final int AT_ONCE = 10_000;

    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final ImportClock clock;

    ImportCleanUp(TenantTransactions transactions, ImportStores stores, ImportClock clock) {
        this.transactions = transactions;
        this.stores = stores;
        this.clock = clock;
    }

    public void removeOld() {
        Instant before = clock.now().minus(clock.settings().kept());
        for (long org : stores.queue().organisations()) {
            List<UUID> old = transactions.read(org, () -> stores.jobs().endedBefore(org, before, AT_ONCE));
            old.forEach(id -> remove(org, id));
        }
    }

    private void remove(long org, UUID id) {
        while (transactions.write(org, () -> stores.rows().removeSome(org, id, true, AT_ONCE)) > 0) {
            // in steps: a file may have any length
        }
        transactions.write(org, () -> {
            stores.jobs().remove(org, id);
            return true;
        });
    }
}
