package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.BulkAssociation.Outcome;
import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.association.wire.BatchParser;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.RequestRefused;
import io.guildhall.limit.BulkCalls;
import io.guildhall.limit.BulkCalls.BulkCall;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    /// Aliases are one path for change sets and idempotency keys.
    private static final String CANONICAL_PATH = "/v2/customers/bulk";

    private final BulkAssociation association;
    private final RequestBodies bodies;
    private final BulkCalls turns;
    private final BulkCounters counters;
    private final JsonMapper json;

    BulkController(
            BulkAssociation association,
            RequestBodies bodies,
            BulkCalls turns,
            BulkCounters counters,
            JsonMapper json) {
        this.association = association;
        this.bodies = bodies;
        this.turns = turns;
        this.counters = counters;
        this.json = json;
    }

    /// The query of both calls, as sent.
    private record Query(
            @Nullable String source, @Nullable String account, Batch.Options options, View view, boolean dryRun) {}

    /// How much an answer tells (`spec/beyond.md` row 12).
    private enum View {
        FULL,
        COMPACT
    }

    /// What becomes of a person who is registered already and sent without a place (`spec/associate.md` §6 row 2b).
    private enum OnExisting {
        FAIL,
        UPDATE
    }

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
        if (flag(sent, "parkMissing")) {
            // taking it for granted would be worse than refusing it
            throw RequestRefused.because(QUERY_PARAMETER_INVALID, "parkMissing");
        }
        Batch.Options options = new Batch.Options(
                QueryParameters.oneOf("atomicity", sent.get("atomicity"), Atomicity.ITEM),
                false,
                flag(sent, "strict"),
                QueryParameters.oneOf("onExisting", sent.get("onExisting"), OnExisting.FAIL) == OnExisting.UPDATE,
                flag(sent, "mlp_single_enroll"),
                flag(sent, "explain"));
        return new Query(
                QueryParameters.text("source", sent.get("source")),
                QueryParameters.text("accountId", sent.get("accountId")),
                options,
                QueryParameters.oneOf("view", sent.get("view"), View.FULL),
                QueryParameters.flag("dryRun", dryRun, false));
    }

    private static boolean flag(Map<String, String> query, String name) {
        return QueryParameters.flag(name, query.get(name), false);
    }

    private void execute(
            Operation operation, Caller caller, Query query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (BulkCall turn = turns.enter(caller.orgId(), request.getContentLengthLong())) {
            byte[] body = bodies.read(request);
            Outcome outcome;
            try (var _ = turn.work()) {
                outcome = outcome(operation, caller, query, request, body);
            }
            answer(operation, query, outcome, response);
        }
    }

    private Outcome outcome(Operation operation, Caller caller, Query query, HttpServletRequest request, byte[] body) {
        SentItems items = SentItems.read(json, body);
        String method = request.getMethod();
        IdempotencyKey key = IdempotencyKey.of(
                        request.getHeader(IdempotencyKey.HEADER),
                        method,
                        CANONICAL_PATH,
                        request.getQueryString(),
                        body)
                .orElse(null);
        return association.execute(
                new Call(caller, method, CANONICAL_PATH, query.dryRun(), key, false),
                (setup, now) -> BatchParser.parse(
                        items.take(), operation, query.options(), query.source(), query.account(), setup, now),
                executed -> new StoredAnswer(
                        HttpStatus.OK.value(), headers(executed, false), render(operation, query.view(), executed)));
    }

    private void answer(Operation operation, Query query, Outcome outcome, HttpServletResponse response)
            throws IOException {
        switch (counters.count(operation, query.dryRun(), outcome)) {
            case Outcome.Fresh fresh -> {
                head(response, headers(fresh.executed(), query.dryRun()));
                write(operation, query.view(), fresh.executed(), response.getOutputStream());
            }
            case Outcome.Replay replay -> {
                head(response, replay.answer().headers());
                response.setHeader(IdempotencyKey.REPLAY_HEADER, "true");
                response.getOutputStream().write(replay.answer().body());
            }
        }
    }

    private static void head(HttpServletResponse response, Map<String, String> headers) {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        headers.forEach(response::setHeader);
    }

    private static Map<String, String> headers(Executed executed, boolean dryRun) {
        int total = executed.plan().outcomes().size();
        long succeeded = executed.plan().outcomes().stream()
                .filter(outcome -> outcome.self() instanceof Result.Done)
                .count();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Total-Count", Integer.toString(total));
        headers.put("X-Success-Count", Long.toString(succeeded));
        headers.put("X-Failure-Count", Long.toString(total - succeeded));
        if (dryRun) {
            headers.put("X-Dry-Run", "true");
        }
        if (executed.changeId() != null) {
            headers.put(ChangeLog.ANSWER_HEADER, executed.changeId().toString());
        }
        return headers;
    }

    private byte[] render(Operation operation, View view, Executed executed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(operation, view, executed, bytes);
        return bytes.toByteArray();
    }

    private void write(Operation operation, View view, Executed executed, OutputStream target) {
        try (JsonGenerator generator = json.createGenerator(target)) {
            List<ItemOutcome> outcomes = executed.plan().outcomes();
            switch (view) {
                case FULL -> new AnswerWriter(generator, executed, operation).write(outcomes);
                case COMPACT -> new CompactWriter(generator, executed).write(outcomes);
            }
        }
    }
}
