package io.guildhall.e2e.crash;

import io.guildhall.e2e.Caller.Answer;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A call that was answered with 200 and no error, and what the answer said.
///
/// @param ids of everybody in the answer, by identifier
record Acknowledged(Call call, String changeId, String body, Map<String, Long> ids) {
    static Acknowledged of(Call call, Answer answer) {
        Map<String, Long> ids = new HashMap<>();
        collect(answer.json(), ids);
        return new Acknowledged(call, answer.header("X-Change-Id"), answer.body(), Map.copyOf(ids));
    }

    /// Wherever a profile stands in an answer, it carries the id of its person.
    private static void collect(JsonNode node, Map<String, Long> ids) {
        if (node.has("userId")) {
            String person = node.path("identifiers").path(0).path("value").stringValue();
            Long before = ids.put(person, node.path("userId").longValue());
            if (before != null && before != node.path("userId").longValue()) {
                throw new AssertionError(
                        "One answer gives %s the ids %d and %s".formatted(person, before, node.path("userId")));
            }
        }
        node.forEach(member -> collect(member, ids));
    }
}
