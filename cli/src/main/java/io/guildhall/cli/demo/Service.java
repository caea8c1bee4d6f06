package io.guildhall.cli.demo;

import io.guildhall.cli.demo.DemoCase.Call;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The service under demonstration, over HTTP.
final class Service {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final JsonMapper json = new JsonMapper();
    private final URI base;
    private final Credentials credentials;

    Service(URI base, Credentials credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    URI base() {
        return base;
    }

    /// Whether the service takes requests now.
    boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/ready"))
                .timeout(CONNECT_LIMIT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // nobody listens yet
        }
    }

    Reply send(Call call) throws InterruptedException {
        BodyPublisher body = call.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(json.writeValueAsBytes(call.body()));
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(call.path(), call.query()));
        call.headers().forEach(builder::header);
        HttpRequest request = builder.timeout(ANSWER_LIMIT)
                .header("Authorization", credentials.basic(call.as()))
                .header("Content-Type", "application/json")
                .method(call.method(), body)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new DemoFailure("The service did not answer %s %s (%s).".formatted(call.method(), call.path(), e), e);
        } catch (JacksonException e) {
            throw new DemoFailure(
                    "The answer to %s %s is not JSON (%s)."
                            .formatted(call.method(), call.path(), e.getOriginalMessage()),
                    e);
        }
    }

    URI uri(String path, Map<String, String> query) {
        String encoded = query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return base.resolve(encoded.isEmpty() ? path : path + "?" + encoded);
    }
}
