package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One person asked for while a batch is being planned: an item's own, or one of its children. Working state of one
/// run of the planner; never leaves it.
///
/// A unit with errors is out: it is neither registered nor linked, and nobody may lean on it.
final class Unit implements Comparable<Unit> {
    final int index;
    /// Position among the item's children from 0; -1 for the item's own person.
    final int child;

    final Item item;
    final PersonDraft draft;
    final @Nullable Unit owner;
    final @Nullable Boolean defaultChild;
    private final boolean strict;
    final List<Unit> children = new ArrayList<>(0);
    final List<Problem> errors = new ArrayList<>(0);
    final List<Problem> warnings = new ArrayList<>();
    List<Match> conflicting = List.of();
    /// What the item asks for, once that is known to exist; null when no link is asked for.
    @Nullable
    Target target;
    /// Whom the mention means, even of a unit that is out: others may lean on the same person.
    @Nullable
    Person person;
    /// Why it cannot be told whom the mention means.
    @Nullable
    Problem unrecognised;
    /// Whom the item's parentCustomer means.
    @Nullable
    Person parent;
    /// Why it cannot be told whom the item's parentCustomer means.
    @Nullable
    Problem parentUnrecognised;

    private Unit(
            int index,
            int child,
            Item item,
            PersonDraft draft,
            @Nullable Unit owner,
            @Nullable Boolean defaultChild,
            boolean strict) {
        this.index = index;
        this.child = child;
        this.item = item;
        this.draft = draft;
        this.owner = owner;
        this.defaultChild = defaultChild;
        this.strict = strict;
        errors.addAll(draft.errors());
        warn(draft.warnings());
        ParentWish wish = parentWish();
        if (wish != null) { // the person and the parent stand or fall together
            errors.addAll(wish.person().errors());
            warn(wish.person().warnings());
        }
    }

    /// The units of all items: each item's own, in order, with its children below it.
    static List<Unit> of(List<Item> items, boolean strict) {
        List<Unit> units = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Unit unit = new Unit(i, -1, item, item.person(), null, null, strict);
            LinkWish link = item.link();
            if (link != null) {
                for (LinkWish.ChildWish wish : link.children()) {
                    unit.children.add(
                            new Unit(i, unit.children.size(), item, wish.person(), unit, wish.defaultChild(), strict));
                }
            }
            units.add(unit);
        }
        return units;
    }

    boolean isAlive() {
        return errors.isEmpty();
    }

    boolean isChild() {
        return owner != null;
    }

    Pointer at() {
        return draft.at();
    }

    /// Where the parent is named: the item's parentCustomer, or the child itself.
    Pointer parentAt() {
        ParentWish wish = parentWish();
        return wish == null ? at() : wish.person().at();
    }

    @Nullable
    ParentWish parentWish() {
        LinkWish link = item.link();
        return isChild() || link == null ? null : link.parent();
    }

    /// Tells of something that is done nevertheless, or that a strict call refuses.
    void warn(Problem problem) {
        (forbids(problem) ? errors : warnings).add(problem);
    }

    /// Whether the call wants nothing of what the warning tells.
    boolean forbids(Problem warning) {
        return strict && Strictness.forbids(warning);
    }

    void warn(List<Problem> problems) {
        problems.forEach(this::warn);
    }

    void fail(Problem problem) {
        errors.add(problem);
    }

    void fail(ErrorCode code, Pointer at, String... arguments) {
        errors.add(Problem.of(code, at, arguments));
    }

    /// Array order: an item before its children, children in their order.
    @Override
    public int compareTo(Unit other) {
        int byIndex = Integer.compare(index, other.index);
        return byIndex != 0 ? byIndex : Integer.compare(child, other.child);
    }
}
