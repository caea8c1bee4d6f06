package io.guildhall.console.web.hierarchies;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.HierarchyReader;
import io.guildhall.hierarchy.HierarchyReader.Strangers;
import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.hierarchy.HierarchySimulation;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyChange;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.domain.HierarchyTrial.Breach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be said of an entry before it is saved.
///
/// @param draft may be saved only where there is no error
/// @param errors beside their fields
/// @param picture of what it would be; null where it breaks a rule of its own
/// @param differences from what is stored
/// @param inUse whether it is refused because of the people it would take something away from
record HierarchyVerdict(
        HierarchyDraft draft,
        FieldErrors errors,
        @Nullable HierarchyPicture picture,
        List<Difference> differences,
        boolean inUse) {

    public boolean isFine() {
        return errors.count() == 0;
    }

    /// @param before what is stored; null for a new one
    /// @param refused what saving it came to, if that has been tried
    static HierarchyVerdict of(
            HierarchyRegistry registry,
            HierarchySimulation simulation,
            long orgId,
            @Nullable Hierarchy before,
            HierarchyEntry entry,
            List<Problem> refused) {
        List<Problem> problems = new ArrayList<>();
        HierarchyDraft draft = HierarchyReader.read(entry.body(), Pointer.ROOT, Strangers.REFUSED, problems);
        if (!problems.isEmpty()) {
            return new HierarchyVerdict(draft, FieldErrors.of(entry, problems), null, List.of(), false);
        }
        Hierarchy after = before == null
                ? HierarchyChange.created(0, draft, null, Instant.EPOCH)
                : HierarchyChange.changed(before, draft);
        List<Problem> refusals = new ArrayList<>(refused);
        if (refused.isEmpty()) {
            refusals.addAll(
                    before == null ? taken(registry, orgId, draft) : simulation.refusals(orgId, before.id(), draft));
        }
        return new HierarchyVerdict(
                draft,
                FieldErrors.of(entry, refusals),
                HierarchyPicture.of(after),
                before == null ? List.of() : Difference.between(before, after),
                refusals.stream().anyMatch(problem -> problem.code() == ErrorCode.HIERARCHY_IN_USE));
    }

    private static List<Problem> taken(HierarchyRegistry registry, long orgId, HierarchyDraft draft) {
        return registry.all(orgId).hierarchies().stream()
                .filter(hierarchy -> hierarchy.code().equals(draft.code()))
                .map(hierarchy ->
                        Problem.of(ErrorCode.HIERARCHY_CODE_EXISTS, Pointer.ROOT.child("code"), hierarchy.code()))
                .toList();
    }

    /// @param examples the first of the people, oldest first
    record Break(String message, long people, @Nullable Integer most, List<Long> examples) {
        static Break of(Breach breach) {
            return new Break(breach.rule().message(), breach.people(), breach.most(), breach.customerIds());
        }
    }

    /// Who would stand where the entry does not allow it; nobody where the entry breaks a rule of its own.
    static List<Break> breaks(HierarchySimulation simulation, long orgId, long id, HierarchyEntry entry) {
        List<Problem> problems = new ArrayList<>();
        HierarchyDraft draft = HierarchyReader.read(entry.body(), Pointer.ROOT, Strangers.REFUSED, problems);
        return problems.isEmpty()
                ? simulation.of(orgId, id, draft).breaches().stream()
                        .map(Break::of)
                        .toList()
                : List.of();
    }
}
