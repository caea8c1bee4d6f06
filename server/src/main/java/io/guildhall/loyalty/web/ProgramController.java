package io.guildhall.loyalty.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.org.domain.Program;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The organisation's programmes (`spec/domain.md` §7). They are set up by the organisation's document.
@RestController
class ProgramController {
    private final TenantTransactions transactions;
    private final Setups setups;

    ProgramController(TenantTransactions transactions, Setups setups) {
        this.transactions = transactions;
        this.setups = setups;
    }

    @JsonPropertyOrder({"data", "warnings", "errors"})
    record Programs(List<ProgramAnswer> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param pointsToCurrencyRatio what a point is worth; always 1, points are not paid out here
    /// @param partnerPrograms always empty
    @JsonPropertyOrder({
        "programId",
        "programName",
        "programDescription",
        "pointsToCurrencyRatio",
        "default",
        "tiers",
        "partnerPrograms"
    })
    record ProgramAnswer(
            long programId,
            String programName,
            String programDescription,
            int pointsToCurrencyRatio,
            @JsonProperty("default") boolean isDefault,
            List<Program.Tier> tiers,
            List<String> partnerPrograms) {
        static ProgramAnswer of(Program program) {
            return new ProgramAnswer(
                    program.id(), program.name(), "", 1, program.isDefault(), program.tiers(), List.of());
        }
    }

    @Reads
    @GetMapping("/v2/organization/programs")
    Programs programs(@AuthenticationPrincipal Caller caller) {
        List<Program> programs = transactions.read(
                caller.orgId(), () -> setups.current(caller.orgId()).programs());
        return new Programs(
                programs.stream()
                        .sorted(Comparator.comparingLong(Program::id))
                        .map(ProgramAnswer::of)
                        .toList(),
                List.of(),
                List.of());
    }
}
