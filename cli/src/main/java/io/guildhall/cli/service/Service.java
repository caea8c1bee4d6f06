package io.guildhall.cli.service;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.config.Login;
import io.guildhall.cli.config.Settings;
import io.guildhall.cli.terminal.Output;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The service, over HTTP. Redirects are not followed: credentials go where they were meant to go.
public final class Service implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final String TOKEN_PATH = "/v3/oauth/token/generate";
    private static final String JSON = "application/json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // no try of an upgrade on each connection
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final Settings settings;
    private final Output output;
    private final boolean debug;
    private @Nullable String token;

    public Service(Settings settings, Output output, boolean debug) {
        this.settings = settings;
        this.output = output;
        this.debug = debug;
    }

    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// The answer, whatever its status. A service that is busy is asked again as the call's patience says.
    ///
    /// @throws CommandFailure where there is no answer, or no login for the call
    public Answer send(Call call) throws InterruptedException {
        return send(call, null);
    }

    /// The same for answers of any length: the body of one that was carried out goes to `sink` as it comes.
    public Answer download(Call call, Consumer<byte[]> sink) throws InterruptedException {
        return send(call, sink);
    }

    private Answer send(Call call, @Nullable Consumer<byte[]> sink) throws InterruptedException {
        Login login = login(call.as());
        for (int retry = 0; ; retry++) {
            boolean again = retry < call.patience().retries();
            try {
                Answer answer = sendLoggedIn(call, login, sink);
                Optional<Duration> wait = again ? wait(answer, retry) : Optional.empty();
                if (wait.isEmpty() || wait.get().compareTo(call.patience().longestWait()) > 0) {
                    return answer;
                }
                pause("the service is busy (%d)".formatted(answer.status()), wait.get(), retry, call.patience());
            } catch (IOException e) {
                if (!again || !call.patience().lostConnections() || e instanceof FileNotFoundException) {
                    throw unreachable(call, e);
                }
                pause("the service does not answer", Patience.usualWait(retry), retry, call.patience());
            }
        }
    }

    private Answer sendLoggedIn(Call call, @Nullable Login login, @Nullable Consumer<byte[]> sink)
            throws IOException, InterruptedException {
        if (login instanceof Login.Client client && token == null) {
            token = fetchToken(client);
        }
        Answer answer = exchange(call, login, sink);
        if (answer.status() == 401 && login instanceof Login.Client client) {
            token = fetchToken(client); // it may have expired in a long run
            answer = exchange(call, login, sink);
        }
        return answer;
    }

    private Answer exchange(Call call, @Nullable Login login, @Nullable Consumer<byte[]> sink)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(call.path(), call.query()))
                .timeout(call.answerLimit())
                .header("Accept", call.headers().getOrDefault("Accept", JSON))
                .method(call.method(), publisher(call.body()));
        call.headers().forEach((name, value) -> {
            if (!name.equals("Accept")) {
                request.header(name, value);
            }
        });
        contentType(call.body()).ifPresent(type -> request.header("Content-Type", type));
        authorization(login).ifPresent(value -> request.header("Authorization", value));
        long start = System.nanoTime();
        HttpResponse<byte[]> response = http.send(request.build(), handler(sink));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (debug) {
            output.say("%s -> %d in %d ms".formatted(call.title(), response.statusCode(), took.toMillis()));
        }
        String who = login == null ? "nobody" : login.name();
        return new Answer(call, who, response.statusCode(), response.headers(), response.body(), took);
    }

    private static BodyHandler<byte[]> handler(@Nullable Consumer<byte[]> sink) {
        return response -> sink == null || response.statusCode() / 100 != 2
                ? BodySubscribers.ofByteArray()
                : BodySubscribers.mapping(
                        BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(sink)), _ -> new byte[0]);
    }

    private @Nullable Login login(Call.Who who) {
        return switch (who) {
            case TILL -> settings.till();
            case OPERATOR -> settings.operator();
            case NOBODY -> null;
        };
    }

    private String fetchToken(Login.Client client) throws IOException, InterruptedException {
        JsonNode body = Json.MAPPER.createObjectNode().put("key", client.key()).put("secret", client.secret());
        Call call = Call.write("POST", TOKEN_PATH).as(Call.Who.NOBODY).body(body);
        Answer answer = exchange(call, null, null);
        if (answer.status() == 401) {
            throw new Answer(call, client.name(), 401, answer.headers(), answer.body(), answer.took()).refusal();
        }
        return answer.orRefuse().json().path("data").path("accessToken").asString("");
    }

    private Optional<String> authorization(@Nullable Login login) {
        return switch (login) {
            case null -> Optional.empty();
            case Login.Basic(String user, String secret) ->
                Optional.of("Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
            case Login.Token(String value) -> Optional.of("Bearer " + value);
            case Login.Client _ -> Optional.of("Bearer " + token);
        };
    }

    private URI uri(String path, Map<String, String> query) {
        String encoded = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(settings.url() + path + (encoded.isEmpty() ? "" : "?" + encoded));
    }

    private static BodyPublisher publisher(Call.Body body) throws IOException {
        return switch (body) {
            case Call.Body.None _ -> BodyPublishers.noBody();
            case Call.Body.Json(JsonNode value) -> BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(value));
            case Call.Body.File(Path path, String _) -> BodyPublishers.ofFile(path);
        };
    }

    private static Optional<String> contentType(Call.Body body) {
        return switch (body) {
            case Call.Body.None _ -> Optional.empty();
            case Call.Body.Json _ -> Optional.of(JSON);
            case Call.Body.File(Path _, String type) -> Optional.of(type);
        };
    }

    /// How long to wait before sending it again; empty where that makes no sense.
    private static Optional<Duration> wait(Answer answer, int retry) {
        String after = answer.header("Retry-After");
        boolean busy = answer.status() == 429
                || answer.status() == 502
                || answer.status() == 503
                || answer.status() == 504
                || answer.status() == 409 && !after.isEmpty();
        return busy ? Optional.of(wait(after, retry)) : Optional.empty();
    }

    /// Seconds or a date (RFC 9110, 10.2.3).
    private static Duration wait(String after, int retry) {
        if (after.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            Duration until = Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException _) {
            return Patience.usualWait(retry);
        }
    }

    private void pause(String why, Duration wait, int retry, Patience patience) throws InterruptedException {
        output.say("guildhall: %s, trying again in %d s (%d of %d)"
                .formatted(why, wait.toSeconds(), retry + 1, patience.retries()));
        Thread.sleep(wait);
    }

    private CommandFailure unreachable(Call call, IOException e) {
        String why = switch (e) {
            case HttpConnectTimeoutException _ ->
                "it did not take the connection in %d s".formatted(CONNECT_LIMIT.toSeconds());
            case HttpTimeoutException _ ->
                "no answer to %s in %d s"
                        .formatted(call.title(), call.answerLimit().toSeconds());
            case ConnectException _ -> "nobody listens there, or the name is unknown";
            case SSLException _ -> "no secure connection: " + e.getMessage();
            default -> "the connection broke: " + e.getMessage();
        };
        return new CommandFailure(
                ExitCode.CONNECTION,
                "The service at %s cannot be reached: %s.".formatted(settings.url(), why),
                "guildhall doctor looks closer; --url, GUILDHALL_URL or a profile name another address",
                e);
    }
}
