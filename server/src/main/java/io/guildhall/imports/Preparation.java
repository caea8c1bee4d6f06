package io.guildhall.imports;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.PreparationStep;
import io.guildhall.imports.store.ImportJobs;
import io.guildhall.imports.store.ImportOrder;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
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

    /// Does the next step.
    ///
    /// @return whether it was done now; not where somebody else is at it
    boolean prepare(long orgId, UUID importId) {
        return transactions.write(orgId, () -> {
            ImportJob job = jobs.tryHold(orgId, importId)
                    .filter(found -> !found.prepared() && found.state().isWorkedOn())
                    .orElse(null);
            if (job == null) {
                return false;
            }
            order.takeTime();
            if (job.preparation().equals(PreparationStep.CUT)) {
                cut(orgId, importId);
            } else {
                jobs.prepareNext(orgId, importId, order(orgId, job));
            }
            return true;
        });
    }

    private void cut(long orgId, UUID importId) {
        Instant now = settings.clock().instant();
        order.cut(orgId, importId, settings.imports().chunkPeople(), now);
        jobs.begin(orgId, importId, now);
    }

    /// @return the step after this one
    private PreparationStep order(long orgId, ImportJob job) {
        PreparationStep step = job.preparation();
        if (step.equals(PreparationStep.FORGET)) {
            order.forgetDryRun(orgId, job.id());
            return PreparationStep.GROUP;
        }
        if (step.equals(PreparationStep.INDEX)) {
            order.index(orgId, job.id());
            return PreparationStep.CUT;
        }
        if (!step.isRound()) {
            order.group(orgId, job.id(), 2 * SPARE_ROUNDS);
            return step.nextRound();
        }
        int most = 2 * deepest(orgId) + SPARE_ROUNDS;
        if (order.lift(orgId, job.id())) {
            if (step.number() < most) {
                return step.nextRound();
            }
            order.putCirclesLast(orgId, job.id(), most);
        }
        return job.options().dryRun() ? PreparationStep.INDEX : PreparationStep.CUT;
    }

    private int deepest(long orgId) {
        return hierarchies.all(orgId).stream()
                .mapToInt(hierarchy -> deepest(hierarchy))
                .max()
                .orElse(0);
    }

    private static int deepest(Hierarchy hierarchy) {
        return hierarchy.roleCodes().stream().mapToInt(hierarchy::depth).max().orElse(0);
    }
}
