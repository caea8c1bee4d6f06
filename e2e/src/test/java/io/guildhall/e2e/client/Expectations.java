package io.guildhall.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Holds what a client saw against what the demo expects. Both have the shape of `expect` in the demo's cases.
final class Expectations {
    private Expectations() {}

    /// @param seen `{cases: {name: {status, headers, people, problems}}, driver: {…}}`
    static void check(JsonNode seen) {
        for (String name : Demo.cases()) {
            checkCase(name, Demo.expectation(name), seen.path("cases").path(name));
        }
        driver(seen);
    }

    private static void checkCase(String name, JsonNode expected, JsonNode seen) {
        assertThat(seen.path("status").intValue())
                .as("status of %s", name)
                .isEqualTo(expected.path("status").intValue());
        expected.path("headers")
                .forEachEntry((header, value) -> assertThat(seen.path("headers")
                                .path(header.toLowerCase(Locale.ROOT))
                                .asString(""))
                        .as("%s of %s", header, name)
                        .isEqualTo(value.stringValue()));
        assertThat(people(seen)).as("people of %s", name).isEqualTo(people(expected));
        assertThat(problems(seen)).as("problems of %s", name).isEqualTo(problems(expected));
        boolean dryRun = Demo.request(name).path("query").has("dryRun");
        for (JsonNode person : seen.path("people")) {
            boolean registered =
                    !dryRun && !person.path("outcome").stringValue().equals("REFUSED");
            assertThat(person.path("id").isNumber()).as("%s has an id", person).isEqualTo(registered);
        }
    }

    private static List<String> people(JsonNode node) {
        List<String> people = new ArrayList<>();
        for (JsonNode person : node.path("people")) {
            people.add("%s, %s, role %s, company %s%s, parent %s, holds %s, %s"
                    .formatted(
                            person.path("person").asString(""),
                            person.path("outcome").asString(""),
                            person.path("role").asString(""),
                            person.path("company").asString(""),
                            person.path("createsCompany").asBoolean(false) ? " (new)" : "",
                            person.path("parent").asString(""),
                            person.path("holds").values(),
                            problems(person)));
        }
        return people;
    }

    /// In any order: only the one of people is promised.
    private static TreeSet<String> problems(JsonNode node) {
        TreeSet<String> problems = new TreeSet<>();
        for (JsonNode problem : node.path("problems")) {
            problems.add("%s %d %s"
                    .formatted(
                            problem.path("isError").booleanValue() ? "error" : "warning",
                            problem.path("code").intValue(),
                            problem.path("field").asString("")));
        }
        return problems;
    }

    /// The driver registered by `child-to-parent` and moved by `move`.
    private static void driver(JsonNode seen) {
        JsonNode driver = seen.path("driver");
        assertThat(driver.path("id").longValue())
                .isEqualTo(id(seen, Demo.MOVE, 0))
                .isPositive();
        assertThat(driver.path("lastName").asString("")).isEqualTo("Tamblyn-Reyes");
        assertThat(driver.path("language").asString("")).isEqualTo("English");
        assertThat(driver.path("registeredBy").asString("")).isEqualTo("brk.desk1");
        assertThat(driver.path("at").asString("")).startsWith("20");
        assertThat(driver.path("records").toString()).isEqualTo("[\"association UPDATE\",\"customer UPDATE\"]");
        JsonNode spells = driver.path("spells");
        assertThat(spells.size()).isEqualTo(2);
        assertThat(spells.path(0).path("open").booleanValue()).isTrue();
        assertThat(spells.path(0).path("ofMove").booleanValue()).isTrue();
        assertThat(spells.path(0).path("parent").longValue()).isEqualTo(id(seen, "parent-to-children", 0));
        assertThat(spells.path(0).path("company").asString("")).isEqualTo("BRACKWATER-HQ");
        assertThat(spells.path(1).path("open").booleanValue()).isFalse();
        assertThat(spells.path(1).path("ofMove").booleanValue()).isFalse();
    }

    private static long id(JsonNode seen, String name, int person) {
        return seen.path("cases")
                .path(name)
                .path("people")
                .path(person)
                .path("id")
                .longValue();
    }
}
