package io.guildhall.imports;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.store.ImportJobs;
import io.guildhall.imports.store.ImportOrder;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Cuts a file that has arrived into chunks, so that references work across all of it: what a row leans on is
/// in the same chunk, or in one of an earlier wave.
@Service
class Preparation {
    /// Beyond twice the deepest hierarchy (once down by roles, once for companies that somebody below makes):
    /// rows that are put behind others more often lean on themselves.
    private static final int SPARE_ROUNDS = 4;

    private final TenantTransactions transactions;
    private final ImportJobs jobs;
    private final ImportOrder order;
    private final Hierarchies hierarchies;
    private final PreparationSettings settings;

    Preparation(
            TenantTransactions transactions,
            ImportJobs jobs,
            ImportOrder order,
            Hierarchies hierarchies,
            PreparationSettings settings) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.order = order;
        this.hierarchies = hierarchies;
        this.settings = settings;
    }

    @org.springframework.stereotype.Component
    record PreparationSettings(ImportSettings imports, Clock clock) {}

    /// @return whether it was done now; not where somebody else is at it
    boolean prepare(long orgId, UUID importId) {
        return transactions.write(orgId, () -> {
            ImportJob job = jobs.tryHold(orgId, importId).orElse(null);
            if (job == null || job.prepared() || !job.state().isWorkedOn()) {
                return false;
            }
            int deepest = hierarchies.all(orgId).stream()
                    .mapToInt(hierarchy -> deepest(hierarchy))
                    .max()
                    .orElse(0);
            order.takeTime();
            order.group(orgId, importId, 2 * SPARE_ROUNDS);
            order.lift(orgId, importId, 2 * deepest + SPARE_ROUNDS);
            if (job.options().dryRun()) {
                order.index(orgId, importId);
            }
            order.cut(
                    orgId,
                    importId,
                    settings.imports().chunkPeople(),
                    settings.clock().instant());
            jobs.begin(orgId, importId, settings.clock().instant());
            return true;
        });
    }

    private static int deepest(Hierarchy hierarchy) {
        return hierarchy.roleCodes().stream().mapToInt(hierarchy::depth).max().orElse(0);
    }
}
