package io.guildhall.cli.change;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.Problems;
import io.guildhall.cli.work.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Takes change sets back and shows what stays as it is.
public final class Reverting {
    private static final int RETRIES = 5;
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(30);

    private static final List<Column> COLUMNS = List.of(
            Column.code("Stays"),
            Column.number("Id"),
            Column.text("Because"),
            Column.path("Field"),
            Column.code("Changed by"));

    private final Workplace place;
    private final Output output;
    private final RevertOptions options;
    private long restored;
    private long removed;
    private final List<String> changes = new ArrayList<>();
    private final List<List<Cell>> skipped = new ArrayList<>();

    public Reverting(Workplace place, RevertOptions options) {
        this.place = place;
        this.output = place.output();
        this.options = options;
    }

    /// The call as it is sent, safe to be sent again: nothing is taken back twice.
    ///
    /// @param path of the change set or import, with `/revert`
    public Answer send(String path) throws InterruptedException {
        return place.send(Call.write("POST", path)
                .with(options.query())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .patience(Patience.of(RETRIES))
                .answerLimit(ANSWER_LIMIT));
    }

    /// Adds an answer to what is shown in the end; in JSON it is shown at once.
    ///
    /// @return its data
    public JsonNode add(Answer answer) {
        JsonNode body = answer.orRefuse().json();
        Problems.sayWarnings(output, body);
        JsonNode data = body.path("data");
        if (place.json()) {
            output.jsonLine(data);
        }
        restored += data.path("restored").asLong(0);
        removed += data.path("removed").asLong(0);
        if (!text(data, "changeId").isEmpty()) {
            changes.add(text(data, "changeId"));
        }
        data.path("skipped").forEach(record -> skipped.add(row(record)));
        return data;
    }

    /// Shows what came of all of them.
    public ExitCode end() {
        if (!place.json()) {
            output.table(new Table(COLUMNS, skipped));
        }
        output.say(
                String.format(
                        Locale.ROOT,
                        "%s: %,d restored, %,d removed%s.",
                        options.dryRun() ? "Would be taken back" : "Taken back",
                        restored,
                        removed,
                        skipped.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d stay as they are", skipped.size())),
                skipped.isEmpty() ? Style.GOOD : Style.DOUBTFUL);
        if (!changes.isEmpty()) {
            output.say("This is a change set itself: guildhall changes revert %s".formatted(changes.getLast()));
        }
        return skipped.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private static List<Cell> row(JsonNode record) {
        return List.of(
                Cell.of(text(record, "type")),
                Cell.of(text(record, "id")),
                Cell.of(text(record, "message")),
                Cell.of(text(record, "field")),
                Cell.of(text(record, "changedBy")));
    }
}
