package io.guildhall.person.web;

import io.guildhall.access.Caller;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.person.Written;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What all writing calls about one person have in common on the wire: body, key, dry run, headers.
@Component
class WriteRequests {
    private final RequestBodies bodies;
    private final JsonMapper json;

    WriteRequests(RequestBodies bodies, JsonMapper json) {
        this.bodies = bodies;
        this.json = json;
    }

    /// A call as it came, its body read.
    record Received(Call call, byte[] body) {}

    /// The members of an answer.
    @FunctionalInterface
    interface Form {
        void write(JsonGenerator json, Written written);
    }

    /// `{createdId, warnings}`.
    static void createdId(JsonGenerator json, Written written) {
        if (written.personId() != null) {
            json.writeNumberProperty("createdId", written.personId());
        }
        json.writeName("warnings");
        PersonAnswer.problems(json, written.warnings());
    }

    /// @param path canonical: for change sets and idempotency keys
    Received receive(Caller caller, HttpServletRequest request, String path, @Nullable String dryRun)
            throws IOException {
        boolean dry = QueryParameters.flag("dryRun", dryRun, false);
        byte[] body = bodies.read(request);
        IdempotencyKey key = IdempotencyKey.of(
                        request.getHeader(IdempotencyKey.HEADER),
                        request.getMethod(),
                        path,
                        request.getQueryString(),
                        body)
                .orElse(null);
        return new Received(new Call(caller, request.getMethod(), path, dry, key, true), body);
    }

    /// How an answer is kept for repetitions.
    Rendering rendering(Form form) {
        return written -> {
            Map<String, String> headers = written.changeId() == null
                    ? Map.of()
                    : Map.of(ChangeLog.ANSWER_HEADER, written.changeId().toString());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator generator = json.createGenerator(bytes)) {
                generator.writeStartObject();
                form.write(generator, written);
                generator.writeEndObject();
            }
            return new StoredAnswer(HttpStatus.OK.value(), headers, bytes.toByteArray());
        };
    }

    void answer(HttpServletResponse response, Received received, Outcome outcome, Form form) throws IOException {
        switch (outcome) {
            case Outcome.Fresh(var written) ->
                answer(response, received, rendering(form).render(written), false);
            case Outcome.Replay(var stored) -> answer(response, received, stored, true);
        }
    }

    /// @param again whether it is given again, nothing having been done
    void answer(HttpServletResponse response, Received received, StoredAnswer answer, boolean again)
            throws IOException {
        if (again) {
            response.setHeader(IdempotencyKey.REPLAY_HEADER, "true");
        }
        if (received.call().dryRun()) {
            response.setHeader("X-Dry-Run", "true");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }
}
