package io.guildhall.org.domain.document;

import io.guildhall.error.Problem;
import io.guildhall.org.json.DocumentJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Documents for tests, written as JSON.
final class Documents {
    static final String HEAD = """
            "code": "norland", "name": "Norland", "baseCountry": "GB", "timeZone": "Europe/London",
            "currency": "GBP", "language": "en"
            """;
    static final String TILL = """
            {"code": "desk1", "name": "Desk 1", "secret": "a secret of some length"}
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private Documents() {}

    static Shape.Members shape() {
        return DocumentShape.of(Set.of("GB", "DE"));
    }

    /// A usable document with further members.
    static String with(String members) {
        return "{" + HEAD + (members.isBlank() ? "" : ", " + members) + "}";
    }

    static Map<String, @Nullable Object> plain(String json) {
        return DocumentJson.plain((ObjectNode) JSON.readTree(json));
    }

    static DocumentReader.Read read(String json) {
        return DocumentReader.read(shape(), plain(json), Set.of("hierarchies"));
    }

    static Part sent(String json) {
        DocumentReader.Read read = read(json);
        if (!read.problems().isEmpty()) {
            throw new AssertionError(read.problems());
        }
        return read.document();
    }

    static DocumentPlan create(String json) {
        return DocumentPlan.of(shape(), null, sent(json), false);
    }

    static DocumentPlan apply(DocumentPlan stored, String json) {
        return DocumentPlan.of(shape(), stored.merged(), sent(json), false);
    }

    static DocumentPlan prune(DocumentPlan stored, String json) {
        return DocumentPlan.of(shape(), stored.merged(), sent(json), true);
    }

    static List<String> fields(List<Problem> problems) {
        return problems.stream().map(Problem::field).toList();
    }

    static List<String> changes(DocumentPlan plan) {
        return plan.changes().stream()
                .map(change -> change.action() + " " + change.path())
                .toList();
    }
}
