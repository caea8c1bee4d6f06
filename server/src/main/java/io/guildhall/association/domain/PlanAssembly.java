package io.guildhall.association.domain;

import io.guildhall.association.domain.Benefits.Granted;
import io.guildhall.association.domain.Placing.Placed;
import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.Place;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Registration;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns the last round's decisions into the plan: who is registered, which companies are created, which links start
/// or move, and what each item is answered.
final class PlanAssembly {
    private final List<Unit> units;
    private final Map<Person, Placed> placed;
    private final @Nullable Explanation explanation;
    private final long caller;
    private final Instant now;
    private final Map<String, Unit> creators = new LinkedHashMap<>();

    /// @param explanation null where the call did not ask for reasons
    PlanAssembly(
            List<Unit> units, Map<Person, Placed> placed, @Nullable Explanation explanation, long caller, Instant now) {
        this.units = units;
        this.placed = placed;
        this.explanation = explanation;
        this.caller = caller;
        this.now = now;
    }

    /// @param planned what becomes of the people, by number
    Plan plan(List<PlannedPerson> planned, Granted granted) {
        List<FreshCompany> companies = companies();
        List<LinkChange> links = new ArrayList<>();
        placed.forEach((person, place) -> {
            if (isAskedFor(person)) {
                addChange(links, person, place);
            }
        });
        return new Plan(
                planned,
                companies,
                links,
                granted.cards(),
                granted.enrolments(),
                granted.subscriptions(),
                units.stream().map(this::outcome).toList());
    }

    /// Whether somebody who stands asks for the person: as item or child, or as the parent who comes along.
    private static boolean isAskedFor(Person person) {
        return person.units.stream().anyMatch(Unit::isAlive)
                || person.namedAsParentBy.stream().anyMatch(Unit::isAlive);
    }

    /// Each company is created by the first standing item that brings what it takes (`decisions.md` 18).
    private List<FreshCompany> companies() {
        Map<String, FreshCompany> fresh = new HashMap<>();
        for (Unit unit : units) {
            Target target = unit.target;
            if (unit.isAlive() && target != null && target.company() instanceof CompanyTarget.ToCreate creation) {
                String key = creation.externalId();
                creators.putIfAbsent(key, unit);
                fresh.putIfAbsent(key, new FreshCompany(key, creation.name(), target.hierarchy()));
            }
        }
        return List.copyOf(fresh.values());
    }

    private static void addChange(List<LinkChange> links, Person person, Placed place) {
        Integer parent = place.parent() == null ? null : place.parent().number;
        if (person.link == null) {
            links.add(new LinkChange.Start(
                    person.number,
                    place.hierarchy(),
                    place.roleCode(),
                    parent,
                    place.parentCap(),
                    place.company(),
                    place.defaultChild()));
        } else if (place.isMove()) {
            links.add(new LinkChange.Move(
                    person.number, place.hierarchy(), person.link, parent, place.parentCap(), place.defaultChild()));
        }
    }

    private ItemOutcome outcome(Unit unit) {
        return new ItemOutcome(
                unit.item,
                result(unit),
                unit.children.stream().map(this::result).toList());
    }

    private Result result(Unit unit) {
        Person person = unit.person;
        List<Reason> reasons = explanation == null ? null : explanation.of(unit);
        if (!unit.isAlive() || person == null) {
            Customer asRequested = Registration.of(List.of(unit.draft), caller, now);
            return new Result.Refused(asRequested, unit.errors, unit.warnings, unit.conflicting, reasons);
        }
        return new Result.Done(person.number, link(unit, person), unit.warnings, unit.conflicting, reasons);
    }

    private @Nullable Place link(Unit unit, Person person) {
        Target target = unit.owner == null ? unit.target : unit.owner.target;
        if (target == null) {
            return null;
        }
        Placed place = Objects.requireNonNull(placed.get(person), "a standing unit with a target is placed");
        Hierarchy hierarchy = place.hierarchy();
        CurrentLink current = person.link;
        Person named = Wish.parentOf(unit);
        Person parent = place.parent() == null ? named : place.parent();
        return new Place(
                hierarchy,
                place.roleCode(),
                parent == null ? null : parent.number,
                parentAssociation(place, current),
                place.company(),
                current == null,
                place.company() != null && creators.get(place.company().externalId()) == unit,
                unit.isChild() ? null : target.childRoleCode());
    }

    /// The membership of the parent as far as it existed before the call.
    private static @Nullable Long parentAssociation(Placed place, @Nullable CurrentLink current) {
        if (place.parent() != null) {
            return place.parent().link == null ? null : place.parent().link.associationId();
        }
        return current == null ? null : current.parentAssociationId();
    }
}
