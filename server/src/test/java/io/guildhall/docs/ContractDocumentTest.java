package io.guildhall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.Contract.Content;
import io.guildhall.docs.Contract.Login;
import io.guildhall.docs.Contract.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract as it is read for the console's pages.
class ContractDocumentTest {
    private final Contract contract = new ContractDocument().contract();

    private Call call(String id) {
        return contract.call(id).orElseThrow();
    }

    private static Parameter parameter(Call call, String name) {
        return call.parameters().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyCallOfTheDocumentStandsInATag() throws Exception {
        long written = Files.readAllLines(Path.of("../api/openapi.yaml")).stream()
                .filter(line -> line.startsWith("      operationId:"))
                .count();

        assertThat(contract.calls().map(Call::id).distinct()).hasSize((int) written);
        assertThat(contract.calls())
                .allMatch(call -> !call.summary().isEmpty() && !call.answers().isEmpty());
    }

    @Test
    void everyReferenceLeadsToASchema() {
        List<Shape> seen = new ArrayList<>();
        contract.schemas().values().forEach(shape -> collect(shape, seen));
        contract.calls().forEach(call -> contents(call).forEach(content -> collect(content.shape(), seen)));

        assertThat(seen)
                .hasSizeGreaterThan(500)
                .allMatch(
                        shape -> shape.reference() == null || contract.schemas().containsKey(shape.reference()));
    }

    private static Stream<Content> contents(Call call) {
        Stream<Content> body = call.body() == null ? Stream.of() : call.body().contents().stream();
        return Stream.concat(body, call.answers().stream().flatMap(answer -> answer.contents().stream()));
    }

    private static void collect(Shape shape, List<Shape> seen) {
        if (shape != null) {
            seen.add(shape);
            shape.members().forEach(member -> collect(member.shape(), seen));
            shape.variants().forEach(variant -> collect(variant, seen));
        }
    }

    @Test
    void readsWhatACallTakes() {
        Call call = call("associate-customer");

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/v2/customers/bulk");
        assertThat(call.login()).isEqualTo(Login.TILL);
        assertThat(parameter(call, "atomicity").choices()).containsExactly("item", "tree", "batch");
        assertThat(parameter(call, "dryRun").choices()).containsExactly("true", "false");
        assertThat(parameter(call, "Idempotency-Key").place()).isEqualTo("header");
        assertThat(call.body().contents().getFirst().examples())
                .hasSizeGreaterThan(2)
                .allMatch(example -> example.text().startsWith("[\n  {\n    \"profiles\": ["));
    }

    @Test
    void knowsWhoseCallItIs() {
        assertThat(call("list-organisations").login()).isEqualTo(Login.OPERATOR);
        assertThat(call("generate-token").login()).isEqualTo(Login.NONE);
    }

    @Test
    void putsParametersOfAnAddressBeforeThoseOfTheCall() {
        assertThat(call("read-import").parameters()).extracting(Parameter::name).contains("id");
    }

    @Test
    void takesFilesForWhatTheyAre() {
        Map<Boolean, List<Content>> kinds = call("create-import").body().contents().stream()
                .collect(java.util.stream.Collectors.partitioningBy(Content::binary));

        assertThat(kinds.get(true))
                .extracting(Content::type)
                .singleElement()
                .asString()
                .contains("spreadsheet");
        assertThat(kinds.get(false)).hasSize(2);
    }

    @Test
    void tellsLimitsInWords() {
        Shape draft = contract.schema("PersonDraft").orElseThrow();
        Shape profiles = draft.members().stream()
                .filter(member -> member.name().equals("profiles"))
                .findFirst()
                .orElseThrow()
                .shape();

        assertThat(profiles.type()).isEqualTo("array of object");
        assertThat(profiles.reference()).isEqualTo("ProfileDraft");
        assertThat(profiles.notes()).containsExactly("1 to 20 items");
    }
}
