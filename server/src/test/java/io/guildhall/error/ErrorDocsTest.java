package io.guildhall.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.contract.OpenApiContract;
import io.guildhall.contract.OpenApiContract.Operation;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `docs/errors.md` is made from the catalogue. To write it anew: `./mvnw test -pl server
/// -Dtest=ErrorDocsTest
/// -Dguildhall.docs.write=true`.
class ErrorDocsTest {
    private static final Path FILE = Path.of("../docs/errors.md");
    private static final Path EXPLANATIONS = Path.of("../docs/errors.properties");
    private static final Pattern CODE = Pattern.compile("`(\\d{3,5})`");
    /// What has nothing to do with the single call.
    private static final Set<Integer> ANYWHERE = Set.of(401, 403, 404, 405, 406, 429, 500, 503);

    private final OpenApiContract contract = OpenApiContract.shared();
    private final Map<Integer, Set<String>> where = new TreeMap<>();
    private final Properties explanations = explanations();

    private enum Family {
        REQUEST("Requests as a whole", 400, 599, 1060, 1061, 1686, 1686, 1688, 1688),
        HIERARCHY("Hierarchies and links", 1600, 1679),
        OWN("Codes of our own", 1680, 1699),
        COMPANY("Companies", 1700, 1799),
        CARD("Cards", 700, 799, 3000, 3099),
        CUSTOMER("People", 8000, 8999),
        OLDER("Older numbers for people", 0, 99_999);

        private final String title;
        private final int[] ranges;

        Family(String title, int... ranges) {
            this.title = title;
            this.ranges = ranges;
        }

        static Family of(ErrorCode code) {
            return Stream.of(values())
                    .filter(family -> family.holds(code.number()))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean holds(int number) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (number >= ranges[i] && number <= ranges[i + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void theFileIsWhatTheCatalogueSays() throws IOException {
        contract.operations().forEach(this::collect);
        String generated = generated();
        if (Boolean.getBoolean("guildhall.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, generated);
        }

        assertThat(FILE).hasContent(generated);
    }

    @Test
    void noTwoConstantsSayTheSame() {
        assertThat(ErrorCode.values())
                .extracting(code -> code.number() + " " + code.template())
                .doesNotHaveDuplicates();
    }

    private String generated() {
        StringBuilder text = new StringBuilder("""
                # Response codes

                Made from the catalogue, `io.guildhall.error.ErrorCode`, by `ErrorDocsTest`; do not edit. To write it anew:
                `./mvnw test -pl server -Dtest=ErrorDocsTest -Dguildhall.docs.write=true`.

                Key on the number, never on the text. **HTTP** is the status of a request that fails with this code as a
                whole; in bulk calls the code of an item never changes the status, which is 200. `{0}` stands for a value.
                **Where** names the operations of [api/openapi.yaml](../api/openapi.yaml) that mention the code.
                """);
        for (Family family : Family.values()) {
            text.append("\n## ").append(family.title).append("\n\n");
            text.append("| Code | Level | HTTP | Message | Explanation | Where |\n|---|---|---|---|---|---|\n");
            EnumSet.allOf(ErrorCode.class).stream()
                    .filter(code -> Family.of(code) == family)
                    .sorted(Comparator.comparingInt(ErrorCode::number).thenComparingInt(ErrorCode::httpStatus))
                    .forEach(code -> text.append(row(code)));
        }
        return text.toString();
    }

    private static Properties explanations() {
        Properties read = new Properties();
        try (Reader file = Files.newBufferedReader(EXPLANATIONS)) {
            read.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return read;
    }

    @Test
    void everyExplanationIsOfACode() {
        Set<String> names =
                EnumSet.allOf(ErrorCode.class).stream().map(Enum::name).collect(Collectors.toSet());

        assertThat(names).containsAll(explanations.stringPropertyNames());
    }

    private String row(ErrorCode code) {
        return "| %d | %s | %d | %s | %s | %s |\n"
                .formatted(
                        code.number(),
                        code.usualLevel().name().toLowerCase(java.util.Locale.ROOT),
                        code.httpStatus(),
                        code.template(),
                        explanations.getProperty(code.name(), ""),
                        places(code))
                .replace("|  |", "| |");
    }

    private String places(ErrorCode code) {
        Set<String> ids = where.getOrDefault(code.number(), Set.of());
        if (ANYWHERE.contains(code.number())) {
            return "any call";
        }
        return ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    }

    /// The codes that an operation mentions, with everything it refers to. Aliases are the same call.
    private void collect(Operation operation) {
        if (operation.id().endsWith("-alias") || operation.id().endsWith("-of-customers")) {
            return;
        }
        Set<String> texts = new LinkedHashSet<>();
        collect(contract.document().at(operation.pointer()), texts, new HashSet<>());
        for (String text : texts) {
            CODE.matcher(text)
                    .results()
                    .forEach(match -> where.computeIfAbsent(Integer.valueOf(match.group(1)), _ -> new LinkedHashSet<>())
                            .add(operation.id()));
        }
    }

    private void collect(JsonNode node, Set<String> texts, Set<String> visited) {
        node.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (member.getKey().equals("description") && value.isString()) {
                texts.add(value.asString());
            } else if (member.getKey().equals("$ref") && value.isString() && visited.add(value.asString())) {
                collect(contract.document().at(value.asString().substring(1)), texts, visited);
            }
            collect(value, texts, visited);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, texts, visited));
        }
    }
}
