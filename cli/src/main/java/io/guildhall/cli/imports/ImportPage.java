package io.guildhall.cli.imports;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.imports.Job.State;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Shows imports on a terminal.
final class ImportPage {
    private static final List<String> COUNTS =
            List.of("created", "linked", "moved", "updated", "unchanged", "failed", "remaining");

    private ImportPage() {}

    static void show(Output output, Job job) {
        JsonNode content = job.content();
        new Facts()
                .add("Import", job.id())
                .add("State", state(job))
                .add("Phase", job.preliminaryWords())
                .add("File", text(content, "fileName"))
                .add("Operation", operation(content))
                .add("Repairs", text(content, "repairs"))
                .add("Sent", joined(text(content, "createdAt"), text(content, "createdBy")))
                .add("Started", text(content, "startedAt"))
                .add("Finished", text(content, "finishedAt"))
                .add("Rows", String.format(Locale.ROOT, "%,d", job.total()))
                .add("", counts(job))
                .add("Rate", rate(job))
                .print(output);
        JsonNode changes = content.path("changeIds");
        if (!changes.isEmpty()) {
            output.say("%d change set%s; guildhall changes show %s shows the newest."
                    .formatted(
                            changes.size(),
                            changes.size() == 1 ? "" : "s",
                            changes.path(0).asString("")));
        }
    }

    static Table list(JsonNode imports) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode content : imports) {
            Job job = new Job(content);
            rows.add(List.of(
                    Cell.of(job.id()),
                    Cell.of(state(job), style(job.state())),
                    Cell.of(text(content, "fileName")),
                    Cell.of(text(content, "operation")),
                    Cell.of(text(content, "createdAt")),
                    Cell.of(String.format(Locale.ROOT, "%,d", job.total())),
                    Cell.of(
                            job.count("failed") == 0 ? "" : String.format(Locale.ROOT, "%,d", job.count("failed")),
                            Style.BAD)));
        }
        return new Table(
                List.of(
                        Column.code("Import"),
                        Column.code("State"),
                        Column.text("File"),
                        Column.code("Operation"),
                        Column.code("Sent"),
                        Column.number("Rows"),
                        Column.number("Failed")),
                rows);
    }

    /// What became of the rows, in one line; kinds that did not occur are left out.
    static String counts(Job job) {
        List<String> words = new ArrayList<>();
        for (String member : COUNTS) {
            if (job.count(member) > 0) {
                words.add(String.format(Locale.ROOT, "%,d %s", job.count(member), member));
            }
        }
        return String.join(", ", words);
    }

    private static String state(Job job) {
        String state = text(job.content(), "state").toLowerCase(Locale.ROOT).replace('_', ' ');
        return joined(state + (job.dryRun() ? ", dry run" : ""), text(job.content(), "reason"));
    }

    static Style style(State state) {
        return switch (state) {
            case SUCCEEDED -> Style.GOOD;
            case COMPLETED_WITH_ERRORS, PAUSED -> Style.DOUBTFUL;
            case FAILED, CANCELLED -> Style.BAD;
            case QUEUED, RUNNING, OTHER -> Style.PLAIN;
        };
    }

    private static String operation(JsonNode content) {
        return "%s, by %s%s, from %s"
                .formatted(
                        text(content, "operation"),
                        text(content, "atomicity"),
                        content.path("strict").asBoolean(false) ? ", strict" : "",
                        text(content, "format"));
    }

    private static String rate(Job job) {
        if (job.rowsPerSecond() == 0) {
            return "";
        }
        String rate = String.format(Locale.ROOT, "%,.0f rows/s", job.rowsPerSecond());
        return job.remainingSeconds() < 0
                ? rate
                : String.format(Locale.ROOT, "%s, %,d s left", rate, job.remainingSeconds());
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + ", " + second;
    }
}
