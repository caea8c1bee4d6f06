package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.COMPANIES_DIFFER;
import static io.guildhall.error.ErrorCode.COMPANY_INACTIVE;
import static io.guildhall.error.ErrorCode.OTHER_HIERARCHY;
import static io.guildhall.error.ErrorCode.PARENT_FULL;
import static io.guildhall.error.ErrorCode.PARENT_NOT_MAPPED;
import static io.guildhall.error.ErrorCode.ROLE_DOES_NOT_FIT;
import static io.guildhall.error.ErrorCode.SEVERAL_DEFAULT_CHILDREN;
import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.company.domain.Company;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One round of deciding who stands where, under whom, in which company (`spec/associate.md` §6 rows 3, 7 to 9, 14 and
/// 23, §7 steps 10 and 11).
///
/// Roles are gone through from the top down, so that whoever somebody leans on (a parent, or in a strict hierarchy the
/// role above in the same company) is decided first; within a role, array order decides who gets the last free place.
/// A unit that fails takes its wish out, and what leaned on it may have to be looked at again: the planner starts
/// another round until no round fails anybody.
final class Placing {
    private final List<Unit> units;
    private final List<Person> people;
    private final Snapshot known;
    private final Map<Person, Placed> placed = new LinkedHashMap<>();
    private final Map<Long, Person> byAssociation = new HashMap<>();
    /// Active direct children by parent, changes of this round included.
    private final Map<Person, Integer> childCounts = new HashMap<>();
    /// Who becomes whose default child in this round.
    private final Map<Person, Wish> defaultChildren = new HashMap<>();
    private final Set<Occupancy> occupied = new HashSet<>();
    /// Who leans on people that have been refused in this round: the next one tells them (`decisions.md` 15).
    private final Set<Person> waiting = new HashSet<>();

    private record Occupancy(CompanyRef company, String roleCode) {}

    /// Where somebody stands at the end of a round.
    ///
    /// @param parent null leaves an existing membership under its parent, and a new one at the top
    /// @param parentCap most children that the new parent's role allows; 0 without a new parent
    /// @param isMove whether an existing membership gets a new spell
    record Placed(
            Hierarchy hierarchy,
            String roleCode,
            @Nullable Person parent,
            int parentCap,
            @Nullable CompanyRef company,
            boolean defaultChild,
            boolean isMove) {}

    Placing(List<Unit> units, List<Person> people, Snapshot known) {
        this.units = units;
        this.people = people;
        this.known = known;
        for (Person person : people) {
            if (person.link != null) {
                byAssociation.put(person.link.associationId(), person);
            }
        }
    }

    /// Decides for everybody; true when somebody failed who had not failed before. Step by step, and none is taken
    /// while the one before refuses somebody: whether others may still lean on them, the next round tells.
    boolean run() {
        long before = alive();
        Targets.refuseMissingCompanies(units);
        refuseChildrenOfRefused();
        Wishes.refuseLeaning(people);
        if (alive() < before) {
            return true;
        }
        Circles.refuse(people);
        if (alive() < before) {
            return true;
        }
        Map<Person, Wish> wishes = Wishes.of(people);
        if (alive() < before) {
            return true;
        }
        Map<Integer, List<Wish>> byDepth = wishes.values().stream()
                .sorted(Comparator.comparing(wish -> wish.units.getFirst()))
                .collect(Collectors.groupingBy(wish -> wish.depth, TreeMap::new, Collectors.toList()));
        for (List<Wish> ofOneDepth : byDepth.values()) {
            boolean settled = true;
            for (Wish wish : ofOneDepth) { // all of them: a round for each failing one would make hostile calls dear
                settled &= place(wish);
            }
            if (!settled || alive() < before) {
                return true;
            }
        }
        refuseDefaultsBesideStored();
        return alive() < before;
    }

    Map<Person, Placed> placed() {
        return placed;
    }

    private long alive() {
        long alive = 0;
        for (Unit unit : units) {
            alive += unit.isAlive() ? 1 : 0;
            alive += unit.children.stream().filter(Unit::isAlive).count();
        }
        return alive;
    }

    private void refuseChildrenOfRefused() {
        for (Unit unit : units) {
            if (!unit.isAlive()) {
                unit.children.stream()
                        .filter(Unit::isAlive)
                        .forEach(child -> child.fail(UNDONE_WITH_OTHERS, child.at()));
            }
        }
    }

    /// False when the wish is no longer what it was: some of those whose wish it is have failed and some have not. Who
    /// leans on the person cannot be decided before the next round has asked the others.
    private boolean place(Wish wish) {
        if (wish.units.stream().noneMatch(Placing::stands)) {
            return true;
        }
        if (!wish.units.stream().allMatch(Placing::stands)) {
            return false;
        }
        if (wish.parent != null && (waiting.contains(wish.parent) || wish.parent.hasOnlyFailedItems())) {
            waiting.add(wish.person);
            return false;
        }
        CurrentLink link = wish.person.link;
        Placed place = link == null ? start(wish) : keepOrMove(wish, link);
        if (place == null) {
            return wish.units.stream().noneMatch(Placing::stands);
        }
        placed.put(wish.person, place);
        if (place.company() != null) {
            occupied.add(new Occupancy(place.company(), wish.roleCode));
        }
        return true;
    }

    private static boolean stands(Unit unit) {
        return unit.isAlive() && (unit.owner == null || unit.owner.isAlive());
    }

    private @Nullable Placed start(Wish wish) {
        Person parent = wish.parent;
        if (isInactive(wish, wish.company) || parent != null && !fitsUnder(wish, parent, wish.company)) {
            return null;
        }
        CompanyRef company = wish.company == null && parent != null ? companyOf(parent) : wish.company;
        if (isInactive(wish, company)) {
            return null;
        }
        if (parent == null && !satisfiesStrictness(wish, company)) {
            Pointer missing = wish.units.getFirst().at();
            wish.units.forEach(unit -> unit.fail(
                    PARENT_NOT_MAPPED,
                    wish.alongTheWay ? unit.parentAt() : unit.at(),
                    "of a role above " + wish.roleCode + " of " + missing));
            return null;
        }
        boolean isDefault = Boolean.TRUE.equals(wish.defaultChild);
        if (parent != null && !takePlace(wish, parent, isDefault)) {
            return null;
        }
        int cap = parent == null ? 0 : cap(parent, wish.hierarchy);
        return new Placed(wish.hierarchy, wish.roleCode, parent, cap, company, isDefault, false);
    }

    private @Nullable Placed keepOrMove(Wish wish, CurrentLink link) {
        Person parent = wish.parent;
        return parent == null || isParent(parent, link) ? keep(wish, link) : move(wish, link, parent);
    }

    private @Nullable Placed keep(Wish wish, CurrentLink link) {
        boolean isDefault = Objects.requireNonNullElse(wish.defaultChild, link.defaultChild());
        boolean changes = isDefault != link.defaultChild();
        if (changes && isDefault && wish.parent != null && !becomeDefault(wish, wish.parent)) {
            return null;
        }
        return new Placed(wish.hierarchy, wish.roleCode, null, 0, companyOf(link), isDefault, changes);
    }

    private @Nullable Placed move(Wish wish, CurrentLink link, Person parent) {
        CompanyRef company = companyOf(link);
        if (isInactive(wish, company) || !fitsUnder(wish, parent, company)) {
            return null;
        }
        boolean isDefault = Boolean.TRUE.equals(wish.defaultChild);
        if (!takePlace(wish, parent, isDefault)) {
            return null;
        }
        leave(link);
        return new Placed(wish.hierarchy, wish.roleCode, parent, cap(parent, wish.hierarchy), company, isDefault, true);
    }

    /// An inactive company takes nobody new (`decisions.md` 19), and nobody moves in it.
    private static boolean isInactive(Wish wish, @Nullable CompanyRef company) {
        if (!(company instanceof CompanyRef.Known(var stored)) || stored.active()) {
            return false;
        }
        failAll(wish.parent == null ? wish.units : wish.unitsWithParent(), COMPANY_INACTIVE, stored.externalId());
        return true;
    }

    private static boolean isParent(Person parent, CurrentLink link) {
        return parent.link != null && Objects.equals(parent.link.associationId(), link.parentAssociationId());
    }

    /// The parent stands in the same hierarchy, in a company that fits, in a role above; else the units that want it
    /// fail.
    private boolean fitsUnder(Wish wish, Person parent, @Nullable CompanyRef company) {
        List<Unit> wanting = wish.unitsWithParent();
        Placed placedParent = placed.get(parent);
        if (placedParent == null && parent.link == null) {
            wanting.forEach(unit -> unit.fail(PARENT_NOT_MAPPED, unit.parentAt(), Wishes.shownParent(unit)));
            return false;
        }
        if (hierarchyOf(parent) != wish.hierarchy.id()) {
            failAll(wanting, OTHER_HIERARCHY);
            return false;
        }
        if (!CompanyRef.fit(company, companyOf(parent))) {
            failAll(wanting, COMPANIES_DIFFER);
            return false;
        }
        if (!wish.hierarchy.mayStandUnder(wish.roleCode, roleOfParent(parent))) {
            failAll(wanting, ROLE_DOES_NOT_FIT, wish.roleCode, roleOfParent(parent));
            return false;
        }
        return true;
    }

    private long hierarchyOf(Person person) {
        return person.link != null
                ? person.link.hierarchyId()
                : Objects.requireNonNull(placed.get(person)).hierarchy().id();
    }

    /// The role somebody has, or gets in this round; null outside every hierarchy.
    @Nullable
    String roleOf(Person person) {
        if (person.link != null) {
            return person.link.roleCode();
        }
        Placed place = placed.get(person);
        return place == null ? null : place.roleCode();
    }

    private String roleOfParent(Person parent) {
        return Objects.requireNonNull(roleOf(parent), "a parent has been found to stand somewhere");
    }

    private @Nullable CompanyRef companyOf(Person person) {
        if (person.link != null) {
            return companyOf(person.link);
        }
        Placed place = placed.get(person);
        return place == null ? null : place.company();
    }

    private @Nullable CompanyRef companyOf(CurrentLink link) {
        Company company = link.companyId() == null ? null : known.company(link.companyId());
        return company == null ? null : new CompanyRef.Known(company);
    }

    /// Nobody of a strict hierarchy stands alone unless the company has somebody in the role directly above, or any
    /// role above where roles may be skipped (`spec/associate.md` §6 row 23, `decisions.md` 12 and 13).
    private boolean satisfiesStrictness(Wish wish, @Nullable CompanyRef company) {
        Hierarchy hierarchy = wish.hierarchy;
        if (!hierarchy.strict() || hierarchy.rolesDirectlyAbove(wish.roleCode).isEmpty()) {
            return true;
        }
        if (company == null) {
            return false;
        }
        Collection<String> above = hierarchy.skipRoleAllowed()
                ? hierarchy.rolesAbove(wish.roleCode)
                : hierarchy.rolesDirectlyAbove(wish.roleCode);
        return above.stream().anyMatch(role -> isOccupied(company, role));
    }

    private boolean isOccupied(CompanyRef company, String role) {
        return occupied.contains(new Occupancy(company, role))
                || company instanceof CompanyRef.Known(var stored) && known.isOccupied(stored.id(), role);
    }

    /// Counts one more child of the parent if its cap and its default child allow it (§6 rows 8 and 24).
    private boolean takePlace(Wish wish, Person parent, boolean isDefault) {
        int cap = cap(parent, wish.hierarchy);
        int count = childCount(parent);
        if (count >= cap) {
            failAll(wish.unitsWithParent(), PARENT_FULL, roleOfParent(parent), Integer.toString(cap));
            return false;
        }
        if (isDefault && !becomeDefault(wish, parent)) {
            return false;
        }
        childCounts.put(parent, count + 1);
        return true;
    }

    /// Most children that the parent's role allows.
    int cap(Person parent, Hierarchy hierarchy) {
        Role role = hierarchy.role(roleOfParent(parent));
        return role == null || role.maxChild() == null ? 0 : role.maxChild();
    }

    /// Active direct children, changes of this round included.
    int childCount(Person parent) {
        int stored = parent.link == null ? 0 : parent.link.childCount();
        return childCounts.getOrDefault(parent, stored);
    }

    /// The second one in a batch to become a parent's default child makes its item fail.
    private boolean becomeDefault(Wish wish, Person parent) {
        Wish earlier = defaultChildren.putIfAbsent(parent, wish);
        if (earlier == null || earlier == wish) {
            return true;
        }
        refuseDefault(wish);
        return false;
    }

    /// A stored default child that was told to be none leaves room only if that stands (`decisions.md` 20); whether it
    /// was told was looked at in [Standing].
    private void refuseDefaultsBesideStored() {
        defaultChildren.forEach((parent, wish) -> {
            Long stored = parent.link == null ? null : parent.link.ownDefaultChildId();
            if (stored != null && !isCustomer(wish.person, stored) && remainsDefault(stored)) {
                refuseDefault(wish);
            }
        });
    }

    private boolean remainsDefault(long customerId) {
        for (Person person : people) {
            if (isCustomer(person, customerId)) {
                Placed place = placed.get(person);
                return place == null || place.defaultChild() && place.parent() == null;
            }
        }
        return true;
    }

    private static boolean isCustomer(Person person, long id) {
        return person.isCustomer(id);
    }

    private static void refuseDefault(Wish wish) {
        for (Unit unit : wish.units) {
            if (unit.owner != null && Boolean.TRUE.equals(unit.defaultChild)) {
                unit.owner.fail(SEVERAL_DEFAULT_CHILDREN, unit.at().child("defaultChild"));
            }
        }
    }

    private void leave(CurrentLink link) {
        Person left = link.parentAssociationId() == null ? null : byAssociation.get(link.parentAssociationId());
        if (left != null) {
            childCounts.put(left, childCount(left) - 1);
        }
    }

    private static void failAll(List<Unit> units, ErrorCode code, String... arguments) {
        units.forEach(unit -> unit.fail(code, unit.parentAt(), arguments));
    }
}
