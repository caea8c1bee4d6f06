package io.guildhall.person.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.wire.BatchParser.Defaults;
import io.guildhall.association.wire.BulkReader;
import io.guildhall.association.wire.WireItem;
import io.guildhall.limit.BulkCalls;
import io.guildhall.limit.BulkCalls.Place;
import io.guildhall.org.domain.Settings;
import io.guildhall.person.Address;
import io.guildhall.person.PersonChanges;
import io.guildhall.person.Written;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.web.WriteRequests.Received;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Registering and changing one person (`spec/domain.md` §5). `rawSideEffects` and `use_async` are taken and change
/// nothing: every call is carried out before it is answered.
@RestController
class PersonWriteController {
    private final PersonChanges changes;
    private final WriteRequests requests;
    private final BulkCalls turns;
    private final JsonMapper json;

    PersonWriteController(PersonChanges changes, WriteRequests requests, BulkCalls turns, JsonMapper json) {
        this.turns = turns;
        this.changes = changes;
        this.requests = requests;
        this.json = json;
    }

    @Writes
    @PostMapping(path = PersonPaths.ALL, consumes = MediaType.APPLICATION_JSON_VALUE)
    void register(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Defaults defaults = new Defaults(
                QueryParameters.text("source", query.get("source")),
                QueryParameters.text("accountId", query.get("accountId")),
                everyProgram(query));
        Received received = requests.receive(caller, request, PersonPaths.ALL, dryRun);
        Outcome outcome;
        try (var _ = turn(received)) {
            outcome = changes.register(
                    received.call(),
                    item(received),
                    defaults,
                    requests.rendering(PersonWriteController::withSideEffects));
        }
        requests.answer(response, received, outcome, PersonWriteController::withSideEffects);
    }

    @Writes
    @PutMapping(path = PersonPaths.ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    void update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Address address = PersonPaths.numbered(id, query);
        update(requests.receive(caller, request, PersonPaths.of(id), dryRun), address, query, response);
    }

    @Writes
    @PutMapping(path = PersonPaths.LOOKUP, consumes = MediaType.APPLICATION_JSON_VALUE)
    void updateLookedUp(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Address address = PersonPaths.looked(query);
        update(requests.receive(caller, request, PersonPaths.LOOKUP, dryRun), address, query, response);
    }

    private void update(Received received, Address address, Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Outcome outcome;
        try (var _ = turn(received)) {
            outcome = changes.update(
                    received.call(),
                    address,
                    item(received),
                    everyProgram(query),
                    requests.rendering(PersonWriteController::withSideEffects));
        }
        requests.answer(response, received, outcome, PersonWriteController::withSideEffects);
    }

    private Place turn(Received received) {
        return turns.workOn(received.call().caller().orgId(), received.body().length);
    }

    private static boolean everyProgram(Map<String, String> query) {
        return QueryParameters.flag("mlp_single_enroll", query.get("mlp_single_enroll"), false);
    }

    private WireItem item(Received received) {
        return BulkReader.readOne(json, received.body(), Settings.MAX_BATCH_PEOPLE);
    }

    /// `{createdId, warnings, sideEffects}`. Points are credited as they are sent, so the raw number is the same one.
    private static void withSideEffects(JsonGenerator json, Written written) {
        WriteRequests.createdId(json, written);
        json.writeName("sideEffects");
        json.writeStartArray();
        for (Written.Credit credit : written.credits()) {
            json.writeStartObject();
            json.writeStringProperty("type", "points");
            json.writeNumberProperty("awardedPoints", credit.points());
            json.writeNumberProperty("rawAwardedPoints", credit.points());
            json.writeStringProperty("entityType", "USER");
            if (credit.personId() != null) {
                json.writeNumberProperty("customerId", credit.personId());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
