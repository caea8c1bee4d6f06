package io.guildhall.hierarchy;

import static io.guildhall.error.ErrorCode.HIERARCHY_CODE_EXISTS;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyChange;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.domain.HierarchyRules;
import io.guildhall.hierarchy.domain.HierarchyTrial;
import io.guildhall.hierarchy.domain.HierarchyTrial.Breach;
import io.guildhall.hierarchy.domain.HierarchyTrial.Findings;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells what another set of rules would do to a hierarchy and its people, and writes nothing (`spec/beyond.md` row
/// 18).
@Component
public class HierarchySimulation {
    private final TenantTransactions transactions;
    private final Hierarchies hierarchies;
    private final HierarchyUses uses;
    private final List<HierarchyCensus> censuses;

    HierarchySimulation(
            TenantTransactions transactions,
            Hierarchies hierarchies,
            HierarchyUses uses,
            List<HierarchyCensus> censuses) {
        this.transactions = transactions;
        this.hierarchies = hierarchies;
        this.uses = uses;
        this.censuses = censuses;
    }

    /// What would become of the draft.
    ///
    /// @param refusals why replacing the hierarchy by it would be refused now; empty where it would not
    /// @param breaches people whose place it would not allow, whether or not the present rules do
    /// @param warnings what replacing would warn of
    public record Outcome(long id, List<Problem> refusals, List<Breach> breaches, List<Problem> warnings) {
        public Outcome {
            refusals = List.copyOf(refusals);
            breaches = List.copyOf(breaches);
            warnings = List.copyOf(warnings);
        }
    }

    /// Looks at each of the hierarchy's people.
    ///
    /// @param draft a draft without faults
    /// @throws RequestRefused with 1609
    public Outcome of(long orgId, long id, HierarchyDraft draft) {
        return transactions.read(orgId, () -> {
            Hierarchy before = HierarchyRegistry.find(hierarchies.all(orgId), id);
            Hierarchy after = HierarchyChange.changed(before, draft);
            Findings findings = censuses.stream()
                    .map(census -> census.against(orgId, id, HierarchyTrial.rules(after)))
                    .reduce(Findings.NONE, Findings::and);
            return new Outcome(
                    id,
                    refusals(orgId, before, draft),
                    HierarchyTrial.breaches(draft, after, findings),
                    HierarchyRules.warnings(draft));
        });
    }

    /// Why replacing would be refused, without looking at the people.
    ///
    /// @param draft a draft without faults
    /// @throws RequestRefused with 1609
    public List<Problem> refusals(long orgId, long id, HierarchyDraft draft) {
        return transactions.read(
                orgId, () -> refusals(orgId, HierarchyRegistry.find(hierarchies.all(orgId), id), draft));
    }

    private List<Problem> refusals(long orgId, Hierarchy before, HierarchyDraft draft) {
        List<Problem> refusals = new ArrayList<>(HierarchyChange.refusals(before, draft, uses.of(orgId, before.id())));
        hierarchies.all(orgId).stream()
                .filter(other -> other.id() != before.id() && other.code().equals(draft.code()))
                .map(other -> Problem.of(HIERARCHY_CODE_EXISTS, Pointer.ROOT.child("code"), other.code()))
                .forEach(refusals::add);
        return refusals;
    }
}
