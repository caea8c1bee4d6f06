package io.guildhall.cli.company;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.company.Companies.Found;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        header = "list companies",
        description = "The oldest first. JSON has one company to a line.",
        footer = {"guildhall company list", "guildhall company list --inactive --limit 10000 --output json"})
final class ListCompanies extends ServiceCommand {
    @Option(names = "--inactive", description = "Those that are switched off, in place of the others.")
    private boolean inactive;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private int limit = 200;

    ListCompanies(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        Found found = Companies.list(place, inactive, atLeastOne(limit, "--limit"));
        if (place.json()) {
            found.companies().forEach(place.output()::jsonLine);
        } else {
            place.output()
                    .table(new Table(
                            List.of(
                                    Column.number("Id"),
                                    Column.text("Key"),
                                    Column.text("Name"),
                                    Column.code("Hierarchy"),
                                    Column.text("Part of")),
                            found.companies().stream().map(ListCompanies::row).toList()));
        }
        long more = found.total() - found.companies().size();
        if (more > 0) {
            place.output().say(String.format(Locale.ROOT, "%,d more; --limit shows them.", more));
        } else if (found.companies().isEmpty()) {
            place.output().say("There are none.");
        }
        return ExitCode.DONE;
    }

    private static List<Cell> row(JsonNode company) {
        return List.of(
                Cell.of(People.text(company, "companyId")),
                Cell.of(People.text(company, "externalId")),
                Cell.of(People.text(company, "name")),
                Cell.of(People.text(company, "hierarchyDefinitionCode")),
                Cell.of(People.text(company.path("parentCompany"), "externalId")));
    }
}
