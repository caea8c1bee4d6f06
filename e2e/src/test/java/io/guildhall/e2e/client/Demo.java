package io.guildhall.e2e.client;

import io.guildhall.e2e.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The requests and expectations of `./guildhall demo`, from the resources of the module `cli`.
final class Demo {
    static final JsonMapper JSON = new JsonMapper();
    /// The case by which the driver gets another parent.
    static final String MOVE = "move";

    private static final String TILL_SECRET = "a-secret-of-the-client-tests";

    private Demo() {}

    record Login(String user, String secret) {}

    /// An API client, which the demo itself does without.
    static final Login CLIENT = new Login("brk-app", "another-secret-of-the-client-tests");

    static Path directory() {
        return Path.of(System.getProperty("guildhall.root"), "cli", "src", "main", "resources", "demo")
                .toAbsolutePath()
                .normalize();
    }

    static Map<String, Login> logins() {
        String[] operator = PackagedService.OPERATOR.split(":", 2);
        return Map.of(
                "OPERATOR", new Login(operator[0], operator[1]),
                "DESK", new Login("brk.desk1", TILL_SECRET),
                "READER", new Login("brk.reader", TILL_SECRET));
    }

    static JsonNode organisation() {
        ObjectNode document = (ObjectNode) read("organisation.json");
        document.path("tills").forEach(till -> ((ObjectNode) till).put("secret", TILL_SECRET));
        document.withArray("clients")
                .addObject()
                .put("key", CLIENT.user())
                .put("secret", CLIENT.secret())
                .put("till", "brk.desk1");
        return document;
    }

    static JsonNode companies() {
        return read("companies.json");
    }

    /// Names of the cases, in the order in which they build on each other.
    static List<String> cases() {
        List<String> names = new ArrayList<>();
        read("cases.json").forEach(name -> names.add(name.stringValue()));
        return names;
    }

    static JsonNode request(String name) {
        return read(name + ".json").path("request");
    }

    static JsonNode expectation(String name) {
        return read(name + ".json").path("expect");
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(directory().resolve(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
