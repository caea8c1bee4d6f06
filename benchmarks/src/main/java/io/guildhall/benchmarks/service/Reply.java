package io.guildhall.benchmarks.service;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// @param headers by name in lower case
public record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EXCERPT = 600;

    /// Reads the whole answer as a caller would, every text of it, without building a tree.
    ///
    /// @throws BenchFailure when the answer is not a success for every item
    public void check() {
        if (status != 200 || !headers.getOrDefault("x-failure-count", "0").equals("0")) {
            throw new BenchFailure("The service answered %d: %s".formatted(status, excerpt()));
        }
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case VALUE_STRING -> parser.getString();
                    case VALUE_NUMBER_INT -> parser.getLongValue();
                    default -> {}
                }
            }
        }
    }

    public JsonNode tree() {
        return JSON.readTree(body);
    }

    public String excerpt() {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}
