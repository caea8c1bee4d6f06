package io.guildhall.imports.web;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Imports of one organisation, as its till makes them.
public final class ImportClient {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final TestOrganisation org;
    private final String base;

    public ImportClient(TestOrganisation org, int port) {
        this.org = org;
        this.base = "http://127.0.0.1:" + port;
    }

    public record Sent(int status, byte[] bytes, HttpResponse<byte[]> response) {
        public JsonNode json() {
            return JSON.readTree(bytes);
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public List<String> codes() {
            return StreamSupport.stream(json().path("errors").spliterator(), false)
                    .map(error -> error.path("code").asString())
                    .toList();
        }
    }

    public Sent send(String type, byte[] body, String query) {
        return exchange(request("/v2/imports" + query)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    public Sent get(String path) {
        return exchange(request(path).GET().build());
    }

    public HttpRequest.Builder request(String path) {
        String login = org.code() + ".till:" + org.code() + "-secret-0123";
        return HttpRequest.newBuilder(URI.create(base + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    public static Sent exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            return new Sent(response.statusCode(), response.body(), response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// @param lines JSON with single quotes for double ones
    public static byte[] ndjson(String... lines) {
        return (String.join("\n", lines) + "\n").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /// The import at its end.
    public JsonNode run(String type, byte[] body, String query) {
        Sent sent = send(type, body, query);
        if (sent.status() != 202) {
            throw new AssertionError(sent.status() + " " + sent.text());
        }
        return await(sent.json().at("/import/id").asString());
    }

    public JsonNode await(String id) {
        return await(id, "SUCCEEDED|COMPLETED_WITH_ERRORS|FAILED|CANCELLED");
    }

    /// @param states as a regular expression
    public JsonNode await(String id, String states) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(end)) {
            Answer answer = org.get("/v2/imports/" + id);
            if (answer.at("/import/state").asString().matches(states)) {
                return answer.at("/import");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        throw new AssertionError("Not there: " + org.get("/v2/imports/" + id));
    }

    /// Line and codes of each failed row, such as `3: 1615`.
    public List<String> failures(JsonNode imported) {
        return errors(imported)
                .lines()
                .map(JSON::readTree)
                .map(row -> row.path("line").asString() + ": "
                        + String.join(
                                " ",
                                StreamSupport.stream(row.path("errors").spliterator(), false)
                                        .map(error -> error.path("code").asString())
                                        .toList()))
                .toList();
    }

    /// The error file as NDJSON.
    public String errors(JsonNode imported) {
        return errorFile(imported, "ndjson").text();
    }

    public Sent errorFile(JsonNode imported, String format) {
        return get("/v2/imports/" + imported.path("id").asString() + "/errors?format=" + format);
    }

    public static String counts(JsonNode imported) {
        return "created %s linked %s moved %s updated %s unchanged %s failed %s remaining %s of %s"
                .formatted(
                        imported.path("created").asString(),
                        imported.path("linked").asString(),
                        imported.path("moved").asString(),
                        imported.path("updated").asString(),
                        imported.path("unchanged").asString(),
                        imported.path("failed").asString(),
                        imported.path("remaining").asString(),
                        imported.path("total").asString());
    }
}
