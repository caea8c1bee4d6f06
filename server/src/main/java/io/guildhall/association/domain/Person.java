package io.guildhall.association.domain;

import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Merge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody whom a batch names, however often and wherever. Working state of one run of the planner.
final class Person {
    /// Position in the plan's people.
    final int number;
    /// The stored person; null for somebody not registered.
    final @Nullable Customer registered;
    /// Registered people who become this one.
    final List<Victim> victims;
    /// Where the person stands now; null outside every hierarchy.
    final @Nullable CurrentLink link;
    /// Who asks for this person as an item's own or as a child, in array order.
    final List<Unit> units = new ArrayList<>(1);
    /// The items that name this person as their parent.
    final List<Unit> namedAsParentBy = new ArrayList<>(0);

    /// Somebody who becomes somebody else.
    ///
    /// @param place where they stand now
    record Victim(Customer customer, @Nullable HeldPlace place) {}

    Person(int number, @Nullable Customer registered, List<Victim> victims, @Nullable CurrentLink link) {
        this.number = number;
        this.registered = registered;
        this.victims = victims;
        this.link = link;
    }

    /// Whether the id is the person's, or of somebody who becomes this person.
    boolean isCustomer(long id) {
        return registered != null
                && (registered.id() == id
                        || victims.stream().anyMatch(victim -> victim.customer().id() == id));
    }

    /// The registered person together with whoever becomes that person; null for somebody not registered.
    @Nullable
    Customer merged() {
        return registered == null || victims.isEmpty()
                ? registered
                : Merge.of(registered, victims.stream().map(Victim::customer).toList());
    }

    boolean isDeleted() {
        return registered != null && registered.status().isDeleted();
    }

    /// Whether somebody who stands asks for the person: as item or child, or as the parent who comes along.
    boolean isAskedFor() {
        return units.stream().anyMatch(Unit::isAlive)
                || namedAsParentBy.stream().anyMatch(Unit::isAlive);
    }

    /// Whether the person is asked for, as item or child, and nobody who asks stands.
    boolean isAskedForInVain() {
        return !units.isEmpty() && units.stream().noneMatch(Unit::isAlive);
    }

    /// Whether the person has items of their own, and none of them stands (`decisions.md` 15 and 37).
    boolean hasOnlyFailedItems() {
        boolean hasItem = false;
        for (Unit unit : units) {
            if (!unit.isChild()) {
                if (unit.isAlive()) {
                    return false;
                }
                hasItem = true;
            }
        }
        return hasItem;
    }
}
