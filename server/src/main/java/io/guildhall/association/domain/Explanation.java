package io.guildhall.association.domain;

import io.guildhall.association.domain.Placing.Placed;
import io.guildhall.association.domain.Reason.Step;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.PersonDraft.Claim;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.Masked;
import io.guildhall.error.Pointer;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says why a unit came out as it did, once everything is decided (`spec/beyond.md` row 15). Reads the decisions, makes
/// none.
final class Explanation {
    private final Snapshot known;
    private final Placing placing;
    private final Benefits benefits;

    /// @param placing the last round
    /// @param benefits the last round
    Explanation(Snapshot known, Placing placing, Benefits benefits) {
        this.known = known;
        this.placing = placing;
        this.benefits = benefits;
    }

    List<Reason> of(Unit unit) {
        List<Reason> reasons = new ArrayList<>();
        recognition(unit.draft, unit.person, unit.joining, reasons);
        Person parent = Wish.parentOf(unit);
        if (!unit.isChild() && unit.parentWish() != null) {
            recognition(unit.parentWish().person(), unit.parent, unit.parentJoining, reasons);
        }
        Target target = unit.owner == null ? unit.target : unit.owner.target;
        if (target != null && unit.person != null) {
            Placed placed = placing.placed().get(unit.person);
            company(unit, target, placed, reasons);
            role(unit, target, parent, reasons);
            capacity(unit, target.hierarchy(), parent, reasons);
        }
        reasons.addAll(benefits.reasons(unit));
        return reasons;
    }

    private void recognition(PersonDraft draft, @Nullable Person person, Joins joins, List<Reason> reasons) {
        for (Claim claim : draft.claims()) {
            String identifier = claim.key().type().wireName() + " "
                    + Masked.value(claim.draft().identifier().value());
            Set<String> owners = new LinkedHashSet<>();
            for (Match match : known.matches(claim.key())) {
                owners.add("customer " + match.customerId() + " in " + shown(match.profile()));
            }
            String whose = owners.isEmpty() ? "nobody registered" : String.join(", ", owners);
            reasons.add(new Reason(
                    Step.RECOGNITION,
                    claim.draft().at(),
                    identifier + ", looked up in " + shown(claim.profile()) + ", belongs to " + whose + "."));
        }
        reasons.add(new Reason(Step.RECOGNITION, draft.at(), whoIs(person)));
        if (person != null && person.registered != null) {
            joined(person, person.registered.id(), joins)
                    .forEach(text -> reasons.add(new Reason(Step.RECOGNITION, draft.at(), text)));
        }
    }

    /// Which rule made one person of several.
    private static List<String> joined(Person person, long survivor, Joins joins) {
        List<String> told = new ArrayList<>(2);
        if (!person.victims.isEmpty()) {
            String victims = person.victims.stream()
                    .map(victim -> "customer " + victim.customer().id())
                    .collect(Collectors.joining(", "));
            told.add("An identifier means one person in every source (autoMerge), so " + victims + " and customer "
                    + survivor + " are one: the lowest id stays.");
        }
        if (joins == Joins.PROFILES) {
            told.add(
                    "An identifier means one person in every source (autoMerge), so the profile becomes one of customer "
                            + survivor + ".");
        }
        return told;
    }

    private static String whoIs(@Nullable Person person) {
        if (person == null) {
            return "The identifiers do not tell one person.";
        }
        if (person.registered != null) {
            return "So this is customer " + person.registered.id() + ".";
        }
        String others = person.units.size() + person.namedAsParentBy.size() > 1
                ? ", named " + (person.units.size() + person.namedAsParentBy.size()) + " times in this call"
                : "";
        return "So this is somebody new" + others + ".";
    }

    private static String shown(ProfileKey profile) {
        if (profile.equals(ProfileKey.ANY)) {
            return "every source";
        }
        return profile.accountId().isEmpty() ? profile.source() : profile.source() + "/" + profile.accountId();
    }

    private static void company(Unit unit, Target target, @Nullable Placed placed, List<Reason> reasons) {
        Pointer at = unit.at();
        CompanyTarget asked = unit.isChild() ? null : target.company();
        if (asked != null) {
            String how = switch (asked) {
                case CompanyTarget.Stored stored ->
                    "Company " + stored.company().externalId() + " is registered.";
                case CompanyTarget.ToCreate creation ->
                    "Company " + creation.externalId()
                            + " is not registered; name and hierarchy are given, so it is made.";
                case CompanyTarget.NamedOnly named ->
                    "Company " + named.externalId() + " is not registered; another item of the call may make it.";
            };
            reasons.add(new Reason(Step.COMPANY, asked.wish().at(), how));
        } else if (placed != null && placed.company() != null) {
            reasons.add(new Reason(
                    Step.COMPANY, at, "Company " + placed.company().externalId() + " comes from the parent."));
        }
    }

    private void role(Unit unit, Target target, @Nullable Person parent, List<Reason> reasons) {
        Hierarchy hierarchy = target.hierarchy();
        String role = unit.isChild() ? target.childRoleCode() : target.roleCode();
        if (role == null) {
            return;
        }
        if (parent != null) {
            String above = placing.roleOf(parent);
            if (above != null) {
                reasons.add(new Reason(Step.ROLE, unit.parentAt(), relation(hierarchy, role, above)));
            }
        } else if (hierarchy.strict() && !hierarchy.rolesDirectlyAbove(role).isEmpty()) {
            String needed = hierarchy.skipRoleAllowed()
                    ? "any role above: " + sorted(hierarchy.rolesAbove(role))
                    : "the role directly above: " + sorted(hierarchy.rolesDirectlyAbove(role));
            reasons.add(new Reason(
                    Step.ROLE,
                    unit.at(),
                    "Hierarchy " + hierarchy.code() + " is strict: without a parent, " + role
                            + " needs somebody of the company in " + needed + "."));
        }
    }

    private static String relation(Hierarchy hierarchy, String role, String above) {
        Role upper = hierarchy.role(above);
        if (upper != null && role.equals(upper.childRoleCode())) {
            return role + " is the role directly below " + above + ".";
        }
        if (hierarchy.rolesAbove(role).contains(above)) {
            return role + " is below " + above + ", not directly; skipRoleAllowed of " + hierarchy.code() + " is "
                    + hierarchy.skipRoleAllowed() + ".";
        }
        return role + " is not below " + above + " in " + hierarchy.code() + ".";
    }

    private static String sorted(Collection<String> roles) {
        return roles.stream().sorted().collect(Collectors.joining(", "));
    }

    private void capacity(Unit unit, Hierarchy hierarchy, @Nullable Person parent, List<Reason> reasons) {
        String role = parent == null ? null : placing.roleOf(parent);
        if (parent != null && role != null) {
            reasons.add(new Reason(
                    Step.CAPACITY,
                    unit.parentAt(),
                    "After this call the parent has " + placing.childCount(parent) + " of at most "
                            + placing.cap(parent, hierarchy) + " children."));
        }
    }
}
