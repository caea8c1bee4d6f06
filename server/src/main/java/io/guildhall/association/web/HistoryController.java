package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.LinkDirectory;
import io.guildhall.association.LinkDirectory.History;
import io.guildhall.association.store.LinkReads.Spell;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.Timestamps;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v2/customers/{id}/association/history`: every place a person has had, the newest first (`decisions.md` 24).
@RestController
class HistoryController {
    private final LinkDirectory directory;

    HistoryController(LinkDirectory directory) {
        this.directory = directory;
    }

    record Answer(List<Entry> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param to null while it lasts
    @JsonPropertyOrder({
        "associationId",
        "hierarchyCode",
        "roleCode",
        "parentCustomer",
        "fleetCompany",
        "from",
        "to",
        "changeId"
    })
    record Entry(
            long associationId,
            String hierarchyCode,
            String roleCode,
            @Nullable Parent parentCustomer,
            @Nullable Company fleetCompany,
            String from,
            @Nullable String to,
            String changeId) {

        static Entry of(Spell spell, ZoneId zone) {
            return new Entry(
                    spell.associationId(),
                    spell.hierarchyCode(),
                    spell.roleCode(),
                    spell.parentCustomerId() == null || spell.parentAssociationId() == null
                            ? null
                            : new Parent(spell.parentCustomerId(), spell.parentAssociationId()),
                    spell.companyKey() == null || spell.companyId() == null
                            ? null
                            : new Company(spell.companyKey(), spell.companyId()),
                    Timestamps.exact(spell.from(), zone),
                    spell.to() == null ? null : Timestamps.exact(spell.to(), zone),
                    spell.changeId().toString());
        }
    }

    record Parent(long id, long associationId) {}

    record Company(String externalId, long companyId) {}

    @Reads
    @GetMapping("/v2/customers/{id}/association/history")
    Answer history(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        Long customerId = QueryParameters.id(id);
        if (customerId == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        History history = directory.history(caller.orgId(), customerId);
        return new Answer(
                history.spells().stream()
                        .map(spell -> Entry.of(spell, history.zone()))
                        .toList(),
                ProblemBody.listOf(Merged.warning(customerId, history.customerId())),
                List.of());
    }
}
