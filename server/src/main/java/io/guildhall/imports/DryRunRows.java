package io.guildhall.imports;

import static io.guildhall.error.ErrorCode.CONCURRENT_CHANGE;
import static io.guildhall.error.ErrorCode.IMPORT_STATE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.ErrorFiles.ErrorFile;
import io.guildhall.imports.ErrorFiles.ErrorFile.Explained;
import io.guildhall.imports.RowBatches.Decided;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.RowError;
import io.guildhall.imports.domain.RowOutcome;
import io.guildhall.imports.domain.RowPreview;
import io.guildhall.imports.domain.RowPreviews;
import io.guildhall.imports.domain.RowSelection;
import io.guildhall.imports.store.ImportRows.StoredRow;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Shows what a dry run has found out, row by row. What became of each row is kept; what it would do in particular is
/// worked out again for the rows that somebody looks at, by the same planner and as things stand now.
@Service
public class DryRunRows {
    private final TenantTransactions transactions;
    private final ImportStores stores;
    private final RowBatches batches;
    private final ErrorFiles errorFiles;

    DryRunRows(TenantTransactions transactions, ImportStores stores, RowBatches batches, ErrorFiles errorFiles) {
        this.transactions = transactions;
        this.stores = stores;
        this.batches = batches;
        this.errorFiles = errorFiles;
    }

    /// Some rows in the order of the file.
    ///
    /// @param warned rows of the whole dry run with warnings
    /// @param previous line that the part before begins at, null on the first one
    /// @param next line that the part after begins at, null on the last one
    public record Part(
            List<Row> rows,
            long warned,
            @Nullable Long previous,
            @Nullable Long next) {}

    /// A row and what would become of it.
    ///
    /// @param explained null where the row has been removed since
    /// @param errors how many of the explanations are errors; they come first, the others are warnings
    /// @param preview null where the row fails, or cannot be worked out at present
    public record Row(
            RowOutcome outcome,
            @Nullable Explained explained,
            int errors,
            @Nullable RowPreview preview) {}

    /// What is kept of some rows.
    private record Kept(
            ImportJob job,
            List<RowOutcome> outcomes,
            boolean more,
            @Nullable Long previous,
            long warned,
            Map<Long, byte[]> bodies,
            Map<Long, List<RowError>> errors) {
        @Nullable
        Long next() {
            return more ? outcomes.getLast().line() + 1 : null;
        }
    }

    /// @param from the line that the part begins at
    /// @throws RequestRefused with 404, with 1744 where it is no dry run or still under way
    public Part read(long orgId, UUID id, RowSelection selection, long from, int limit) {
        ErrorFile file = errorFiles.of(orgId, id);
        Kept kept = transactions.read(orgId, () -> kept(orgId, id, selection, from, limit));
        Map<Long, Standing> standing = standing(orgId, kept);
        List<Row> rows = kept.outcomes().stream()
                .map(outcome -> row(
                        file,
                        outcome,
                        kept.bodies().get(outcome.line()),
                        kept.errors().getOrDefault(outcome.line(), List.of()),
                        standing.get(outcome.line())))
                .toList();
        return new Part(rows, kept.warned(), kept.previous(), kept.next());
    }

    private Kept kept(long orgId, UUID id, RowSelection selection, long from, int limit) {
        ImportJob job = stores.jobs().find(orgId, id).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
        if (!job.options().dryRun() || !job.state().isFinal()) {
            throw RequestRefused.because(IMPORT_STATE, job.state().shown().name());
        }
        List<RowOutcome> found = stores.outcomes().from(orgId, id, selection, from, limit + 1);
        List<RowOutcome> shown = found.subList(0, Math.min(limit, found.size()));
        List<Long> lines = shown.stream().map(RowOutcome::line).toList();
        Map<Long, byte[]> bodies = new HashMap<>();
        stores.rows().load(orgId, id, lines).forEach(row -> bodies.put(row.line(), row.body()));
        return new Kept(
                job,
                shown,
                found.size() > limit,
                stores.outcomes().before(orgId, id, selection, from, limit),
                stores.outcomes().warned(orgId, id),
                bodies,
                stores.errors().of(orgId, id, lines));
    }

    private static Row row(
            ErrorFile file,
            RowOutcome outcome,
            byte @Nullable [] body,
            List<RowError> errors,
            @Nullable Standing standing) {
        List<RowError> all = new ArrayList<>(errors);
        if (standing != null) {
            all.addAll(standing.warnings());
        }
        return new Row(
                outcome,
                body == null ? null : file.explain(outcome.line(), body, all),
                errors.size(),
                standing == null ? null : standing.preview());
    }

    /// What is worked out about a row that does not fail.
    private record Standing(@Nullable RowPreview preview, List<RowError> warnings) {}

    /// Others may hold the people for too long: what is kept is shown all the same.
    private Map<Long, Standing> standing(long orgId, Kept kept) {
        List<Long> lines = kept.outcomes().stream()
                .filter(outcome -> !outcome.unreadable() && kept.bodies().containsKey(outcome.line()))
                .map(RowOutcome::line)
                .toList();
        if (lines.isEmpty()) {
            return Map.of();
        }
        try {
            // people are locked while they are decided about, as in any dry run
            return standing(transactions.write(orgId, () -> batches.decide(orgId, kept.job(), lines)));
        } catch (RequestRefused refused) {
            if (refused.isFor(CONCURRENT_CHANGE)) {
                return Map.of();
            }
            throw refused;
        }
    }

    private static Map<Long, Standing> standing(Decided decided) {
        RowPreviews previews = new RowPreviews(decided.executed().plan());
        Map<Long, Standing> standing = new HashMap<>();
        List<ItemOutcome> outcomes = decided.executed().plan().outcomes();
        for (int i = 0; i < decided.rows().size(); i++) {
            StoredRow row = decided.rows().get(i);
            standing.put(row.line(), new Standing(previews.of(outcomes.get(i)), warnings(row.line(), outcomes.get(i))));
        }
        return standing;
    }

    private static List<RowError> warnings(long line, ItemOutcome outcome) {
        List<Problem> warnings = Stream.concat(Stream.of(outcome.self()), outcome.children().stream())
                .map(Result::warnings)
                .flatMap(List::stream)
                .toList();
        return Intake.errors(line, warnings);
    }
}
