package io.guildhall.hierarchy.domain;

import static io.guildhall.error.ErrorCode.HIERARCHY_IN_USE;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.HierarchyDraft.RoleDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may become of a hierarchy that exists already (`spec/domain.md` §2, PUT): anything while it is unused; once
/// people are or were linked in it, only what takes nothing away from them.
public final class HierarchyChange {
    private HierarchyChange() {}

    /// What other modules keep of a hierarchy.
    ///
    /// @param linked people are or were linked in it
    /// @param companies companies belong to it
    public record Use(boolean linked, boolean companies) {
        public static final Use NONE = new Use(false, false);

        public boolean any() {
            return linked || companies;
        }
    }

    /// The hierarchy that the draft asks for.
    ///
    /// @param draft a draft without faults
    /// @param createdBy code of the till, null for the operator
    public static Hierarchy created(long id, HierarchyDraft draft, @Nullable String createdBy, Instant at) {
        return new Hierarchy(
                id,
                Objects.requireNonNull(draft.code()),
                draft.name(),
                draft.description(),
                !Boolean.FALSE.equals(draft.active()),
                draft.isDefault(),
                draft.strict(),
                draft.skipRoleAllowed(),
                draft.autoGroupCreationEnabled(),
                draft.checkedRoles(),
                createdBy,
                at);
    }

    /// The hierarchies that cease to be the default because another one is written as such: an organisation has one
    /// (`spec/domain.md` §2), and the latest wish counts.
    public static List<Hierarchy> dethroned(List<Hierarchy> stored, Collection<Hierarchy> written) {
        if (written.stream().noneMatch(hierarchy -> hierarchy.isDefault() && hierarchy.active())) {
            return List.of();
        }
        Set<Long> ids = new HashSet<>();
        written.forEach(hierarchy -> ids.add(hierarchy.id()));
        return stored.stream()
                .filter(hierarchy -> hierarchy.isDefault() && hierarchy.active() && !ids.contains(hierarchy.id()))
                .map(Hierarchy::withoutDefault)
                .toList();
    }

    /// The hierarchy as the draft wants it; id, creator and time of creation stay. Where the draft says nothing about
    /// `active`, that stays too: nobody switches a hierarchy on again by the way.
    ///
    /// @param draft a draft without faults
    public static Hierarchy changed(Hierarchy before, HierarchyDraft draft) {
        return new Hierarchy(
                before.id(),
                Objects.requireNonNull(draft.code()),
                draft.name(),
                draft.description(),
                draft.active() == null ? before.active() : draft.active(),
                draft.isDefault(),
                draft.strict(),
                draft.skipRoleAllowed(),
                draft.autoGroupCreationEnabled(),
                draft.checkedRoles(),
                before.createdBy(),
                before.createdOn());
    }

    /// Why the change may not be made, each reason at the member concerned (1711); empty when it may. Switching a
    /// hierarchy on again is always possible.
    public static List<Problem> refusals(Hierarchy before, HierarchyDraft draft, Use use) {
        Refusals refusals = new Refusals(before);
        if (use.any() && before.active() && Boolean.FALSE.equals(draft.active())) {
            refusals.add(draft.place("active"));
        }
        if (use.linked()) {
            compareMembers(before, draft, refusals);
            compareRoles(before, draft, refusals);
        }
        return refusals.problems;
    }

    private static final class Refusals {
        private final Hierarchy hierarchy;
        private final List<Problem> problems = new ArrayList<>();

        Refusals(Hierarchy hierarchy) {
            this.hierarchy = hierarchy;
        }

        void add(Pointer at) {
            problems.add(Problem.of(HIERARCHY_IN_USE, at, hierarchy.code()));
        }

        void addUnless(boolean same, Pointer at) {
            if (!same) {
                add(at);
            }
        }
    }

    private static void compareMembers(Hierarchy before, HierarchyDraft draft, Refusals refusals) {
        refusals.addUnless(before.code().equals(draft.code()), draft.place("code"));
        refusals.addUnless(before.isDefault() == draft.isDefault(), draft.place("default"));
        refusals.addUnless(before.strict() == draft.strict(), draft.place("hierarchyCreationStrict"));
        refusals.addUnless(before.skipRoleAllowed() == draft.skipRoleAllowed(), draft.place("skipRoleAllowed"));
        refusals.addUnless(
                before.autoGroupCreationEnabled() == draft.autoGroupCreationEnabled(),
                draft.place("autoGroupCreationEnabled"));
    }

    private static void compareRoles(Hierarchy before, HierarchyDraft draft, Refusals refusals) {
        Set<String> added = addedAtTheEnd(before, draft);
        Set<String> wanted = new HashSet<>();
        for (RoleDraft role : draft.roles()) {
            wanted.add(role.named());
            Role old = before.role(role.named());
            if (old != null) {
                compareRole(old, role, added, refusals);
            } else if (!added.contains(role.named())) {
                refusals.add(role.at());
            }
        }
        if (!wanted.containsAll(before.roleCodes())) {
            refusals.add(draft.at().child("roles"));
        }
    }

    private static void compareRole(Role old, RoleDraft role, Set<String> added, Refusals refusals) {
        String child = role.childRoleCode();
        boolean sameChild = Objects.equals(old.childRoleCode(), child)
                || old.childRoleCode() == null && child != null && added.contains(child);
        refusals.addUnless(sameChild, role.at().child("childRoleCode"));
        boolean roomy = old.maxChild() == null || role.maxChild() != null && role.maxChild() >= old.maxChild();
        refusals.addUnless(roomy, role.at().child("maxChild"));
        refusals.addUnless(
                old.pointsAggregationRole() == role.pointsAggregationRole(),
                role.at().child("pointsAggregationRole"));
        refusals.addUnless(
                old.nonAutomatedPointsAggregationRole() == role.nonAutomatedPointsAggregationRole(),
                role.at().child("nonAutomatedPointsAggregationRole"));
    }

    /// New roles below the role that used to be the last one: nobody's place changes by them.
    private static Set<String> addedAtTheEnd(Hierarchy before, HierarchyDraft draft) {
        Set<String> added = new HashSet<>();
        String next = before.roles().stream()
                .filter(role -> role.childRoleCode() == null)
                .map(Role::code)
                .findFirst()
                .orElse(null);
        while (next != null) {
            String below = childOf(next, draft);
            next = below != null && before.role(below) == null && added.add(below) ? below : null;
        }
        return added;
    }

    private static @Nullable String childOf(String code, HierarchyDraft draft) {
        for (RoleDraft role : draft.roles()) {
            if (role.named().equals(code)) {
                return role.childRoleCode();
            }
        }
        return null;
    }
}
