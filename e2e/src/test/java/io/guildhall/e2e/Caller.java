package io.guildhall.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the service with one login.
public final class Caller {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;
    private final String authorization;

    /// @param login `user:secret`
    public Caller(HttpClient http, URI base, String login) {
        this.http = http;
        this.base = base;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    public record Answer(int status, HttpHeaders headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /// Empty where the answer does not have it.
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    public Answer send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return send(withBody(method, path, body.toString()));
    }

    public Answer send(String method, String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(withBody(method, path, body).header("Idempotency-Key", idempotencyKey));
    }

    /// Sends a file.
    public Answer upload(String path, String type, String file) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(file)));
    }

    private HttpRequest.Builder withBody(String method, String path, String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request.timeout(ANSWER_LIMIT)
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
