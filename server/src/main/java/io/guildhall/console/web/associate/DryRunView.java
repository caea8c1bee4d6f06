package io.guildhall.console.web.associate;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.console.web.Dates;
import io.guildhall.imports.ImportDesk.View;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dry run as its page shows it.
///
/// @param name the file's, empty for pasted text
/// @param percent of the phase, null where nobody knows
/// @param willDo rows that something is done for
/// @param options words of messages for what was chosen
/// @param columns how the columns of the file were understood; none of JSON
/// @param until when it can no longer be carried out; null where it cannot now
public record DryRunView(
        String id,
        String name,
        String format,
        String state,
        boolean running,
        @Nullable String phase,
        @Nullable Integer percent,
        @Nullable String reason,
        long total,
        long failed,
        long willDo,
        boolean updating,
        List<String> options,
        @Nullable String source,
        @Nullable String repairs,
        List<Figure> figures,
        List<Column> columns,
        @Nullable String till,
        String at,
        @Nullable String until) {

    /// @param selection which rows these are
    public record Figure(String selection, long rows) {}

    /// @param meaning the known column, empty where it is left out
    public record Column(String header, String meaning) {}

    static DryRunView of(View view) {
        ImportJob job = view.job();
        Counts counts = view.counts();
        return new DryRunView(
                job.id().toString(),
                job.fileName() == null ? "" : job.fileName(),
                job.format().name(),
                job.state().shown().name(),
                !job.state().isFinal(),
                view.phase() == null ? null : view.phase().name(),
                view.phasePercent(),
                job.reason(),
                job.total(),
                counts.failed(),
                counts.sum() - counts.failed() - counts.unchanged(),
                job.options().operation() == Operation.UPDATE,
                options(job),
                job.options().source(),
                job.repairs() == null ? null : job.repairs().toString(),
                figures(job.total(), counts),
                columns(job),
                job.tillCode(),
                Dates.shown(job.createdAt(), view.zone()),
                view.confirmableUntil() == null ? null : Dates.shown(view.confirmableUntil(), view.zone()));
    }

    /// Whether what became of its rows can be shown.
    static boolean hasRows(View view) {
        ImportState state = view.job().state();
        return state == ImportState.SUCCEEDED || state == ImportState.COMPLETED_WITH_ERRORS;
    }

    private static List<String> options(ImportJob job) {
        List<String> options = new ArrayList<>();
        if (job.options().atomicity() == Atomicity.TREE) {
            options.add("tree");
        }
        if (job.options().strict()) {
            options.add("strict");
        }
        if (job.options().updateExisting()) {
            options.add("update");
        }
        if (job.options().everyProgram()) {
            options.add("programs");
        }
        return options;
    }

    private static List<Figure> figures(long total, Counts counts) {
        return List.of(
                new Figure("ALL", total),
                new Figure("CREATED", counts.created()),
                new Figure("LINKED", counts.linked()),
                new Figure("MOVED", counts.moved()),
                new Figure("UPDATED", counts.updated()),
                new Figure("UNCHANGED", counts.unchanged()),
                new Figure("FAILED", counts.failed()));
    }

    private static List<Column> columns(ImportJob job) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < job.headers().size(); i++) {
            if (!job.headers().get(i).isBlank()) {
                columns.add(new Column(job.headers().get(i), job.columns().get(i)));
            }
        }
        return columns;
    }
}
