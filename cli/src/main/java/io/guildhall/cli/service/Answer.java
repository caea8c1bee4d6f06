package io.guildhall.cli.service;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the service said to a call.
///
/// @param who for people, whose credentials the call carried
/// @param took from the first byte sent to the last one received
public record Answer(Call call, String who, int status, HttpHeaders headers, byte[] body, Duration took) {
    private static final int MOST_ERRORS_SHOWN = 20;

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// @throws CommandFailure where the answer is none
    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new CommandFailure(
                    ExitCode.CONNECTION,
                    "The answer to %s (status %d) is not JSON; something else may listen at that address."
                            .formatted(call.title(), status),
                    "guildhall doctor",
                    e);
        }
    }

    /// Empty where the answer does not have it.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The answer of a call that was carried out; anything else ends the command.
    public Answer orRefuse() {
        if (ok()) {
            return this;
        }
        throw refusal();
    }

    /// Whether one of the errors has this code.
    public boolean hasError(int code) {
        if (ok()) {
            return false;
        }
        for (JsonNode error : problems()) {
            if (error.path("code").asInt(0) == code) {
                return true;
            }
        }
        return false;
    }

    /// Why the call was not carried out, and which status that means.
    public CommandFailure refusal() {
        String said = said();
        return switch (status) {
            case 401 ->
                new CommandFailure(
                        ExitCode.RIGHTS,
                        "The service does not accept the credentials of %s (401): %s".formatted(who, said),
                        "guildhall doctor looks at them");
            case 403 ->
                new CommandFailure(
                        ExitCode.RIGHTS, "%s may not %s (403): %s".formatted(who, call.title(), said), advice403());
            case 429, 502, 503, 504 ->
                new CommandFailure(
                        ExitCode.CONNECTION,
                        "The service is not able to answer %s now (%d): %s".formatted(call.title(), status, said),
                        "try again later");
            default ->
                status >= 500 || status < 400
                        ? new CommandFailure(
                                ExitCode.CONNECTION,
                                "The service answered %s with status %d: %s".formatted(call.title(), status, said),
                                "guildhall doctor")
                        : new CommandFailure(
                                ExitCode.REFUSED,
                                "The service refused %s (%d): %s".formatted(call.title(), status, said));
        };
    }

    private String advice403() {
        return call.as() == Call.Who.OPERATOR
                ? "organisations are for the operator alone"
                : "a till with the role READ may read and make dry runs; ask the operator for one with the role WRITE";
    }

    private String said() {
        List<String> sentences = new ArrayList<>();
        for (JsonNode error : problems()) {
            String field = error.path("field").asString("");
            sentences.add("%s (%s)%s"
                    .formatted(
                            error.path("message").asString("?"),
                            error.path("code").asString("?"),
                            field.isEmpty() ? "" : " at " + field));
        }
        if (sentences.isEmpty()) {
            return "it gave no reason.";
        }
        int more = sentences.size() - MOST_ERRORS_SHOWN;
        List<String> shown = more > 0 ? new ArrayList<>(sentences.subList(0, MOST_ERRORS_SHOWN)) : sentences;
        if (more > 0) {
            shown.add(String.format(Locale.ROOT, "and %,d more", more));
        }
        return shown.size() == 1 ? shown.getFirst() : "\n  " + String.join("\n  ", shown);
    }

    /// Empty where the answer is no refusal of the service's own.
    private JsonNode problems() {
        try {
            return Json.MAPPER.readTree(body).path("errors");
        } catch (JacksonException _) {
            return Json.MAPPER.missingNode();
        }
    }

    @Override
    public String toString() {
        return call.title() + " -> " + status;
    }
}
