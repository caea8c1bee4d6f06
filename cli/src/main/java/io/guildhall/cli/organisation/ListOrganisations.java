package io.guildhall.cli.organisation;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        header = "list the organisations of the service",
        description = "Shows code, name and number of people of each organisation, for the operator.",
        footer = {"guildhall org list", "guildhall org list --output json"})
final class ListOrganisations extends ServiceCommand {
    ListOrganisations(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode data = place.send(Call.get("/admin/v1/orgs").as(Call.Who.OPERATOR))
                .orRefuse()
                .json()
                .path("data");
        if (place.json()) {
            place.output().json(data);
            return ExitCode.DONE;
        }
        List<List<Cell>> rows = data.values().stream()
                .map(organisation -> List.of(
                        Cell.of(People.text(organisation, "code")),
                        Cell.of(People.text(organisation, "name")),
                        Cell.of(organisation.path("active").asBoolean(true) ? "active" : "switched off"),
                        Cell.of(organisation.path("customers").asLong(0))))
                .toList();
        place.output()
                .table(new Table(
                        List.of(
                                Column.code("Code"),
                                Column.text("Name"),
                                Column.code("State"),
                                Column.number("People")),
                        rows));
        if (rows.isEmpty()) {
            place.output().say("There is no organisation yet; guildhall org apply FILE makes one.");
        }
        return ExitCode.DONE;
    }
}
