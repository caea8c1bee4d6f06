package io.guildhall.cli.customer;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.customer.Surroundings.Children;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "show",
        header = "show a person with those above and below, cards and points",
        description =
                "Shows profiles, place, the chain of parents to the top, children, cards, tiers and points, groups and"
                        + " status. Somebody who was merged into another person is shown as that one.",
        footer = {
            "guildhall customer show 50021",
            "guildhall customer show mobile:447700900311",
            "guildhall customer show cardnumber:FP00000000001 --output json",
            "guildhall customer show externalId:ARD-DRV-311 --as-of 2031-03-04T09:15:27Z"
        })
final class ShowCustomer extends ServiceCommand {
    @Parameters(
            paramLabel = "PERSON",
            description = "The id, or type:value with a type of identifier: mobile, email, externalId, cardnumber, …")
    private String person = "";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Where to look for the person. Default: the profile's, else ALL.")
    private @Nullable String source;

    @Option(names = "--account", paramLabel = "ID", description = "The account, where the source has several.")
    private @Nullable String account;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Links as they were then.")
    private @Nullable String asOf;

    @Option(
            names = "--children",
            paramLabel = "N",
            description = "How many children to list at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int mostChildren = 50;

    ShowCustomer(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        Reference reference = Reference.parse(person);
        Surroundings surroundings = new Surroundings(place, source == null ? place.source() : source, account, asOf);
        JsonNode details = surroundings.person(reference);
        List<JsonNode> above = surroundings.above(details);
        Children below = surroundings.below(details, atLeastOne(mostChildren, "--children"));
        if (place.json()) {
            place.output().json(asJson(details, above, below));
        } else {
            new PersonPage(place.output()).show(details, above, below);
        }
        return ExitCode.DONE;
    }

    private static JsonNode asJson(JsonNode details, List<JsonNode> above, Children below) {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("customer", details);
        all.putArray("parents").addAll(above);
        all.putObject("children")
                .put("total", below.total())
                .putArray("customers")
                .addAll(below.people());
        return all;
    }
}
