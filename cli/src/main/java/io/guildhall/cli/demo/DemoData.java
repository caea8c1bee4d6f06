package io.guildhall.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The resources under `demo/`. A member that nobody reads is a mistake in them and not overlooked.
final class DemoData {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private DemoData() {}

    /// The document of the organisation; the resource holds no secrets, the tills get theirs here.
    static JsonNode organisation(Credentials credentials) {
        JsonNode document = read("organisation.json", JsonNode.class);
        for (JsonNode till : document.path("tills")) {
            Login login = Arrays.stream(Login.values())
                    .filter(candidate ->
                            candidate.user().equals(till.path("code").asString("")))
                    .findFirst()
                    .orElseThrow();
            ((ObjectNode) till).put("secret", credentials.secret(login));
        }
        return document;
    }

    /// In the order in which they have to be created.
    static List<JsonNode> companies() {
        return List.of(read("companies.json", JsonNode[].class));
    }

    /// In the order in which they build on each other.
    static List<DemoCase> cases() {
        return Arrays.stream(read("cases.json", String[].class))
                .map(name -> read(name + ".json", DemoCase.class))
                .toList();
    }

    private static <T> T read(String resource, Class<T> type) {
        try (InputStream in = DemoData.class.getResourceAsStream("/demo/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("No resource demo/" + resource);
            }
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
