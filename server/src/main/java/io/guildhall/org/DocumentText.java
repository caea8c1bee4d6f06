package io.guildhall.org;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An organisation's document as somebody wrote it: what it says, and in which lines.
public sealed interface DocumentText {
    int MAX_DEPTH = 64;

    /// Of two members of one name, one would be lost without a word.
    JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// @param lines of every member and element, counted from 1, by JSON Pointer
    record Readable(ObjectNode document, Map<String, Integer> lines) implements DocumentText {
        public Readable {
            lines = Map.copyOf(lines);
        }

        /// The line of this place; of what it would stand in, where there is no such place.
        public int line(String pointer) {
            String place = pointer;
            while (!place.isEmpty() && !lines.containsKey(place)) {
                place = place.substring(0, Math.max(place.lastIndexOf('/'), 0));
            }
            return lines.getOrDefault(place, 1);
        }
    }

    /// No JSON, or JSON but no object.
    ///
    /// @param line and
    /// @param column where reading stopped, counted from 1
    record Unreadable(String reason, int line, int column) implements DocumentText {}

    static DocumentText of(String text) {
        try {
            return STRICT.readTree(text) instanceof ObjectNode document
                    ? new Readable(document, lines(text))
                    : new Unreadable("The document is not an object", 1, 1);
        } catch (JacksonException unreadable) {
            TokenStreamLocation at = unreadable.getLocation();
            return new Unreadable(
                    unreadable.getOriginalMessage(),
                    at == null ? 1 : Math.max(at.getLineNr(), 1),
                    at == null ? 1 : Math.max(at.getColumnNr(), 1));
        }
    }

    /// The body of a call.
    ///
    /// @throws JacksonException where it is no JSON
    static JsonNode tree(byte[] body) {
        return STRICT.readTree(body);
    }

    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = STRICT.createParser(text)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }
}
