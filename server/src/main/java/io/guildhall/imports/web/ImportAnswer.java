package io.guildhall.imports.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.error.ProblemBody;
import io.guildhall.imports.ImportDesk.Phase;
import io.guildhall.imports.ImportDesk.View;
import io.guildhall.imports.domain.Counts;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `{import, warnings, errors}`.
record ImportAnswer(@JsonProperty("import") Body job, List<ProblemBody> warnings, List<ProblemBody> errors) {

    static ImportAnswer of(View view) {
        return new ImportAnswer(Body.of(view), List.of(), List.of());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({
        "id",
        "state",
        "phase",
        "phasePercent",
        "reason",
        "fileName",
        "format",
        "operation",
        "atomicity",
        "dryRun",
        "strict",
        "repairs",
        "createdBy",
        "createdAt",
        "startedAt",
        "finishedAt",
        "total",
        "created",
        "linked",
        "moved",
        "updated",
        "unchanged",
        "failed",
        "remaining",
        "rowsPerSecond",
        "remainingSeconds",
        "confirmableUntil",
        "changeIds"
    })
    record Body(
            UUID id,
            String state,
            @Nullable String phase,
            @Nullable Integer phasePercent,
            @Nullable String reason,
            @Nullable String fileName,
            String format,
            String operation,
            String atomicity,
            boolean dryRun,
            boolean strict,
            @Nullable UUID repairs,
            @Nullable String createdBy,
            String createdAt,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            long total,
            long created,
            long linked,
            long moved,
            long updated,
            long unchanged,
            long failed,
            long remaining,
            @Nullable Double rowsPerSecond,
            @Nullable Long remainingSeconds,
            @Nullable String confirmableUntil,
            @Nullable List<UUID> changeIds) {

        static Body of(View view) {
            ImportJob job = view.job();
            Counts counts = view.counts();
            return new Body(
                    job.id(),
                    job.state().shown().name(),
                    phase(view.phase()),
                    view.phasePercent(),
                    job.reason(),
                    job.fileName(),
                    job.format().wireName(),
                    word(job.options().operation()),
                    word(job.options().atomicity()),
                    job.options().dryRun(),
                    job.options().strict(),
                    job.repairs(),
                    job.tillCode(),
                    Timestamps.of(job.createdAt(), view.zone()),
                    at(job.startedAt(), view.zone()),
                    at(job.finishedAt(), view.zone()),
                    job.total(),
                    counts.created(),
                    counts.linked(),
                    counts.moved(),
                    counts.updated(),
                    counts.unchanged(),
                    counts.failed(),
                    view.remaining(),
                    view.rowsPerSecond(),
                    view.remainingSeconds(),
                    at(view.confirmableUntil(), view.zone()),
                    view.changes());
        }

        private static @Nullable String phase(@Nullable Phase phase) {
            return phase == null ? null : word(phase);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }

        private static @Nullable String at(@Nullable Instant instant, ZoneId zone) {
            return instant == null ? null : Timestamps.of(instant, zone);
        }
    }
}
