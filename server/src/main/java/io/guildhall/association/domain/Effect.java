package io.guildhall.association.domain;

import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import java.util.Arrays;

/// What a call did to one person, in one word (`spec/beyond.md` row 12). Where several are true, the first one counts.
public enum Effect {
    /// Registered by this call, linked or not.
    CREATED,
    /// Registered before; has a place now.
    LINKED,
    /// Stands under another parent.
    MOVED,
    /// The person, or the mark as default child, changed.
    UPDATED,
    UNCHANGED,
    FAILED;

    /// By person's number, as if everybody had been asked for by a standing item.
    public static Effect[] byPerson(Plan plan) {
        Effect[] effects = new Effect[plan.people().size()];
        for (int number = 0; number < effects.length; number++) {
            effects[number] = switch (plan.people().get(number)) {
                case PlannedPerson.Fresh _ -> CREATED;
                case PlannedPerson.Registered registered ->
                    registered.before().equals(registered.after()) ? UNCHANGED : UPDATED;
                case PlannedPerson.Nobody _ -> FAILED;
            };
        }
        for (LinkChange link : plan.links()) {
            Effect linked = switch (link) {
                case LinkChange.Start _ -> LINKED;
                case LinkChange.Move move -> move.changesParent() ? MOVED : UPDATED;
            };
            effects[link.person()] = first(linked, effects[link.person()]);
        }
        return effects;
    }

    /// @param byPerson as made by [#byPerson(Plan)]
    public static Effect of(Result result, Effect[] byPerson) {
        return switch (result) {
            case Result.Done done -> byPerson[done.person()];
            case Result.Refused _ -> FAILED;
        };
    }

    private static Effect first(Effect... effects) {
        return Arrays.stream(effects).min(Effect::compareTo).orElse(UNCHANGED);
    }
}
