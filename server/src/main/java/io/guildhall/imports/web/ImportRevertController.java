package io.guildhall.imports.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.error.ProblemBody;
import io.guildhall.imports.ImportReverts;
import io.guildhall.imports.ImportReverts.Result;
import io.guildhall.undo.RevertEngine;
import io.guildhall.undo.RevertEngine.OnConflict;
import io.guildhall.undo.RevertEngine.Options;
import io.guildhall.undo.Reverted.Protected;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v2/imports/{id}/revert`: takes back what an import did.
@RestController
class ImportRevertController {
    private final ImportReverts reverts;

    ImportRevertController(ImportReverts reverts) {
        this.reverts = reverts;
    }

    @JsonPropertyOrder({"data", "warnings", "errors"})
    record Answer(Data data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    @JsonPropertyOrder({"importId", "reverted", "restored", "removed", "remaining", "skipped"})
    record Data(UUID importId, int reverted, int restored, int removed, int remaining, List<Stays> skipped) {
        static Data of(UUID id, Result result) {
            return new Data(
                    id,
                    result.reverted(),
                    result.restored(),
                    result.removed(),
                    result.remaining(),
                    result.skipped().stream().map(Stays::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"type", "id", "reason", "message", "changedBy"})
    record Stays(
            String type,
            long id,
            String reason,
            String message,
            @Nullable UUID changedBy) {
        static Stays of(Protected record) {
            return new Stays(
                    RevertEngine.name(record.skipped().key().type()),
                    record.skipped().key().id(),
                    record.skipped().reason().name(),
                    record.skipped().reason().message(),
                    record.changedBy());
        }
    }

    @Writes
    @PostMapping(ImportPaths.ONE + "/revert")
    ResponseEntity<Answer> revert(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String onConflict,
            @RequestParam(required = false) @Nullable String dryRun) {
        Options options = new Options(
                QueryParameters.oneOf("onConflict", onConflict, OnConflict.SKIP),
                QueryParameters.flag("dryRun", dryRun, false));
        UUID importId = ImportPaths.id(id);
        Answer answer = new Answer(Data.of(importId, reverts.revert(caller, importId, options)), List.of(), List.of());
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (options.dryRun()) {
            response.header("X-Dry-Run", "true");
        }
        return response.body(answer);
    }
}
