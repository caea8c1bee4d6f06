package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileUpdate;
import io.guildhall.customer.domain.Registration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What becomes of the people whom a batch names, once it is decided which of its units stand.
final class PlannedPeople {
    private final Operation operation;
    private final long caller;
    private final Instant now;

    PlannedPeople(Operation operation, long caller, Instant now) {
        this.operation = operation;
        this.caller = caller;
        this.now = now;
    }

    /// By person's number.
    List<PlannedPerson> of(List<Person> people) {
        return people.stream().map(this::planned).toList();
    }

    private PlannedPerson planned(Person person) {
        if (person.registered != null) {
            return new PlannedPerson.Registered(person.registered, updated(person, person.registered), person.link);
        }
        List<PersonDraft> drafts = drafts(person);
        return drafts.isEmpty()
                ? new PlannedPerson.Nobody()
                : new PlannedPerson.Fresh(Registration.of(drafts, caller, now));
    }

    private Customer updated(Person person, Customer stored) {
        Customer after = stored;
        if (operation == Operation.UPDATE) {
            for (Unit unit : person.units) {
                if (unit.isAlive() && !unit.isChild()) {
                    after = ProfileUpdate.apply(after, unit.draft, caller, now);
                }
            }
        }
        return after;
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
