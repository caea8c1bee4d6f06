package io.guildhall.console.web.imports;

import io.guildhall.console.web.Dates;
import io.guildhall.imports.ImportDesk.View;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One import as lists and its page show it.
///
/// @param name the file's name, else its format
/// @param tone how the state is coloured: `good`, `bad`, `warn` or nothing
/// @param done rows that something became of
/// @param remaining how long it will take still, null where that is not known
public record ImportRow(
        String id,
        String name,
        String state,
        String tone,
        boolean running,
        boolean paused,
        boolean over,
        boolean dryRun,
        long total,
        long done,
        long failed,
        List<Figure> figures,
        @Nullable Long rate,
        @Nullable String remaining,
        @Nullable String till,
        String arrived,
        @Nullable String reason) {

    public static ImportRow of(View view) {
        ImportState state = view.job().state().shown();
        String file = view.job().fileName();
        Double rate = view.rowsPerSecond();
        Long seconds = view.remainingSeconds();
        return new ImportRow(
                view.job().id().toString(),
                file == null ? view.job().format().name() : file,
                state.name(),
                tone(state),
                state.isWorkedOn(),
                state == ImportState.PAUSED,
                state.isFinal(),
                view.job().options().dryRun(),
                view.job().total(),
                view.counts().sum(),
                view.counts().failed(),
                figures(view.counts()),
                rate == null ? null : Math.round(rate),
                seconds == null ? null : shown(Duration.ofSeconds(seconds)),
                view.job().tillCode(),
                Dates.shown(view.job().createdAt(), view.zone()),
                view.job().reason());
    }

    /// Rows that became of one kind.
    ///
    /// @param effect its word, for a message
    public record Figure(String effect, long rows) {}

    private static List<Figure> figures(Counts counts) {
        return List.of(
                new Figure("created", counts.created()),
                new Figure("linked", counts.linked()),
                new Figure("moved", counts.moved()),
                new Figure("updated", counts.updated()),
                new Figure("unchanged", counts.unchanged()),
                new Figure("failed", counts.failed()));
    }

    private static String shown(Duration time) {
        return time.toHours() > 0
                ? "%d h %02d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
                        : time.toSeconds() + " s";
    }

    private static String tone(ImportState state) {
        return switch (state) {
            case SUCCEEDED -> "good";
            case FAILED -> "bad";
            case COMPLETED_WITH_ERRORS, PAUSED -> "warn";
            case RECEIVING, QUEUED, RUNNING, CANCELLED -> "";
        };
    }
}
