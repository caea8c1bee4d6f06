package io.guildhall.association.domain;

import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one place that all living mentions of a person together ask for. Working state of one round of [Placing].
final class Wish {
    final Person person;
    final Hierarchy hierarchy;
    final String roleCode;
    final int depth;
    /// Null leaves it to the parent.
    @Nullable
    CompanyRef company;
    /// Whether the company is one that an item of the person's own asks for, rather than an item that lists the person.
    boolean ownCompany;

    @Nullable
    Person parent;

    @Nullable
    Boolean defaultChild;
    /// Whose wish it is, in array order; for a parent along the way, the items that name the parent.
    final List<Unit> units = new ArrayList<>(1);
    /// Whether nobody asks for the person but as a parent along the way.
    final boolean alongTheWay;

    Wish(Person person, Hierarchy hierarchy, String roleCode, boolean alongTheWay) {
        this.person = person;
        this.hierarchy = hierarchy;
        this.roleCode = roleCode;
        this.depth = hierarchy.depth(roleCode);
        this.alongTheWay = alongTheWay;
    }

    /// The units that want this very parent, as opposed to those that only say who the person is.
    List<Unit> unitsWithParent() {
        return units.stream().filter(unit -> parentOf(unit) != null).toList();
    }

    static @Nullable Person parentOf(Unit unit) {
        return unit.owner == null ? unit.parent : unit.owner.person;
    }
}
