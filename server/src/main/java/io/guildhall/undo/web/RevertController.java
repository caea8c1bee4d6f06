package io.guildhall.undo.web;

import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;
import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.undo.ChangeReverts;
import io.guildhall.undo.ChangeReverts.Call;
import io.guildhall.undo.ChangeReverts.Outcome;
import io.guildhall.undo.RevertEngine;
import io.guildhall.undo.RevertEngine.OnConflict;
import io.guildhall.undo.RevertEngine.Options;
import io.guildhall.undo.Reverted;
import io.guildhall.undo.Reverted.Protected;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `POST /v2/changes/{id}/revert`: takes back what a call did (`spec/beyond.md` row 8).
@RestController
class RevertController {
    private final ChangeReverts reverts;
    private final RequestBodies bodies;
    private final JsonMapper json;

    RevertController(ChangeReverts reverts, RequestBodies bodies, JsonMapper json) {
        this.reverts = reverts;
        this.bodies = bodies;
        this.json = json;
    }

    @JsonPropertyOrder({"data", "warnings", "errors"})
    record Answer(Data data, List<ProblemBody> warnings, List<ProblemBody> errors) {
        static Answer of(Reverted reverted) {
            List<Problem> warnings = reverted.isNothing()
                    ? List.of(Problem.of(NOTHING_TO_CHANGE, null, "nothing of the change set can be taken back"))
                    : List.of();
            return new Answer(Data.of(reverted), ProblemBody.listOf(warnings), List.of());
        }
    }

    /// @param changeId left out where nothing was written
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"changeId", "revertedChangeId", "restored", "removed", "skipped"})
    record Data(@Nullable String changeId, String revertedChangeId, int restored, int removed, List<Stays> skipped) {
        static Data of(Reverted reverted) {
            return new Data(
                    reverted.changeId() == null ? null : reverted.changeId().toString(),
                    reverted.revertedId().toString(),
                    reverted.restored(),
                    reverted.removed(),
                    reverted.protectedRecords().stream().map(Stays::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"type", "id", "reason", "message", "field", "changedBy"})
    record Stays(
            String type,
            long id,
            String reason,
            String message,
            @Nullable String field,
            @Nullable String changedBy) {
        static Stays of(Protected record) {
            return new Stays(
                    RevertEngine.name(record.skipped().key().type()),
                    record.skipped().key().id(),
                    record.skipped().reason().name(),
                    record.skipped().reason().message(),
                    record.skipped().field(),
                    record.changedBy() == null ? null : record.changedBy().toString());
        }
    }

    @Writes
    @PostMapping("/v2/changes/{id}/revert")
    void revert(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String onConflict,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Options options = new Options(
                QueryParameters.oneOf("onConflict", onConflict, OnConflict.SKIP),
                QueryParameters.flag("dryRun", dryRun, false));
        UUID changeId = parse(id);
        String path = "/v2/changes/" + changeId + "/revert";
        IdempotencyKey key = IdempotencyKey.of(
                        request.getHeader(IdempotencyKey.HEADER),
                        request.getMethod(),
                        path,
                        request.getQueryString(),
                        bodies.read(request))
                .orElse(null);
        Outcome outcome = reverts.revert(new Call(caller, path, options, key), changeId, this::render);
        StoredAnswer answer = switch (outcome) {
            case Outcome.Fresh(var reverted) -> render(reverted);
            case Outcome.Replay(var stored) -> {
                response.setHeader(IdempotencyKey.REPLAY_HEADER, "true");
                yield stored;
            }
        };
        if (options.dryRun()) {
            response.setHeader("X-Dry-Run", "true");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }

    private StoredAnswer render(Reverted reverted) {
        Map<String, String> headers = reverted.changeId() == null
                ? Map.of()
                : Map.of(ChangeLog.ANSWER_HEADER, reverted.changeId().toString());
        return new StoredAnswer(HttpStatus.OK.value(), headers, json.writeValueAsBytes(Answer.of(reverted)));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw RequestRefused.because(NOT_FOUND);
        }
    }
}
