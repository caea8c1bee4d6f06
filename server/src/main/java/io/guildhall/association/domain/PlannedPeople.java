package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Merge;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileUpdate;
import io.guildhall.customer.domain.Registration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What becomes of the people whom a batch names, once it is decided which of its units stand.
final class PlannedPeople {
    private final Batch batch;
    private final long caller;
    private final Instant now;

    PlannedPeople(Batch batch, long caller, Instant now) {
        this.batch = batch;
        this.caller = caller;
        this.now = now;
    }

    /// By person's number.
    List<PlannedPerson> of(List<Person> people) {
        return people.stream().map(this::planned).toList();
    }

    private PlannedPerson planned(Person person) {
        if (person.registered != null && !person.victims.isEmpty() && !person.isAskedFor()) {
            return new PlannedPerson.Registered(person.registered, person.registered, null);
        }
        Customer merged = person.merged();
        if (person.registered != null && merged != null) {
            return new PlannedPerson.Registered(person.registered, updated(person, merged), person.link);
        }
        List<PersonDraft> drafts = drafts(person);
        return drafts.isEmpty()
                ? new PlannedPerson.Nobody()
                : new PlannedPerson.Fresh(Registration.of(drafts, caller, now));
    }

    private Customer updated(Person person, Customer stored) {
        Customer after = Merge.withFurther(stored, joining(person), caller, now);
        for (Unit unit : person.units) {
            if (unit.isAlive() && !unit.isChild() && Standing.updates(unit, batch)) {
                after = ProfileUpdate.apply(after, unit.draft, caller, now);
            }
        }
        return after;
    }

    /// Who becomes whom: only where somebody who stands asks for it.
    static List<Plan.Merge> merges(List<Person> people) {
        List<Plan.Merge> merges = new ArrayList<>(0);
        for (Person person : people) {
            if (person.isAskedFor()) {
                person.victims.forEach(
                        victim -> merges.add(new Plan.Merge(person.number, victim.customer(), victim.place())));
            }
        }
        return merges;
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
    static List<PersonDraft> drafts(Person person) {
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
}
