package io.guildhall.cli.customer;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.customer.Surroundings.Children;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.Facts;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// All that is known of a person, for a terminal.
final class PersonPage {
    private final Output output;

    PersonPage(Output output) {
        this.output = output;
    }

    void show(JsonNode person, List<JsonNode> above, Children below) {
        Problems.sayWarnings(output, person);
        facts(person, above);
        section("Profiles", profiles(person));
        section("Children", children(below));
        if (below.total() > below.people().size()) {
            output.say(String.format(
                    Locale.ROOT,
                    "%,d more children; --children shows them.",
                    below.total() - below.people().size()));
        }
        section("Cards", cards(person));
        section("Points", points(person));
        section("Points that will lapse", lapsing(person));
        section("Groups", groups(person));
    }

    private void facts(JsonNode person, List<JsonNode> above) {
        JsonNode place = person.path("associationDetails");
        Facts facts = new Facts()
                .add("Name", People.name(person))
                .add("Id", text(person, "id"))
                .add("Loyalty", text(person.path("loyaltyInfo"), "loyaltyType"))
                .add("Status", text(person, "statusLabel"))
                .add("Registered by", text(person, "associatedWith"))
                .add("Hierarchy", text(place, "hierarchyCode"))
                .add("Role", text(place, "roleCode"))
                .add("Company", text(place.path("fleetCompany"), "externalId"))
                .add("Under", above.stream().map(PersonPage::named).collect(Collectors.joining(" < ")));
        person.path("extendedFields")
                .properties()
                .forEach(field -> facts.add(field.getKey(), field.getValue().asString("")));
        facts.print(output);
    }

    private static String named(JsonNode person) {
        String role = text(person.path("associationDetails"), "roleCode");
        return "%s (%s%d)".formatted(People.name(person), role.isEmpty() ? "" : role + ", ", People.id(person));
    }

    private void section(String title, Table table) {
        if (!table.rows().isEmpty()) {
            output.heading(title);
            output.table(table);
        }
    }

    private static Table profiles(JsonNode person) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode profile : person.path("profiles")) {
            String channels = profile.path("commChannels").values().stream()
                    .map(channel -> text(channel, "type") + ":" + text(channel, "value"))
                    .collect(Collectors.joining(", "));
            rows.add(List.of(
                    Cell.of(text(profile, "source")),
                    Cell.of(text(profile, "accountId")),
                    Cell.of((text(profile, "firstName") + " " + text(profile, "lastName")).strip()),
                    Cell.of(People.identifiers(profile)),
                    Cell.of(channels)));
        }
        return new Table(
                List.of(
                        Column.code("Source"),
                        Column.code("Account"),
                        Column.text("Name"),
                        Column.text("Identifiers"),
                        Column.text("Channels")),
                rows);
    }

    private static Table children(Children below) {
        return new Table(
                List.of(
                        Column.number("Id"),
                        Column.text("Name"),
                        Column.code("Role"),
                        Column.code("Since"),
                        Column.number("Children"),
                        Column.code("Default")),
                below.people().stream()
                        .map(child -> List.of(
                                Cell.of(People.id(child)),
                                Cell.of(People.name(child)),
                                Cell.of(text(child, "roleCode")),
                                Cell.of(text(child, "createdDate")),
                                Cell.of(text(child, "noOfChildren")),
                                Cell.of(child.path("defaultChild").asBoolean(false) ? "yes" : "")))
                        .toList());
    }

    private static Table cards(JsonNode person) {
        return new Table(
                List.of(
                        Column.code("Number"),
                        Column.code("Series"),
                        Column.code("Status"),
                        Column.text("External id")),
                person.path("cardDetails").values().stream()
                        .map(card -> List.of(
                                Cell.of(text(card, "cardNumber")),
                                Cell.of(text(card, "seriesCode")),
                                Cell.of(text(card, "statusLabel")),
                                Cell.of(text(card, "cardExternalId"))))
                        .toList());
    }

    private static Table points(JsonNode person) {
        return new Table(
                List.of(
                        Column.text("Programme"),
                        Column.code("Tier"),
                        Column.code("Next tier"),
                        Column.number("Points"),
                        Column.number("Ever"),
                        Column.number("Redeemed"),
                        Column.number("Lapsed")),
                person.path("loyaltyProgramDetails").values().stream()
                        .map(standing -> List.of(
                                Cell.of(text(standing, "title")),
                                Cell.of(text(standing, "currentSlab")),
                                Cell.of(text(standing, "nextSlab")),
                                Cell.of(text(standing, "loyaltyPoints"), Style.STRONG),
                                Cell.of(text(standing, "lifetimePoints")),
                                Cell.of(text(standing, "redeemed")),
                                Cell.of(text(standing, "expired"))))
                        .toList());
    }

    private static Table lapsing(JsonNode person) {
        return new Table(
                List.of(Column.number("Points"), Column.code("On"), Column.number("Programme")),
                person.path("expirySchedules").values().stream()
                        .map(points -> List.of(
                                Cell.of(text(points, "points")),
                                Cell.of(text(points, "expiryDate")),
                                Cell.of(text(points, "programId"))))
                        .toList());
    }

    private static Table groups(JsonNode person) {
        return new Table(
                List.of(Column.text("Group"), Column.text("Name"), Column.code("Status"), Column.code("Member as")),
                person.path("userGroups").values().stream()
                        .map(group -> List.of(
                                Cell.of(text(group, "externalId")),
                                Cell.of(text(group, "groupName")),
                                Cell.of(text(group, "groupStatus")),
                                Cell.of(group.path("primaryMember").asBoolean(false) ? "primary" : "member")))
                        .toList());
    }
}
