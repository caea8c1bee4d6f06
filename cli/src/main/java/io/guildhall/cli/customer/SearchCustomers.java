package io.guildhall.cli.customer;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "search",
        header = "find people by how a name, identifier or card number begins",
        description = "In all sources; names in any case. JSON has one person to a line.",
        footer = {"guildhall customer search tambl", "guildhall customer search 4477009003"})
final class SearchCustomers extends ServiceCommand {
    private static final int LARGEST_PAGE = 100;

    @Parameters(paramLabel = "TEXT", description = "The beginning, 3 to 100 characters.")
    private String text = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most, up to 100. Default: ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int limit = 50;

    SearchCustomers(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode found = place.read(
                "/v2/customers/search",
                Map.of("q", text, "limit", Integer.toString(Math.min(atLeastOne(limit, "--limit"), LARGEST_PAGE))));
        JsonNode people = found.path("data");
        if (place.json()) {
            people.forEach(place.output()::jsonLine);
        } else {
            place.output()
                    .table(new Table(
                            List.of(
                                    Column.number("Id"),
                                    Column.text("Name"),
                                    Column.text("Found by"),
                                    Column.text("Sources")),
                            people.values().stream().map(SearchCustomers::row).toList()));
        }
        long more = found.path("pagination").path("total").asLong(0) - people.size();
        if (more > 0) {
            place.output().say(String.format(Locale.ROOT, "%,d more; a longer text finds fewer.", more));
        } else if (people.isEmpty()) {
            place.output().say("Nobody is found.");
        }
        return ExitCode.DONE;
    }

    private static List<Cell> row(JsonNode person) {
        return List.of(
                Cell.of(text(person, "userId")),
                Cell.of(People.name(person)),
                Cell.of(person.path("matchedIdentifiers").values().stream()
                        .map(match -> text(match, "idType") + ":" + text(match, "idValue"))
                        .collect(Collectors.joining(", "))),
                Cell.of(person.path("profiles").values().stream()
                        .map(profile -> text(profile, "source"))
                        .distinct()
                        .collect(Collectors.joining(", "))));
    }
}
