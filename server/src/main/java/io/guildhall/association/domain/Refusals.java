package io.guildhall.association.domain;

import io.guildhall.error.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What earlier runs of the planner refused, for a run that looks again at who belongs together: whoever is refused
/// joins nobody.
final class Refusals {
    private final Map<Place, List<Problem>> errors = new HashMap<>();

    private record Place(int index, int child) {}

    /// Keeps why these units, and the children that stand below them, are refused.
    void keep(Collection<Unit> refused) {
        for (Unit unit : refused) {
            keep(unit);
            unit.children.stream().filter(child -> !child.isAlive()).forEach(this::keep);
        }
    }

    private void keep(Unit unit) {
        errors.put(new Place(unit.index, unit.child), List.copyOf(unit.errors));
    }

    void carryOver(List<Unit> units) {
        for (Unit unit : units) {
            carryOver(unit);
            unit.children.forEach(this::carryOver);
        }
    }

    private void carryOver(Unit unit) {
        List<Problem> kept = errors.get(new Place(unit.index, unit.child));
        if (kept != null) {
            unit.errors.clear();
            unit.errors.addAll(kept);
        }
    }
}
