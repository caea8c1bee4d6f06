package io.guildhall.cli.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One request to the service.
///
/// @param answerLimit how long to wait for the answer
public record Call(
        Who as,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Body body,
        Patience patience,
        Duration answerLimit) {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    public enum Who {
        TILL,
        OPERATOR,
        NOBODY
    }

    public sealed interface Body {
        record None() implements Body {}

        record Json(JsonNode value) implements Body {}

        record File(Path path, String contentType) implements Body {}
    }

    public Call {
        query = new TreeMap<>(query);
        headers = Map.copyOf(headers);
    }

    public static Call get(String path) {
        return of("GET", path, Patience.SHORT);
    }

    /// A write without a key that makes it safe to repeat.
    public static Call write(String method, String path) {
        return of(method, path, Patience.NONE);
    }

    private static Call of(String method, String path, Patience patience) {
        return new Call(Who.TILL, method, path, Map.of(), Map.of(), new Body.None(), patience, ANSWER_LIMIT);
    }

    /// A part of a path.
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Call as(Who who) {
        return new Call(who, method, path, query, headers, body, patience, answerLimit);
    }

    public Call with(Map<String, String> added) {
        Map<String, String> all = new HashMap<>(query);
        all.putAll(added);
        return new Call(as, method, path, all, headers, body, patience, answerLimit);
    }

    public Call header(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new Call(as, method, path, query, all, body, patience, answerLimit);
    }

    public Call body(JsonNode value) {
        return body(new Body.Json(value));
    }

    public Call body(Body value) {
        return new Call(as, method, path, query, headers, value, patience, answerLimit);
    }

    /// Patience beyond `NONE` is for calls that may be sent twice.
    public Call patience(Patience value) {
        return new Call(as, method, path, query, headers, body, value, answerLimit);
    }

    public Call answerLimit(Duration limit) {
        return new Call(as, method, path, query, headers, body, patience, limit);
    }

    /// For people: no query, which may hold personal data.
    public String title() {
        return method + " " + path;
    }

    @Override
    public String toString() {
        return title();
    }
}
