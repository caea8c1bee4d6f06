package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Effect;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.error.Problem;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.domain.RowOutcome;
import io.guildhall.imports.store.ImportChunks.Chunk;
import io.guildhall.imports.store.ImportRows.StoredRow;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// One chunk of an import: a batch of the bulk calls, and the record of it, in one transaction. Whoever holds
/// the row of the chunk works on it; who dies lets go of it with nothing written.
@Service
class ChunkWork {
    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final RowBatches batches;
    private final Clock clock;

    ChunkWork(TenantTransactions transactions, ImportStores stores, RowBatches batches, Clock clock) {
        this.transactions = transactions;
        this.stores = stores;
        this.batches = batches;
        this.clock = clock;
    }

    /// Does a chunk, unless somebody else has it or the import has been stopped.
    void run(long orgId, UUID importId, int number) {
        transactions.write(orgId, () -> {
            Optional<ImportJob> job = stores.jobs()
                    .share(orgId, importId)
                    .filter(found -> found.state().isWorkedOn());
            job.flatMap(_ -> stores.chunks().hold(orgId, importId, number))
                    .ifPresent(chunk -> new Execution(orgId, job.orElseThrow(), chunk).run());
            return true;
        });
    }

    /// Notes that a row cannot be done, whatever is tried.
    void giveUp(long orgId, UUID importId, Chunk chunk, Problem problem) {
        boolean dryRun = stores.jobs()
                .find(orgId, importId)
                .map(job -> job.options().dryRun())
                .orElse(false);
        Map<Long, List<RowError>> errors = new LinkedHashMap<>();
        chunk.lines().forEach(line -> errors.put(line, Intake.errors(line, List.of(problem))));
        stores.errors().insertAll(orgId, importId, errors);
        stores.errors().indexRows(orgId, importId, chunk.lines());
        if (dryRun) {
            stores.outcomes()
                    .insertAll(
                            orgId,
                            importId,
                            chunk.lines().stream().map(RowOutcome::ofFailed).toList());
        }
        Counts counts = Counts.NONE.andFailed(chunk.lines().size());
        stores.chunks().done(orgId, importId, chunk.number(), counts, null, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// One run over a chunk whose row is held.
    private final class Execution {
        private final long orgId;
        private final ImportJob job;
        private final Chunk chunk;
        private final Map<Long, List<RowError>> errors = new LinkedHashMap<>();
        /// Of a dry run only.
        private final List<RowOutcome> told = new ArrayList<>();

        Execution(long orgId, ImportJob job, Chunk chunk) {
            this.orgId = orgId;
            this.job = job;
            this.chunk = chunk;
        }

        void run() {
            RowBatches.Decided decided = batches.decide(orgId, job, chunk.lines());
            errors.putAll(decided.errors());
            record(decided.rows(), decided.executed());
        }

        private void record(List<StoredRow> rows, Executed executed) {
            List<ItemOutcome> outcomes = executed.plan().outcomes();
            Effect[] byPerson = Effect.byPerson(executed.plan());
            List<Effect> effects = new ArrayList<>(rows.size());
            List<StoredRow> succeeded = new ArrayList<>(rows.size());
            List<StoredRow> failed = new ArrayList<>(0);
            for (int i = 0; i < rows.size(); i++) {
                StoredRow row = rows.get(i);
                Effect effect = Effect.of(outcomes.get(i).self(), byPerson);
                effects.add(effect);
                (effect == Effect.FAILED ? failed : succeeded).add(row);
                List<Problem> problems = problems(outcomes.get(i));
                told.add(new RowOutcome(row.line(), effect, false, isWarned(effect, outcomes.get(i))));
                if (!problems.isEmpty()) {
                    errors.put(row.line(), Intake.errors(row.line(), problems));
                }
            }
            Counts counts = Counts.of(effects).andFailed(chunk.lines().size() - rows.size());
            UUID change = executed.changeId();
            stores.errors().insertAll(orgId, job.id(), errors);
            stores.errors().index(orgId, job.id(), hashes(failed, succeeded));
            if (job.options().dryRun()) {
                tell(rows);
            } else {
                forget(succeeded);
            }
            stores.chunks().done(orgId, job.id(), chunk.number(), counts, change, now());
        }

        /// All that speaks against the row: its own errors, or those of children, of whom each fails for itself.
        private static List<Problem> problems(ItemOutcome outcome) {
            List<Problem> problems = new ArrayList<>(outcome.self().errors());
            outcome.children().stream()
                    .flatMap(child -> child.errors().stream())
                    .filter(problem -> problem.code() != UNDONE_WITH_OTHERS)
                    .forEach(problems::add);
            return problems;
        }

        /// Somebody who is registered by another row is there, whatever became of this one.
        private static Map<Long, List<Long>> hashes(List<StoredRow> failed, List<StoredRow> succeeded) {
            Set<Long> there = new HashSet<>();
            if (!failed.isEmpty()) {
                succeeded.forEach(row -> there.addAll(row.registers()));
            }
            Map<Long, List<Long>> hashes = new LinkedHashMap<>();
            for (StoredRow row : failed) {
                hashes.put(
                        row.line(),
                        row.registers().stream()
                                .filter(hash -> !there.contains(hash))
                                .toList());
            }
            return hashes;
        }

        private void forget(List<StoredRow> succeeded) {
            List<Long> lines = succeeded.stream()
                    .map(StoredRow::line)
                    .filter(line -> !errors.containsKey(line))
                    .toList();
            stores.rows().remove(orgId, job.id(), lines);
            repaired(succeeded);
        }

        private void tell(List<StoredRow> read) {
            Set<Long> lines = new HashSet<>(chunk.lines());
            read.forEach(row -> lines.remove(row.line()));
            lines.retainAll(errors.keySet());
            lines.forEach(line -> told.add(RowOutcome.ofFailed(line)));
            told.sort(Comparator.comparingLong(RowOutcome::line));
            stores.outcomes().insertAll(orgId, job.id(), told);
        }

        private static boolean isWarned(Effect effect, ItemOutcome outcome) {
            return !outcome.self().warnings().isEmpty()
                    || outcome.children().stream()
                            .anyMatch(child -> !child.warnings().isEmpty())
                    || effect != Effect.FAILED && !problems(outcome).isEmpty();
        }

        private void repaired(List<StoredRow> succeeded) {
            @Nullable UUID repairs = job.repairs();
            if (repairs != null) {
                List<Long> lines = succeeded.stream()
                        .filter(row -> !errors.containsKey(row.line()))
                        .map(StoredRow::repairs)
                        .filter(java.util.Objects::nonNull)
                        .toList();
                stores.errors().repaired(orgId, repairs, lines, job.id());
            }
        }
    }
}
