package io.guildhall.person.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.PlaceChange;
import io.guildhall.association.PlaceChange.Place;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.ProblemBody;
import io.guildhall.person.Lifecycle;
import io.guildhall.person.Lifecycle.Moved;
import io.guildhall.person.Lifecycle.Outcome;
import io.guildhall.person.web.WriteRequests.Received;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/v2/customers/{id}/association`: a person leaves (`spec/beyond.md` row 10).
@RestController
class LifecycleController {
    private static final String PLACE = "/association";

    private final Lifecycle lifecycle;
    private final WriteRequests requests;
    private final JsonMapper json;

    LifecycleController(Lifecycle lifecycle, WriteRequests requests, JsonMapper json) {
        this.lifecycle = lifecycle;
        this.requests = requests;
        this.json = json;
    }

    record Answer(Data data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    record Data(long customerId, List<Changed> moved) {}

    /// @param after null for somebody who has left
    @JsonPropertyOrder({"customerId", "associationId", "hierarchyCode", "before", "after"})
    record Changed(
            long customerId,
            long associationId,
            String hierarchyCode,
            Stood before,
            @Nullable Stood after) {
        static Changed of(PlaceChange change) {
            return new Changed(
                    change.customerId(),
                    change.associationId(),
                    change.hierarchyCode(),
                    Stood.of(change.before()),
                    change.after() == null ? null : Stood.of(change.after()));
        }
    }

    @JsonPropertyOrder({"roleCode", "parentCustomer", "fleetCompany"})
    record Stood(
            String roleCode,
            @Nullable Parent parentCustomer,
            @Nullable Company fleetCompany) {
        static Stood of(Place place) {
            PlaceChange.Parent parent = place.parent();
            PlaceChange.Company company = place.company();
            return new Stood(
                    place.roleCode(),
                    parent == null ? null : new Parent(parent.customerId(), parent.associationId()),
                    company == null ? null : new Company(company.externalId(), company.id()));
        }
    }

    @JsonPropertyOrder({"id", "associationId"})
    record Parent(long id, long associationId) {}

    @JsonPropertyOrder({"externalId", "companyId"})
    record Company(String externalId, long companyId) {}

    @Writes
    @DeleteMapping(PersonPaths.ONE + PLACE)
    void leave(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String hierarchyCode,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        long number = PersonPaths.number(id);
        String hierarchy = QueryParameters.text("hierarchyCode", hierarchyCode);
        Received received = requests.receive(caller, request, PersonPaths.of(id) + PLACE, dryRun);
        answer(response, received, lifecycle.leave(received.call(), number, hierarchy, this::answer));
    }

    private void answer(HttpServletResponse response, Received received, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Fresh(var moved) -> requests.answer(response, received, answer(moved), false);
            case Outcome.Replay(var stored) -> requests.answer(response, received, stored, true);
        }
    }

    private StoredAnswer answer(Moved moved) {
        UUID change = moved.changeId();
        Map<String, String> headers = change == null ? Map.of() : Map.of(ChangeLog.ANSWER_HEADER, change.toString());
        Answer answer = new Answer(
                new Data(
                        moved.customerId(),
                        moved.changed().stream().map(Changed::of).toList()),
                ProblemBody.listOf(moved.warnings()),
                List.of());
        return new StoredAnswer(HttpStatus.OK.value(), headers, json.writeValueAsBytes(answer));
    }
}
