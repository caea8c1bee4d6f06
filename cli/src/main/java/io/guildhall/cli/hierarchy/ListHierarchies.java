package io.guildhall.cli.hierarchy;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        header = "list the hierarchies",
        description = "Shows each hierarchy with its roles from top to bottom, inactive ones included.",
        footer = "guildhall hierarchy list")
final class ListHierarchies extends ServiceCommand {
    ListHierarchies(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode hierarchies = place.read("/v2/fleetHierarchy/all", Map.of()).path("entity");
        if (place.json()) {
            place.output().json(hierarchies);
            return ExitCode.DONE;
        }
        place.output()
                .table(new Table(
                        List.of(
                                Column.number("Id"),
                                Column.code("Code"),
                                Column.text("Name"),
                                Column.code("State"),
                                Column.text("Roles")),
                        hierarchies.values().stream().map(ListHierarchies::row).toList()));
        return ExitCode.DONE;
    }

    private static List<Cell> row(JsonNode hierarchy) {
        boolean active = hierarchy.path("active").asBoolean(true);
        String state = (active ? "active" : "switched off")
                + (hierarchy.path("default").asBoolean(false) ? ", default" : "");
        return List.of(
                Cell.of(People.text(hierarchy, "id")),
                Cell.of(People.text(hierarchy, "code")),
                Cell.of(People.text(hierarchy, "name")),
                Cell.of(state, active ? Style.PLAIN : Style.FAINT),
                Cell.of(hierarchy.path("roles").values().stream()
                        .map(role -> People.text(role, "code"))
                        .collect(Collectors.joining(" > "))));
    }
}
