package io.guildhall.org.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.guildhall.org.domain.document.DocumentPlan;
import io.guildhall.org.domain.document.DocumentReader;
import io.guildhall.org.domain.document.DocumentShape;
import io.guildhall.org.domain.document.Member;
import io.guildhall.org.domain.document.Part;
import io.guildhall.org.domain.document.Shape;
import io.guildhall.org.json.DocumentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The served schema and the reader say the same.
class OrganisationSchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Shape.Members SHAPE = DocumentShape.of(Set.of("GB"));
    private static final Set<String> ELSEWHERE = Set.of("hierarchies");

    private final JsonNode schema = JSON.readTree(resource("/schema/org.json"));
    private final Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("/schema/org.json"), InputFormat.JSON);

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "minimal", "welcome"})
    void bothTakeTheExamplesAndWhatIsStoredOfThem(String example) {
        ObjectNode document = (ObjectNode) JSON.readTree(resource("/org/" + example + ".json"));

        DocumentReader.Read read = DocumentReader.read(SHAPE, DocumentJson.plain(document), ELSEWHERE);
        DocumentPlan plan = DocumentPlan.of(SHAPE, null, read.document(), false);

        assertThat(read.problems()).isEmpty();
        assertThat(plan.problems()).isEmpty();
        assertThat(validator.validate(document.toString(), InputFormat.JSON)).isEmpty();
        String stored = DocumentJson.json(plan.merged()).toString();
        assertThat(validator.validate(stored, InputFormat.JSON)).isEmpty();
        assertThat(stored).doesNotContain("0123456789abcdef");
    }

    @Test
    void bothRefuseATypo() {
        assertThat(validator.validate("{\"code\": \"norland\", \"nmae\": \"x\"}", InputFormat.JSON))
                .hasSize(1);
    }

    @Test
    void haveTheSameMembersLimitsAndDefaults() {
        compare(SHAPE, schema, "");
    }

    private void compare(Shape shape, JsonNode described, String at) {
        JsonNode node = resolved(described);
        switch (shape) {
            case Shape.Members members -> compareMembers(members, node, at);
            case Shape.Keyed keyed -> {
                Set<String> required = node.path("items")
                        .path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
                boolean assigned = keyed.key().equals(List.of("id")) && at.equals("/programs");
                assertThat(required).as(at).isEqualTo(assigned ? Set.of() : Set.copyOf(keyed.key()));
                compare(keyed.each(), node.path("items"), at + "/*");
            }
            case Shape.Objects objects -> compare(objects.each(), node.path("items"), at + "/*");
            case Shape.Texts texts -> compare(texts.each(), node.path("items"), at + "/*");
            case Shape.Whole whole -> {
                assertThat(node.path("type").asString()).as(at).isEqualTo("integer");
                assertThat(node.path("minimum").asLong(-1)).as(at).isEqualTo(whole.least());
                assertThat(node.path("maximum").asLong(-1)).as(at).isEqualTo(whole.most());
            }
            case Shape.Flag _ -> assertThat(node.path("type").asString()).as(at).isEqualTo("boolean");
            case Shape.Text text -> {
                assertThat(node.has("enum") || node.path("type").asString().equals("string"))
                        .as(at)
                        .isTrue();
                node.path("enum")
                        .forEach(value -> assertThat(text.allowed().test(value.asString()))
                                .as(at + " " + value)
                                .isTrue());
                if (text.expected().startsWith("one of ")) {
                    assertThat("one of "
                                    + node.path("enum")
                                            .valueStream()
                                            .map(JsonNode::asString)
                                            .collect(Collectors.joining(", ")))
                            .as(at)
                            .isEqualTo(text.expected());
                }
            }
        }
    }

    private void compareMembers(Shape.Members members, JsonNode node, String at) {
        Set<String> known = members.members().stream().map(Member::name).collect(Collectors.toCollection(HashSet::new));
        if (at.isEmpty()) {
            known.addAll(ELSEWHERE);
        }
        assertThat(node.path("properties").propertyNames()).as(at).containsExactlyInAnyOrderElementsOf(known);
        assertThat(node.path("additionalProperties").asBoolean(true)).as(at).isFalse();
        for (Member member : members.members()) {
            JsonNode described = node.path("properties").path(member.name());
            String place = at + "/" + member.name();
            compare(member.shape(), described, place);
            boolean hasDefault = resolved(described).has("default");
            if (hasDefault) {
                Object value = Objects.requireNonNull(member.byDefault(), place).apply(Part.EMPTY);
                assertThat(resolved(described).path("default").asString())
                        .as(place)
                        .isEqualTo(value.toString());
            }
            boolean scalar = member.shape() instanceof Shape.Text
                    || member.shape() instanceof Shape.Flag
                    || member.shape() instanceof Shape.Whole;
            boolean sameAsAnother = member.name().equals("name");
            assertThat(hasDefault).as(place).isEqualTo(scalar && member.byDefault() != null && !sameAsAnother);
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : schema.at(reference.substring(1));
    }

    private static String resource(String path) {
        try (var in = Objects.requireNonNull(OrganisationSchemaTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
