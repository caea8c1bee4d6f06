package io.guildhall.person.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.customer.domain.ErasureReceipt;
import io.guildhall.error.ProblemBody;
import io.guildhall.person.Erasing;
import io.guildhall.person.Erasing.Erased;
import io.guildhall.person.Erasing.Outcome;
import io.guildhall.person.web.WriteRequests.Received;
import io.guildhall.wire.Timestamps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/v2/customers/{id}/erase`: makes a person's data unreadable everywhere, and tells of it afterwards
/// (`spec/beyond.md` row 20).
@RestController
class ErasureController {
    private static final String PATH = PersonPaths.ONE + "/erase";

    private final Erasing erasing;
    private final WriteRequests requests;
    private final JsonMapper json;

    ErasureController(Erasing erasing, WriteRequests requests, JsonMapper json) {
        this.erasing = erasing;
        this.requests = requests;
        this.json = json;
    }

    record Receipted(Receipt data, List<ProblemBody> warnings, List<ProblemBody> errors) {
        static Receipted of(Erased erased) {
            return new Receipted(
                    Receipt.of(erased.receipt(), erased.till()), ProblemBody.listOf(erased.warnings()), List.of());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"receiptId", "customerId", "erasedAt", "by", "erased", "kept", "reRegistration"})
    record Receipt(
            @Nullable String receiptId,
            long customerId,
            @Nullable String erasedAt,
            String by,
            Map<String, Long> erased,
            Map<String, Long> kept,
            String reRegistration) {

        static Receipt of(ErasureReceipt receipt, String till) {
            UUID id = receipt.id();
            Instant at = receipt.erasedAt();
            return new Receipt(
                    id == null ? null : id.toString(),
                    receipt.customerId(),
                    at == null ? null : Timestamps.exact(at, ZoneOffset.UTC),
                    till,
                    receipt.erased(),
                    receipt.kept(),
                    receipt.mayReturn() ? "allowed" : "blocked");
        }
    }

    @Writes
    @PostMapping(PATH)
    void erase(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long number = PersonPaths.number(id);
        Received received = requests.receive(caller, request, PersonPaths.of(id) + "/erase", dryRun);
        Outcome outcome = erasing.erase(received.call(), number, this::answer);
        switch (outcome) {
            case Outcome.Fresh(var erased) -> requests.answer(response, received, answer(erased), false);
            case Outcome.Replay(var stored) -> requests.answer(response, received, stored, true);
        }
    }

    @Reads
    @GetMapping(PATH)
    Receipted receipt(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return Receipted.of(erasing.receipt(caller.orgId(), PersonPaths.number(id)));
    }

    private StoredAnswer answer(Erased erased) {
        UUID change = erased.changeId();
        Map<String, String> headers = change == null ? Map.of() : Map.of(ChangeLog.ANSWER_HEADER, change.toString());
        return new StoredAnswer(HttpStatus.OK.value(), headers, json.writeValueAsBytes(Receipted.of(erased)));
    }
}
