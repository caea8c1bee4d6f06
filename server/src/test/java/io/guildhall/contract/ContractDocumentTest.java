package io.guildhall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The document by itself.
class ContractDocumentTest {
    private static final Pattern CODE = Pattern.compile("`(\\d{3,5})`");

    private final OpenApiContract contract = OpenApiContract.shared();
    private final List<String> places = new ArrayList<>();

    ContractDocumentTest() {
        collect(contract.document(), "");
    }

    /// The pointers of all objects in the document.
    private void collect(JsonNode node, String at) {
        if (node.isObject()) {
            places.add(at);
            node.properties()
                    .forEach(member -> collect(member.getValue(), at + "/" + OpenApiContract.escaped(member.getKey())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at + "/" + i);
        }
    }

    private Stream<String> placesWith(String member) {
        return places.stream().filter(at -> contract.document().at(at).has(member));
    }

    @Test
    void operationsHaveIdsOfTheirOwn() {
        assertThat(contract.operations())
                .extracting(OpenApiContract.Operation::id)
                .doesNotHaveDuplicates()
                .contains("associate-customer", "update-association-details")
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void referencesLeadSomewhere() {
        assertThat(placesWith("$ref")
                        .map(at -> contract.document().at(at).path("$ref"))
                        .filter(JsonNode::isString)
                        .map(reference -> reference.asString().substring(1))
                        .filter(to -> contract.document().at(to).isMissingNode()))
                .isEmpty();
    }

    /// A new call is held to rates and to the time of its body like all others.
    @Test
    void whatEveryCallMayAnswerStandsWithEveryCall() {
        assertThat(contract.operations())
                .filteredOn(operation -> operation.path().startsWith("/v2/"))
                .allMatch(operation -> answers(operation, "429"), "has 429");
        assertThat(contract.operations())
                .filteredOn(operation -> answers(operation, "413"))
                .allMatch(operation -> answers(operation, "408"), "has 408");
    }

    private boolean answers(OpenApiContract.Operation operation, String status) {
        return contract.document().at(operation.pointer() + "/responses").has(status);
    }

    @Test
    void nothingSharedIsUnused() {
        String text = contract.document().toString();

        assertThat(places.stream()
                        .filter(at -> at.matches("/components/(?!securitySchemes|examples)\\w+/\\w+"))
                        .filter(at -> !text.contains("\"#" + at + "\"")))
                .containsExactly("/components/responses/MethodNotAllowed");
    }

    @Test
    void examplesAreWhatTheirSchemasSay() {
        List<String> faults = new ArrayList<>();
        placesWith("schema").filter(at -> !at.contains("/schemas/")).forEach(at -> {
            JsonNode holder = contract.document().at(at);
            if (holder.has("example")) {
                check(at, holder.path("example"), faults);
            }
            holder.path("examples").properties().forEach(example -> {
                String value = contract.resolved(at + "/examples/" + OpenApiContract.escaped(example.getKey()));
                check(at, contract.document().at(value + "/value"), faults);
            });
        });

        assertThat(faults).isEmpty();
    }

    private void check(String at, JsonNode example, List<String> faults) {
        contract.faults(at + "/schema", example.toString()).forEach(fault -> faults.add(at + ": " + fault));
    }

    @Test
    void onlyInventedPeopleOccur() {
        String text = contract.document().path("components").path("examples").toString();

        assertThat(matches(Pattern.compile("\"(447\\d+)\""), text))
                .allMatch(mobile -> mobile.matches("447700900\\d{3}"));
        assertThat(matches(Pattern.compile("@([\\w.-]+)"), text)).allMatch(domain -> domain.endsWith(".example"));
    }

    @Test
    void codesAreThoseOfTheCatalogue() {
        Set<String> known = Stream.of(ErrorCode.values())
                .map(code -> Integer.toString(code.number()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(matches(CODE, contract.document().toString())).containsExactlyElementsOf(known);
        assertThat(placesWith("status")
                        .map(at -> contract.document().at(at))
                        .filter(object -> object.path("status").isBoolean())
                        .map(object -> object.path("code").asString()))
                .isSubsetOf(known);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
