package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CONTRADICTS_EARLIER;
import static io.guildhall.error.ErrorCode.OTHER_HIERARCHY;
import static io.guildhall.error.ErrorCode.PARENT_NOT_MAPPED;
import static io.guildhall.error.ErrorCode.PARENT_ROLE_AMBIGUOUS;
import static io.guildhall.error.ErrorCode.ROLE_CHANGED;
import static io.guildhall.error.ErrorCode.ROLE_DOES_NOT_FIT;
import static io.guildhall.error.ErrorCode.ROLE_INVALID;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.error.Pointer;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Brings all living mentions of each person together into one wish (`spec/associate.md` §5 Order, §6 rows 3 and 21).
///
/// The first mention in array order sets, later ones may add what is still open; one that contradicts is out with
/// 1687. A parent whom nobody else asks for becomes a person with a role derived from the child's.
final class Wishes {
    private final Map<Person, Wish> byPerson = new LinkedHashMap<>();

    private Wishes() {}

    /// Refuses whoever leans on a person whose own item has failed (`decisions.md` 15), or lists one as a child
    /// (`decisions.md` 37).
    static void refuseLeaning(List<Person> people) {
        for (Person person : people) {
            if (person.hasOnlyFailedItems()) {
                person.units.stream()
                        .filter(Unit::isAlive)
                        .forEach(child -> child.fail(PARENT_NOT_MAPPED, child.at(), Recognition.shown(child.draft)));
            }
        }
        for (Person person : people) {
            if (person.hasOnlyFailedItems() || person.link == null && person.isAskedForInVain()) {
                person.namedAsParentBy.stream()
                        .filter(Unit::isAlive)
                        .forEach(unit -> unit.fail(PARENT_NOT_MAPPED, unit.parentAt(), shownParent(unit)));
            }
        }
    }

    /// The wishes of one round. Units found wanting on the way are failed; what is said of one person is brought
    /// together before anybody comes along as a parent.
    static Map<Person, Wish> of(List<Person> people) {
        Wishes wishes = new Wishes();
        List<Unit> units = people.stream()
                .flatMap(person -> person.units.stream())
                .filter(Unit::isAlive)
                .sorted()
                .toList();
        units.forEach(wishes::combine);
        if (units.stream().allMatch(Unit::isAlive)) {
            units.forEach(wishes::parentAlongTheWay);
        }
        return wishes.byPerson;
    }

    private void combine(Unit unit) {
        Target target = unit.owner == null ? unit.target : unit.owner.target;
        if (target != null && unit.person != null && unit.isAlive() && isOwnerAlive(unit)) {
            add(unit.person, unit, target);
        }
    }

    private static boolean isOwnerAlive(Unit unit) {
        return unit.owner == null || unit.owner.isAlive();
    }

    private void add(Person person, Unit unit, Target target) {
        String role = Objects.requireNonNull(unit.isChild() ? target.childRoleCode() : target.roleCode());
        CompanyRef company = ref(target.company());
        Person parent = Wish.parentOf(unit);
        Wish wish = byPerson.get(person);
        if (wish == null) {
            wish = new Wish(person, target.hierarchy(), role, false);
            byPerson.put(person, wish);
        }
        String contradiction = contradiction(wish, unit, target.hierarchy(), role, company, parent);
        if (contradiction != null) {
            unit.fail(CONTRADICTS_EARLIER, unit.at(), contradiction);
            return;
        }
        // a child's company is only its item's; the child's own item knows better
        if (wish.company == null || company != null && !unit.isChild()) {
            wish.company = company;
            wish.ownCompany = company != null && !unit.isChild();
        }
        wish.parent = wish.parent == null ? parent : wish.parent;
        wish.defaultChild = wish.defaultChild == null ? unit.defaultChild : wish.defaultChild;
        wish.units.add(unit);
    }

    private static @Nullable String contradiction(
            Wish wish,
            Unit unit,
            Hierarchy hierarchy,
            String role,
            @Nullable CompanyRef company,
            @Nullable Person parent) {
        if (wish.hierarchy.id() != hierarchy.id()) {
            return "hierarchy";
        }
        if (!wish.roleCode.equals(role)) {
            return "role";
        }
        if (wish.parent != null && parent != null && wish.parent != parent) {
            return "parent";
        }
        boolean bothOwn = wish.ownCompany && !unit.isChild();
        return bothOwn && company != null && !company.equals(wish.company) ? "company" : null;
    }

    static @Nullable CompanyRef ref(@Nullable CompanyTarget company) {
        return switch (company) {
            case null -> null;
            case CompanyTarget.Stored stored -> new CompanyRef.Known(stored.company());
            case CompanyTarget.ToCreate creation -> new CompanyRef.Fresh(creation.externalId());
            case CompanyTarget.NamedOnly named -> new CompanyRef.Fresh(named.externalId());
        };
    }

    private void parentAlongTheWay(Unit unit) {
        Person parent = unit.parent;
        Target target = unit.target;
        if (parent == null || target == null || !unit.isAlive()) {
            return;
        }
        Pointer at = unit.parentAt();
        String sentRole = sentRole(unit);
        Wish known = byPerson.get(parent);
        if (parent.link != null) {
            if (sentRole != null && !sentRole.equals(parent.link.roleCode())) {
                unit.fail(ROLE_CHANGED, at.child("roleCode"));
            }
        } else if (known != null && !known.alongTheWay) {
            if (known.hierarchy.id() != target.hierarchy().id()) {
                unit.fail(OTHER_HIERARCHY, at);
            } else if (sentRole != null && !sentRole.equals(known.roleCode)) {
                unit.fail(CONTRADICTS_EARLIER, at.child("roleCode"), "role");
            }
        } else if (parent.registered != null) {
            unit.fail(PARENT_NOT_MAPPED, at, shownParent(unit));
        } else {
            register(unit, parent, target, sentRole, known);
        }
    }

    private void register(Unit unit, Person parent, Target target, @Nullable String sentRole, @Nullable Wish known) {
        String role = sentRole == null ? derivedRole(unit, target) : checkedRole(unit, target, sentRole);
        if (role == null) {
            return;
        }
        if (known == null) {
            Wish wish = new Wish(parent, target.hierarchy(), role, true);
            wish.company = ref(target.company());
            wish.units.add(unit);
            byPerson.put(parent, wish);
        } else if (known.hierarchy.id() != target.hierarchy().id() || !known.roleCode.equals(role)) {
            unit.fail(CONTRADICTS_EARLIER, unit.parentAt(), "role");
        } else {
            known.company = upper(known.company, ref(target.company()));
            known.units.add(unit);
        }
    }

    /// Of two companies the one that the other is within, so that both children fit whoever comes first.
    private static @Nullable CompanyRef upper(@Nullable CompanyRef first, @Nullable CompanyRef second) {
        return first == null || second != null && CompanyRef.fit(first, second) ? second : first;
    }

    /// The one role right above the child's (`decisions.md` 11).
    private static @Nullable String derivedRole(Unit unit, Target target) {
        List<String> above = target.hierarchy().rolesDirectlyAbove(target.roleCode());
        if (above.isEmpty()) {
            unit.fail(ROLE_DOES_NOT_FIT, unit.parentAt(), target.roleCode(), "of anybody");
            return null;
        }
        if (above.size() > 1) {
            unit.fail(PARENT_ROLE_AMBIGUOUS, unit.parentAt(), String.join(", ", above));
            return null;
        }
        return above.getFirst();
    }

    private static @Nullable String checkedRole(Unit unit, Target target, String sent) {
        Pointer at = unit.parentAt().child("roleCode");
        if (target.hierarchy().role(sent) == null) {
            unit.fail(
                    ROLE_INVALID, at, sent, String.join(", ", target.hierarchy().roleCodes()));
            return null;
        }
        if (!target.hierarchy().mayStandUnder(target.roleCode(), sent)) {
            unit.fail(ROLE_DOES_NOT_FIT, at, target.roleCode(), sent);
            return null;
        }
        return sent;
    }

    private static @Nullable String sentRole(Unit unit) {
        ParentWish wish = unit.parentWish();
        String role = wish == null ? null : wish.roleCode();
        return role == null || role.isBlank() ? null : role.strip();
    }

    static String shownParent(Unit unit) {
        ParentWish wish = unit.parentWish();
        return wish == null ? "" : Recognition.shown(wish.person());
    }
}
