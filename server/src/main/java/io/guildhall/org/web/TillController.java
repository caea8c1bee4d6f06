package io.guildhall.org.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The organisation's tills (`spec/domain.md` §10). They are set up by the organisation's document.
@RestController
@RequestMapping(path = "/v2/organization", produces = MediaType.APPLICATION_JSON_VALUE)
class TillController {
    private final TenantTransactions transactions;
    private final Setups setups;

    TillController(TenantTransactions transactions, Setups setups) {
        this.transactions = transactions;
        this.setups = setups;
    }

    /// @param adminType always GENERAL: no till administers others
    /// @param isOuEnabled always false: there are no organisational units
    /// @param timeZoneId always 0, as wherever a till is shown: the numbers of the reference mean nothing here
    /// @param currencyId likewise
    /// @param languageId likewise
    @JsonPropertyOrder({
        "id",
        "code",
        "description",
        "name",
        "type",
        "adminType",
        "isActive",
        "isOuEnabled",
        "timeZoneId",
        "currencyId",
        "languageId",
        "warnings"
    })
    record TillAnswer(
            long id,
            String code,
            String description,
            String name,
            String type,
            String adminType,
            @JsonProperty("isActive") boolean isActive,
            @JsonProperty("isOuEnabled") boolean isOuEnabled,
            int timeZoneId,
            int currencyId,
            int languageId,
            List<ProblemBody> warnings) {

        static TillAnswer of(Till till) {
            return new TillAnswer(
                    till.id(),
                    till.code(),
                    "",
                    till.name(),
                    "TILL",
                    "GENERAL",
                    till.active(),
                    false,
                    0,
                    0,
                    0,
                    List.of());
        }
    }

    @Reads
    @GetMapping("/till")
    TillAnswer byCode(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        String code = QueryParameters.text("code", query.get("code"));
        if (code == null) {
            throw QueryParameters.refused("code");
        }
        return one(caller, till -> till.code().equals(code));
    }

    @Reads
    @GetMapping("/till/{id}")
    TillAnswer byId(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        Long number = QueryParameters.id(id);
        return one(caller, till -> number != null && till.id() == number);
    }

    @Reads
    @GetMapping("/activeTill")
    TillAnswer callers(@AuthenticationPrincipal Caller caller) {
        return one(caller, till -> till.id() == caller.tillId());
    }

    /// @throws RequestRefused with 404 where the organisation has no such till
    private TillAnswer one(Caller caller, Predicate<Till> wanted) {
        OrganisationSetup setup = transactions.read(caller.orgId(), () -> setups.current(caller.orgId()));
        return setup.tills().stream()
                .filter(wanted)
                .findFirst()
                .map(TillAnswer::of)
                .orElseThrow(() -> RequestRefused.because(NOT_FOUND));
    }
}
