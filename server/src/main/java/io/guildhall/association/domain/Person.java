package io.guildhall.association.domain;

import io.guildhall.customer.domain.Customer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody whom a batch names, however often and wherever. Working state of one run of the planner.
final class Person {
    /// Position in the plan's people.
    final int number;
    /// The stored person; null for somebody not registered.
    final @Nullable Customer registered;
    /// Where the person stands now; null outside every hierarchy.
    final @Nullable CurrentLink link;
    /// Who asks for this person as an item's own or as a child, in array order.
    final List<Unit> units = new ArrayList<>(1);
    /// The items that name this person as their parent.
    final List<Unit> namedAsParentBy = new ArrayList<>(0);

    Person(int number, @Nullable Customer registered, @Nullable CurrentLink link) {
        this.number = number;
        this.registered = registered;
        this.link = link;
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
