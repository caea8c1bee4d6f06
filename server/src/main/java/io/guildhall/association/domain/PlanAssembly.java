package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Placing.Placed;
import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.Place;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.association.domain.Target.CompanyTarget;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Merge;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileUpdate;
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
    private final List<Person> people;
    private final Map<Person, Placed> placed;
    private final long caller;
    private final Instant now;
    private final Map<String, Unit> creators = new LinkedHashMap<>();

    PlanAssembly(List<Unit> units, List<Person> people, Map<Person, Placed> placed, long caller, Instant now) {
        this.units = units;
        this.people = people;
        this.placed = placed;
        this.caller = caller;
        this.now = now;
    }

    Plan plan(Batch batch) {
        List<PlannedPerson> planned = new ArrayList<>(people.size());
        List<Plan.Merge> merges = new ArrayList<>(0);
        for (Person person : people) {
            planned.add(planned(person, batch));
            if (person.isAskedFor()) {
                person.victims.forEach(
                        victim -> merges.add(new Plan.Merge(person.number, victim.customer(), victim.place())));
            }
        }
        List<FreshCompany> companies = companies();
        List<LinkChange> links = new ArrayList<>();
        placed.forEach((person, place) -> {
            if (person.isAskedFor()) {
                addChange(links, person, place);
            }
        });
        return new Plan(
                planned,
                merges,
                companies,
                links,
                units.stream().map(this::outcome).toList());
    }

    private PlannedPerson planned(Person person, Batch batch) {
        if (person.registered != null && !person.victims.isEmpty() && !person.isAskedFor()) {
            return new PlannedPerson.Registered(person.registered, person.registered, null);
        }
        Customer registered = person.merged();
        if (person.registered != null && registered != null) {
            return new PlannedPerson.Registered(person.registered, updated(person, registered, batch), person.link);
        }
        List<PersonDraft> drafts = drafts(person);
        return drafts.isEmpty()
                ? new PlannedPerson.Nobody()
                : new PlannedPerson.Fresh(Registration.of(drafts, caller, now));
    }

    private Customer updated(Person person, Customer stored, Batch batch) {
        Customer after = Merge.withFurther(stored, joining(person), caller, now);
        for (Unit unit : person.units) {
            if (unit.isAlive() && updates(unit, batch)) {
                after = ProfileUpdate.apply(after, unit.draft, caller, now);
            }
        }
        return after;
    }

    private static boolean updates(Unit unit, Batch batch) {
        boolean isUpdate = batch.operation() == Operation.UPDATE
                || batch.options().updateExisting() && unit.item.link() == null && unit.joining != Joins.PROFILES;
        return isUpdate && !unit.isChild();
    }

    /// The living mentions whose profiles become those of somebody registered.
    private static List<PersonDraft> joining(Person person) {
        List<PersonDraft> joining = new ArrayList<>(0);
        for (Unit unit : person.units) {
            if (unit.isAlive() && unit.joining == Joins.PROFILES) {
                joining.add(unit.draft);
            }
        }
        for (Unit unit : person.namedAsParentBy) {
            ParentWish wish = unit.parentWish();
            if (unit.isAlive() && unit.parentJoining == Joins.PROFILES && wish != null) {
                joining.add(wish.person());
            }
        }
        return joining;
    }

    /// What living mentions say about somebody: own items first, then as a child, then as a parent.
    private static List<PersonDraft> drafts(Person person) {
        List<PersonDraft> own = new ArrayList<>();
        List<PersonDraft> asChild = new ArrayList<>();
        for (Unit unit : person.units) {
            if (unit.isAlive()) {
                (unit.isChild() ? asChild : own).add(unit.draft);
            }
        }
        own.addAll(asChild);
        for (Unit unit : person.namedAsParentBy) {
            ParentWish wish = unit.parentWish();
            if (unit.isAlive() && wish != null) {
                own.add(wish.person());
            }
        }
        return own;
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
        if (!unit.isAlive() || person == null) {
            Customer asRequested = Registration.of(List.of(unit.draft), caller, now);
            return new Result.Refused(asRequested, unit.errors, unit.warnings, unit.conflicting);
        }
        return new Result.Done(person.number, link(unit, person), unit.warnings, unit.conflicting);
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
