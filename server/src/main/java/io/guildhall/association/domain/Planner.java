package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Plans a batch: rows and snapshot in, decisions out. Pure: nothing is read, nothing is written, time arrives as
/// data.
///
/// The batch is resolved as a whole, so the order of its items decides only who gets a parent's last free place and on
/// whom of two contradicting items the error stands (`spec/associate.md` §5 Order).
public final class Planner {
    /// After so many runs whatever still joins people is refused, so that hostile calls come to an end.
    private static final int MOST_RUNS = 10;

    private Planner() {}

    /// @param caller id of the calling till
    public static Plan plan(Batch batch, Snapshot known, long caller, Instant now) {
        Refusals refusals = new Refusals();
        for (int run = 1; ; run++) {
            List<Unit> units = Unit.of(batch.items(), batch.options().strict());
            refusals.carryOver(units);
            Targets.resolve(units, known);
            Recognition recognition = Recognition.of(units, batch, known);
            List<Person> people = recognition.people();
            for (Unit unit : units) {
                Standing.check(unit, batch);
                Standing.remindOfParent(unit);
            }
            PlannedPeople planned = new PlannedPeople(batch, caller, now);
            Placing placing;
            Benefits benefits;
            List<PlannedPerson> afterwards;
            do {
                placing = settle(units, people, known, batch.options().atomicity());
                afterwards = planned.of(people);
                benefits = Benefits.decide(people, afterwards, known, batch);
            } while (benefits.refuse());
            List<Unit> withdrawn = recognition.withdrawn(run < MOST_RUNS);
            if (withdrawn.isEmpty()) {
                benefits.tell();
                Explanation explanation = batch.options().explain() ? new Explanation(known, placing, benefits) : null;
                return new PlanAssembly(units, placing.placed(), explanation, caller, now)
                        .plan(afterwards, PlannedPeople.merges(people), benefits.granted());
            }
            refusals.keep(withdrawn);
        }
    }

    private static Placing settle(List<Unit> units, List<Person> people, Snapshot known, Atomicity atomicity) {
        Placing placing = place(units, people, known);
        while (undoOthers(units, atomicity)) {
            placing = place(units, people, known);
        }
        return placing;
    }

    /// The plan that does nothing, for a batch whose people somebody else holds.
    public static Plan refuseAll(Batch batch, ErrorCode code, long caller, Instant now) {
        List<Unit> units = Unit.of(batch.items(), false);
        for (Unit unit : units) {
            unit.fail(code, unit.at());
            unit.children.forEach(child -> child.fail(code, child.at()));
        }
        return new PlanAssembly(units, Map.of(), null, caller, now)
                .plan(List.of(), List.of(), Benefits.Granted.NOTHING);
    }

    /// Rounds of placing until one fails nobody. Each failing round takes at least one unit out, so there is an end.
    private static Placing place(List<Unit> units, List<Person> people, Snapshot known) {
        Placing round = new Placing(units, people, known);
        while (round.run()) {
            round = new Placing(units, people, known);
        }
        return round;
    }

    /// Fails whatever stands and falls with something that has failed; true when that was anything.
    private static boolean undoOthers(List<Unit> units, Atomicity atomicity) {
        return switch (atomicity) {
            case ITEM -> false;
            case TREE -> undoTrees(units);
            case BATCH -> undoTrees(units) | undoBatch(units);
        };
    }

    private static boolean undoTrees(List<Unit> units) {
        boolean any = false;
        for (Unit unit : units) {
            if (unit.isAlive() && !unit.children.stream().allMatch(Unit::isAlive)) {
                undo(unit);
                any = true;
            }
        }
        return any;
    }

    private static boolean undoBatch(List<Unit> units) {
        List<Unit> alive = units.stream().filter(Unit::isAlive).toList();
        if (alive.size() == units.size()) {
            return false;
        }
        alive.forEach(Planner::undo);
        return !alive.isEmpty();
    }

    private static void undo(Unit unit) {
        unit.fail(UNDONE_WITH_OTHERS, unit.at());
        unit.children.stream().filter(Unit::isAlive).forEach(child -> child.fail(UNDONE_WITH_OTHERS, child.at()));
    }
}
