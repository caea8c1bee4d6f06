package io.guildhall.cli.change;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.Facts;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        header = "show what a call changed",
        description = "Who made the call and when, and of each record what it was and became. JSON has both in full.",
        footer = "guildhall changes show 0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11")
final class ShowChange extends ServiceCommand {
    @Parameters(paramLabel = "CHANGE", description = "Id of the change set.")
    private String id = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many records the table shows at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private int limit = 200;

    ShowChange(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode change = place.read("/v2/changes/" + Call.segment(id), Map.of());
        if (place.json()) {
            place.output().json(change);
            return ExitCode.DONE;
        }
        JsonNode by = change.path("by");
        String client = text(by, "client");
        new Facts()
                .add("Change set", text(change, "id"))
                .add("At", text(change, "at"))
                .add("By", text(by, "till") + (client.isEmpty() ? "" : ", client " + client))
                .add("Call", text(change.path("call"), "method") + " " + text(change.path("call"), "path"))
                .add(
                        "Records",
                        String.format(Locale.ROOT, "%,d", change.path("records").size()))
                .print(place.output());
        List<List<Cell>> rows = change.path("records").values().stream()
                .limit(atLeastOne(limit, "--limit"))
                .map(ShowChange::row)
                .toList();
        place.output()
                .table(new Table(
                        List.of(
                                Column.code("Record"),
                                Column.number("Id"),
                                Column.code("Action"),
                                Column.text("What changed")),
                        rows));
        int more = change.path("records").size() - rows.size();
        if (more > 0) {
            place.output().say(String.format(Locale.ROOT, "%,d more records; --limit shows them.", more));
        }
        return ExitCode.DONE;
    }

    private static List<Cell> row(JsonNode row) {
        String action = text(row, "action");
        return List.of(
                Cell.of(text(row, "type")),
                Cell.of(text(row, "id")),
                Cell.of(action.toLowerCase(Locale.ROOT), style(action)),
                Cell.of(Difference.of(row.path("before"), row.path("after"))));
    }

    private static Style style(String action) {
        return switch (action) {
            case "CREATE" -> Style.GOOD;
            case "END" -> Style.BAD;
            default -> Style.DOUBTFUL;
        };
    }
}
