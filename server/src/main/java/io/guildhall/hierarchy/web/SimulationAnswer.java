package io.guildhall.hierarchy.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guildhall.error.ProblemBody;
import io.guildhall.hierarchy.HierarchySimulation;
import io.guildhall.hierarchy.domain.HierarchyTrial.Breach;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What would become of a hierarchy under new rules (`spec/beyond.md` row 18).
///
/// @param allowed whether replacing it would be refused for nothing
record SimulationAnswer(long id, boolean allowed, List<ProblemBody> refusals, List<BreachAnswer> breaches) {

    /// @param most left out where it is not about numbers of children
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BreachAnswer(
            int code,
            String message,
            String field,
            long people,
            @Nullable Integer most,
            List<Long> customerIds) {

        private static BreachAnswer of(Breach breach) {
            return new BreachAnswer(
                    breach.rule().code().number(),
                    breach.rule().message(),
                    Objects.requireNonNull(breach.rule().field()),
                    breach.people(),
                    breach.most(),
                    breach.customerIds());
        }
    }

    static SimulationAnswer of(HierarchySimulation.Outcome outcome) {
        return new SimulationAnswer(
                outcome.id(),
                outcome.refusals().isEmpty(),
                ProblemBody.listOf(outcome.refusals()),
                outcome.breaches().stream().map(BreachAnswer::of).toList());
    }
}
