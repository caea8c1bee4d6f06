package io.guildhall.contract;

import io.guildhall.error.ErrorCode.Level;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An error or warning somewhere in an answer.
///
/// @param field null where the request as a whole is meant
public record Found(Level level, int code, String message, String field) {

    /// All of them, in the order of the answer.
    public static List<Found> in(JsonNode answer) {
        List<Found> found = new ArrayList<>();
        collect(answer, found);
        return found;
    }

    private static void collect(JsonNode node, List<Found> found) {
        node.properties().forEach(member -> {
            switch (member.getKey()) {
                case "errors" -> add(Level.ERROR, member.getValue(), found);
                case "warnings" -> add(Level.WARNING, member.getValue(), found);
                default -> collect(member.getValue(), found);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, found));
        }
    }

    private static void add(Level level, JsonNode problems, List<Found> found) {
        problems.forEach(problem -> found.add(new Found(
                level,
                problem.path("code").asInt(),
                problem.path("message").asString(),
                problem.path("field").asString(null))));
    }

    /// Such as `1618 /0/associationDetails`.
    @Override
    public String toString() {
        return code + " " + (field == null ? "-" : field);
    }
}
