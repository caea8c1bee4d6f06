package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.access.Caller;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Effect;
import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.wire.BatchParser;
import io.guildhall.association.wire.WireItem;
import io.guildhall.error.Problem;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.file.ItemReader;
import io.guildhall.imports.file.ItemReader.Read;
import io.guildhall.imports.store.ImportChunks.Chunk;
import io.guildhall.imports.store.ImportRows.StoredRow;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// One chunk of an import: a batch of the bulk calls, and the record of it, in one transaction. Whoever holds
/// the row of the chunk works on it; who dies lets go of it with nothing written.
@Service
class ChunkWork {
    /// People above each other, and no hierarchy is deeper.
    private static final int DEEPEST_CONTEXT = 64;

    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final BulkAssociation association;
    private final JsonMapper json;
    private final Clock clock;

    ChunkWork(
            TenantTransactions transactions,
            ImportStores stores,
            BulkAssociation association,
            JsonMapper json,
            Clock clock) {
        this.transactions = transactions;
        this.stores = stores;
        this.association = association;
        this.json = json;
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
        Map<Long, List<RowError>> errors = new LinkedHashMap<>();
        chunk.lines().forEach(line -> errors.put(line, Intake.errors(line, List.of(problem))));
        stores.errors().insertAll(orgId, importId, errors);
        stores.errors().indexRows(orgId, importId, chunk.lines());
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
        /// Rows of the chunk that can be read, in the order of the file.
        private final List<StoredRow> rows = new ArrayList<>();

        private final List<WireItem> items = new ArrayList<>();
        /// Whether each of the items after those of the chunk has failed before.
        private final List<Boolean> context = new ArrayList<>();

        Execution(long orgId, ImportJob job, Chunk chunk) {
            this.orgId = orgId;
            this.job = job;
            this.chunk = chunk;
        }

        void run() {
            List<StoredRow> stored = stores.rows().load(orgId, job.id(), chunk.lines());
            List<StoredRow> behind = context(stored);
            Set<Long> failed = behind.isEmpty()
                    ? Set.of()
                    : stores.errors()
                            .failed(
                                    orgId,
                                    job.id(),
                                    behind.stream().map(StoredRow::line).toList());
            Executed executed = association.within(call(), (setup, now) -> batch(stored, behind, failed, setup, now));
            record(executed);
        }

        private BulkAssociation.Call call() {
            Caller caller = new Caller(orgId, job.tillId(), String.valueOf(job.tillCode()), Caller.Role.WRITE);
            String path = "/v2/imports/" + job.id();
            return new BulkAssociation.Call(caller, "POST", path, job.options().dryRun(), null, false);
        }

        /// Rows of the file that these lean on and that are not simply there by now: failed ones, and in a dry
        /// run all.
        private List<StoredRow> context(List<StoredRow> stored) {
            Set<Long> seen = stored.stream().map(StoredRow::line).collect(Collectors.toCollection(HashSet::new));
            List<StoredRow> found = new ArrayList<>();
            List<StoredRow> last = stored;
            for (int depth = 0; depth < DEEPEST_CONTEXT && !last.isEmpty(); depth++) {
                Set<Long> lines = new HashSet<>(stores.errors().linesBehind(orgId, job.id(), leanedOn(last)));
                lines.removeIf(line -> !seen.add(line));
                last = lines.isEmpty() ? List.of() : stores.rows().load(orgId, job.id(), lines);
                found.addAll(last);
            }
            return found;
        }

        private Collection<Long> leanedOn(List<StoredRow> leaning) {
            Set<Long> hashes = new HashSet<>();
            for (StoredRow row : leaning) {
                hashes.addAll(row.leans());
                if (job.options().dryRun()) {
                    hashes.addAll(row.needs());
                }
            }
            return hashes;
        }

        private Batch batch(
                List<StoredRow> stored,
                List<StoredRow> behind,
                Set<Long> failed,
                OrganisationSetup setup,
                Instant now) {
            ItemReader reader = new ItemReader(json, job.format(), new Columns(job.headers(), job.columns()), setup);
            for (StoredRow row : stored) {
                switch (reader.read(row.line(), row.body())) {
                    case Read.Readable(var item) -> {
                        rows.add(row);
                        items.add(item);
                    }
                    case Read.Unreadable(var problems) -> errors.put(row.line(), Intake.errors(row.line(), problems));
                }
            }
            for (StoredRow row : behind) {
                if (reader.read(row.line(), row.body()) instanceof Read.Readable(var item)) {
                    items.add(item);
                    context.add(failed.contains(row.line()));
                }
            }
            ImportOptions options = job.options();
            Batch batch = BatchParser.part(
                    items, options.operation(), options.ofBatch(), options.source(), options.account(), setup, now);
            return context.contains(true) ? withoutFailed(batch) : batch;
        }

        /// What has failed fails again, whatever would become of it now, and with it what leans on it.
        private Batch withoutFailed(Batch batch) {
            List<Item> all = new ArrayList<>(batch.items());
            for (int i = rows.size(); i < all.size(); i++) {
                if (context.get(i - rows.size())) {
                    Item item = all.get(i);
                    Problem again = Problem.of(UNDONE_WITH_OTHERS, item.person().at());
                    all.set(i, new Item(item.person().refused(List.of(again)), item.link()));
                }
            }
            return new Batch(batch.operation(), batch.options(), all);
        }

        private void record(Executed executed) {
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
                if (!problems.isEmpty()) {
                    errors.put(row.line(), Intake.errors(row.line(), problems));
                }
            }
            Counts counts = Counts.of(effects).andFailed(chunk.lines().size() - rows.size());
            UUID change = executed.changeId();
            stores.errors().insertAll(orgId, job.id(), errors);
            stores.errors().index(orgId, job.id(), hashes(failed, succeeded));
            forget(succeeded);
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
            List<Long> lines = succeeded.stream().map(StoredRow::line).toList();
            if (!job.options().dryRun()) {
                stores.rows()
                        .remove(
                                orgId,
                                job.id(),
                                lines.stream()
                                        .filter(line -> !errors.containsKey(line))
                                        .toList());
                repaired(succeeded);
            }
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
