package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.access.Caller;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Item;
import io.guildhall.association.wire.BatchParser;
import io.guildhall.association.wire.WireItem;
import io.guildhall.error.Problem;
import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.file.ItemReader;
import io.guildhall.imports.file.ItemReader.Read;
import io.guildhall.imports.store.ImportRows.StoredRow;
import io.guildhall.org.domain.OrganisationSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Rows of a file as one batch of the bulk calls, together with those that they lean on and that are not simply there
/// by now.
@Service
class RowBatches {
    /// People above each other, and no hierarchy is deeper.
    private static final int DEEPEST_CONTEXT = 64;

    private final ImportStores stores;
    private final BulkAssociation association;
    private final JsonMapper json;

    RowBatches(ImportStores stores, BulkAssociation association, JsonMapper json) {
        this.stores = stores;
        this.association = association;
        this.json = json;
    }

    /// @param rows those that can be read, in the order of the file; the first outcomes of the plan are theirs
    /// @param errors of those that cannot, by line
    record Decided(List<StoredRow> rows, Map<Long, List<RowError>> errors, Executed executed) {}

    /// Decides rows, and carries them out unless the import is a dry run, in the open transaction.
    Decided decide(long orgId, ImportJob job, Collection<Long> lines) {
        return new Execution(orgId, job).run(lines);
    }

    private final class Execution {
        private final long orgId;
        private final ImportJob job;
        private final Map<Long, List<RowError>> errors = new LinkedHashMap<>();
        private final List<StoredRow> rows = new ArrayList<>();
        private final List<WireItem> items = new ArrayList<>();
        /// Whether each of the items after those of the rows has failed before.
        private final List<Boolean> context = new ArrayList<>();

        Execution(long orgId, ImportJob job) {
            this.orgId = orgId;
            this.job = job;
        }

        Decided run(Collection<Long> lines) {
            List<StoredRow> stored = stores.rows().load(orgId, job.id(), lines);
            List<StoredRow> behind = context(stored);
            Set<Long> failed = behind.isEmpty()
                    ? Set.of()
                    : stores.errors()
                            .failed(
                                    orgId,
                                    job.id(),
                                    behind.stream().map(StoredRow::line).toList());
            Executed executed = association.within(call(), (setup, now) -> batch(stored, behind, failed, setup, now));
            return new Decided(rows, errors, executed);
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
    }
}
