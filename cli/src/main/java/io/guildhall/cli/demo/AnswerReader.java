package io.guildhall.cli.demo;

import io.guildhall.cli.demo.Answer.Named;
import io.guildhall.cli.demo.Answer.Problem;
import io.guildhall.cli.demo.Answer.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the answers of `/v2/customers/bulk`: of POST (people in wrappers, children beside them), of PUT (people flat),
/// of GET (a listing), of a person's details, and of a request that was refused as a whole.
final class AnswerReader {
    private final List<Row> rows = new ArrayList<>();

    private AnswerReader() {}

    static Answer read(JsonNode body) {
        AnswerReader reader = new AnswerReader();
        if (body.isArray()) {
            for (int index = 0; index < body.size(); index++) {
                reader.item(Integer.toString(index), body.path(index));
            }
            return new Answer(reader.rows, List.of());
        }
        if (body.has("profiles")) {
            reader.found("0", body);
        }
        int index = 0;
        for (JsonNode person : body.path("entity").path("customers")) {
            reader.found(Integer.toString(index++), person);
        }
        return new Answer(reader.rows, problems(body, body));
    }

    private void item(String index, JsonNode item) {
        boolean wrapped = item.has("entity");
        JsonNode person = wrapped ? item.path("entity") : item;
        JsonNode place = person.path("associationDetails");
        Outcome otherwise = wrapped ? Outcome.UNCHANGED : Outcome.UPDATED;
        Row row = row(index, person, place.path("parentCustomer"), item, otherwise);
        rows.add(row);
        int child = 0;
        for (JsonNode childEntity : item.path("childEntities")) {
            Row below = row(index + "." + child++, childEntity, place.path("none"), childEntity, otherwise);
            rows.add(below.outcome() == Outcome.REFUSED ? below : under(below, new Named(row.person(), row.id())));
        }
    }

    private static Row row(String index, JsonNode person, JsonNode parent, JsonNode errors, Outcome otherwise) {
        List<Problem> problems = problems(errors, person);
        JsonNode place = person.path("associationDetails");
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Row(index, name(person), null, null, null, false, null, List.of(), Outcome.REFUSED, problems);
        }
        Outcome outcome = place.isMissingNode()
                ? otherwise == Outcome.UNCHANGED ? Outcome.REGISTERED : otherwise
                : place.path("new").asBoolean(false) ? Outcome.LINKED : otherwise;
        return new Row(
                index,
                name(person),
                id(person.path("id")),
                text(place.path("roleCode")),
                text(place.path("fleetCompany").path("externalId")),
                place.path("fleetCompany").path("created").asBoolean(false),
                named(parent),
                holds(person),
                outcome,
                problems);
    }

    private static Row under(Row row, Named parent) {
        return new Row(
                row.item(),
                row.person(),
                row.id(),
                row.role(),
                row.company(),
                row.createsCompany(),
                parent,
                row.holds(),
                row.outcome(),
                row.problems());
    }

    private void found(String index, JsonNode person) {
        rows.add(new Row(
                index,
                name(person),
                id(person.path("profiles").path(0).path("userId")),
                text(person.path("roleCode")),
                null,
                false,
                named(person.path("parentCustomer")),
                holds(person),
                Outcome.FOUND,
                List.of()));
    }

    /// Such as `FUELPLUS FP00000000001` and `Norland Miles: Gold, 50 points`.
    private static List<String> holds(JsonNode person) {
        List<String> holds = new ArrayList<>();
        for (JsonNode identifier : person.path("profiles").path(0).path("identifiers")) {
            if (identifier.path("type").asString("").equals("cardnumber")) {
                holds.add("%s %s"
                        .formatted(
                                identifier.path("seriesCode").asString(""),
                                identifier.path("value").asString("")));
            }
        }
        for (JsonNode program : person.path("loyaltyProgramDetails")) {
            holds.add("%s: %s, %d points"
                    .formatted(
                            program.path("title").asString(""),
                            program.path("currentSlab").asString("no tier"),
                            program.path("loyaltyPoints").asLong(0)));
        }
        return holds;
    }

    private static @Nullable Named named(JsonNode person) {
        return person.isMissingNode()
                ? null
                : new Named(name(person), id(person.path("profiles").path(0).path("userId")));
    }

    private static String name(JsonNode person) {
        JsonNode profile = person.path("profiles").path(0);
        String name = profile.path("firstName").asString("") + " "
                + profile.path("lastName").asString("");
        return name.isBlank()
                ? profile.path("identifiers").path(0).path("value").asString("?")
                : name.strip();
    }

    private static List<Problem> problems(JsonNode errors, JsonNode warnings) {
        List<Problem> problems = new ArrayList<>();
        errors.path("errors").forEach(error -> problems.add(problem(true, error)));
        warnings.path("warnings").forEach(warning -> problems.add(problem(false, warning)));
        return problems;
    }

    private static Problem problem(boolean isError, JsonNode problem) {
        return new Problem(
                isError,
                problem.path("code").asInt(0),
                problem.path("message").asString(""),
                text(problem.path("field")));
    }

    private static @Nullable Long id(JsonNode value) {
        return value.isNumber() ? value.longValue() : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.stringValue() : null;
    }
}
