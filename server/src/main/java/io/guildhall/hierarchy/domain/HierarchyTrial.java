package io.guildhall.hierarchy.domain;

import static io.guildhall.error.ErrorCode.PARENT_FULL;
import static io.guildhall.error.ErrorCode.PARENT_NOT_MAPPED;
import static io.guildhall.error.ErrorCode.ROLE_DOES_NOT_FIT;
import static io.guildhall.error.ErrorCode.ROLE_INVALID;

import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who would stand where nobody may, were the rules of a hierarchy other ones (`spec/beyond.md` row 18). Asks for
/// places
/// by the rules that calls of association follow (`spec/associate.md` §6 rows 6, 7, 7b, 8 and 23), and tells of each
/// kind of breach by the code that such a call would get.
public final class HierarchyTrial {
    /// Most people that are named for one breach.
    public static final int EXAMPLES = 10;

    private HierarchyTrial() {}

    /// The rules, as those who know the places need them.
    ///
    /// @param roles everybody in another one has none any more
    /// @param fitting who may stand under whom
    /// @param caps of the roles that have one
    /// @param needed for each role that nobody may have without a parent, the roles one of which the company must
    ///     have then; empty where the order is not strict
    public record Rules(List<String> roles, List<Pair> fitting, List<Cap> caps, List<Pair> needed) {
        public Rules {
            roles = List.copyOf(roles);
            fitting = List.copyOf(fitting);
            caps = List.copyOf(caps);
            needed = List.copyOf(needed);
        }
    }

    /// @param above a role that is or must be above
    public record Pair(String role, String above) {}

    public record Cap(String role, int maxChild) {}

    /// People of one kind that the rules do not allow.
    ///
    /// @param people how many
    /// @param customerIds the first of them, oldest first
    public record Found(String role, long people, List<Long> customerIds) {
        public Found {
            customerIds = List.copyOf(customerIds);
        }
    }

    /// People in a role that is gone, or under somebody they may not stand under.
    ///
    /// @param parentRole null where their own role is gone
    public record Misplaced(@Nullable String parentRole, Found found) {}

    /// People with more children than their role may have.
    ///
    /// @param most the highest number of children
    public record Overfull(int most, Found found) {}

    /// Everybody whose place the rules do not allow.
    ///
    /// @param alone people in a strict hierarchy with neither a parent nor somebody in the role above
    public record Findings(List<Misplaced> misplaced, List<Overfull> overfull, List<Found> alone) {
        public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

        public Findings {
            misplaced = List.copyOf(misplaced);
            overfull = List.copyOf(overfull);
            alone = List.copyOf(alone);
        }

        /// Both together.
        public Findings and(Findings others) {
            return new Findings(
                    joined(misplaced, others.misplaced),
                    joined(overfull, others.overfull),
                    joined(alone, others.alone));
        }

        private static <T> List<T> joined(Collection<T> left, Collection<T> right) {
            List<T> all = new ArrayList<>(left);
            all.addAll(right);
            return all;
        }
    }

    /// One rule, and those whose place it does not allow.
    ///
    /// @param rule what a call that put them there would be told, at the member of the draft that says so
    /// @param most the highest number of children where there may not be as many, else null
    public record Breach(
            Problem rule, long people, @Nullable Integer most, List<Long> customerIds) {
        public Breach {
            customerIds = List.copyOf(customerIds);
        }
    }

    /// The rules of a hierarchy.
    public static Rules rules(Hierarchy hierarchy) {
        List<String> codes = hierarchy.roleCodes();
        List<Pair> fitting = new ArrayList<>();
        List<Pair> needed = new ArrayList<>();
        for (String role : codes) {
            for (String above : codes) {
                if (hierarchy.mayStandUnder(role, above)) {
                    fitting.add(new Pair(role, above));
                }
            }
            if (hierarchy.strict()) {
                Collection<String> roles =
                        hierarchy.skipRoleAllowed() ? hierarchy.rolesAbove(role) : hierarchy.rolesDirectlyAbove(role);
                roles.forEach(above -> needed.add(new Pair(role, above)));
            }
        }
        List<Cap> caps = new ArrayList<>();
        for (Role role : hierarchy.roles()) {
            if (role.maxChild() != null) {
                caps.add(new Cap(role.code(), role.maxChild()));
            }
        }
        return new Rules(codes, fitting, caps, needed);
    }

    /// What the findings mean for the draft that they were made for: roles, then caps, then parents that are missing.
    ///
    /// @param after the hierarchy that the draft asks for
    public static List<Breach> breaches(HierarchyDraft draft, Hierarchy after, Findings findings) {
        List<Breach> breaches = new ArrayList<>();
        for (Misplaced misplaced : findings.misplaced()) {
            breaches.add(misplaced(draft, after, misplaced));
        }
        findings.overfull().forEach(overfull -> breaches.add(overfull(draft, after, overfull)));
        findings.alone().forEach(alone -> breaches.add(alone(draft, alone)));
        return breaches;
    }

    private static Breach misplaced(HierarchyDraft draft, Hierarchy after, Misplaced misplaced) {
        Found found = misplaced.found();
        String parentRole = misplaced.parentRole();
        Problem rule = parentRole == null
                ? Problem.of(
                        ROLE_INVALID, draft.at().child("roles"), found.role(), String.join(", ", after.roleCodes()))
                : Problem.of(ROLE_DOES_NOT_FIT, draft.placeOf(parentRole, "childRoleCode"), found.role(), parentRole);
        return new Breach(rule, found.people(), null, found.customerIds());
    }

    private static Breach overfull(HierarchyDraft draft, Hierarchy after, Overfull overfull) {
        Found found = overfull.found();
        Role role = Objects.requireNonNull(after.role(found.role()));
        Problem rule = Problem.of(
                PARENT_FULL, draft.placeOf(role.code(), "maxChild"), role.code(), String.valueOf(role.maxChild()));
        return new Breach(rule, found.people(), overfull.most(), found.customerIds());
    }

    private static Breach alone(HierarchyDraft draft, Found found) {
        Problem rule = Problem.of(PARENT_NOT_MAPPED, draft.place("hierarchyCreationStrict"), "of role " + found.role());
        return new Breach(rule, found.people(), null, found.customerIds());
    }
}
