package io.guildhall.cli.hierarchy;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.Facts;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        header = "show a hierarchy with its roles",
        description =
                "Shows the rules of a hierarchy, and of each role the one below it, how many may stand there, and its"
                        + " permissions.",
        footer = {"guildhall hierarchy show FLEET", "guildhall hierarchy show id:4"})
final class ShowHierarchy extends ServiceCommand {
    private static final String ID = "id:";

    @Parameters(paramLabel = "CODE", description = "Code of the hierarchy, or id:NUMBER.")
    private String code = "";

    ShowHierarchy(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        Map<String, String> query =
                code.startsWith(ID) ? Map.of("id", code.substring(ID.length())) : Map.of("code", code);
        JsonNode hierarchy = place.read("/v2/fleetHierarchy", query);
        if (place.json()) {
            place.output().json(hierarchy);
            return ExitCode.DONE;
        }
        new Facts()
                .add("Code", People.text(hierarchy, "code"))
                .add("Name", People.text(hierarchy, "name"))
                .add("Description", People.text(hierarchy, "description"))
                .add("Id", People.text(hierarchy, "id"))
                .add("Created", People.text(hierarchy, "createdOn"))
                .add("Default", yes(hierarchy, "default"))
                .add("Strict creation", yes(hierarchy, "hierarchyCreationStrict"))
                .add("Roles may be skipped", yes(hierarchy, "skipRoleAllowed"))
                .add("Groups by itself", yes(hierarchy, "autoGroupCreationEnabled"))
                .print(place.output());
        place.output()
                .table(new Table(
                        List.of(
                                Column.code("Role"),
                                Column.code("Below it"),
                                Column.number("At most"),
                                Column.text("Permissions"),
                                Column.text("Points")),
                        hierarchy.path("roles").values().stream()
                                .map(ShowHierarchy::row)
                                .toList()));
        return ExitCode.DONE;
    }

    private static List<Cell> row(JsonNode role) {
        return List.of(
                Cell.of(People.text(role, "code")),
                Cell.of(People.text(role, "childRoleCode")),
                Cell.of(People.text(role, "maxChild")),
                Cell.of(role.path("permissions").values().stream()
                        .filter(permission -> permission.path("permissionValue").asBoolean(false))
                        .map(permission -> People.text(permission, "permissionCode"))
                        .collect(Collectors.joining(", "))),
                Cell.of(role.path("pointsAggregationRole").asBoolean(false) ? "gathered here" : ""));
    }

    private static String yes(JsonNode hierarchy, String member) {
        return hierarchy.path(member).asBoolean(false) ? "yes" : "no";
    }
}
