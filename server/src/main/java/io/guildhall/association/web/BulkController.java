package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.Settings;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The two operations at the heart, each under both of its paths (`spec/associate.md` §1).
@RestController
class BulkController {
    /// Aliases are one path for change sets and, later, idempotency keys.
    private static final String CANONICAL_PATH = "/v2/customers/bulk";

    private final BulkAssociation association;
    private final RequestBodies bodies;
    private final JsonMapper json;

    BulkController(BulkAssociation association, RequestBodies bodies, JsonMapper json) {
        this.association = association;
        this.bodies = bodies;
        this.json = json;
    }

    /// The query of both calls, as sent.
    private record Query(@Nullable String source, @Nullable String account, Atomicity atomicity, boolean dryRun) {}

    @Writes
    @PostMapping(
            path = {CANONICAL_PATH, "/v2/bulk"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    void associate(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        execute(Operation.ASSOCIATE, caller, query(query, dryRun), request, response);
    }

    @Writes
    @PutMapping(
            path = {CANONICAL_PATH, "/v2/bulk"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    void update(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        execute(Operation.UPDATE, caller, query(query, dryRun), request, response);
    }

    private static Query query(Map<String, String> sent, @Nullable String dryRun) {
        for (String unserved : List.of("strict", "explain", "view", "onExisting", "parkMissing")) {
            if (!"false".equals(sent.getOrDefault(unserved, "false"))) {
                // taking it for granted would be worse than refusing it
                throw RequestRefused.because(QUERY_PARAMETER_INVALID, unserved);
            }
        }
        return new Query(
                QueryParameters.text("source", sent.get("source")),
                QueryParameters.text("accountId", sent.get("accountId")),
                QueryParameters.oneOf("atomicity", sent.get("atomicity"), Atomicity.ITEM),
                QueryParameters.flag("dryRun", dryRun, false));
    }

    private void execute(
            Operation operation, Caller caller, Query query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<WireItem> items =
                BulkReader.read(json, bodies.read(request), Settings.MAX_BATCH_ITEMS, Settings.MAX_BATCH_PEOPLE);
        Call call = new Call(caller, request.getMethod(), CANONICAL_PATH, query.dryRun());
        Executed executed = association.execute(
                call,
                (setup, now) -> BatchParser.parse(
                        items, operation, query.atomicity(), query.source(), query.account(), setup, now));
        answer(operation, executed, response);
    }

    private void answer(Operation operation, Executed executed, HttpServletResponse response) throws IOException {
        int total = executed.plan().outcomes().size();
        long succeeded = executed.plan().outcomes().stream()
                .filter(outcome -> outcome.self() instanceof Result.Done)
                .count();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("X-Total-Count", Integer.toString(total));
        response.setHeader("X-Success-Count", Long.toString(succeeded));
        response.setHeader("X-Failure-Count", Long.toString(total - succeeded));
        if (executed.changeId() == null) {
            response.setHeader("X-Dry-Run", "true");
        } else {
            response.setHeader("X-Change-Id", executed.changeId().toString());
        }
        try (JsonGenerator generator = json.createGenerator(response.getOutputStream())) {
            new AnswerWriter(generator, executed, operation)
                    .write(executed.plan().outcomes());
        }
    }
}
