package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.DELETED_CANNOT_RETURN;
import static io.guildhall.error.ErrorCode.PROFILE_TAKEN;

import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Merge;
import io.guildhall.customer.domain.Profile;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two registered people whom a call outside bulk makes one: the older id survives (`decisions.md` 34), by the rules of
/// [JoiningRules].
///
/// @param places where the two stand
public record TwoPeople(Customer survivor, Customer victim, List<HeldPlace> places) {
    public TwoPeople {
        places = List.copyOf(places);
    }

    public static TwoPeople of(Customer one, Customer other, List<HeldPlace> places) {
        return one.id() < other.id() ? new TwoPeople(one, other, places) : new TwoPeople(other, one, places);
    }

    /// Why they cannot be one (8026, 8066, 8067); null where they can.
    ///
    /// @param at what joins them
    public @Nullable Problem obstacle(Pointer at) {
        if (survivor.status().isDeleted() || victim.status().isDeleted()) {
            return Problem.of(DELETED_CANNOT_RETURN, at);
        }
        Profile twice = JoiningRules.collision(List.of(survivor, victim));
        if (twice != null) {
            return JoiningRules.taken(twice, at);
        }
        return places.size() > 1 ? Problem.of(PROFILE_TAKEN, at, "both have a place") : null;
    }

    /// The survivor with everything that was the victim's, once nothing stands in the way.
    public Customer merged() {
        return Merge.of(survivor, List.of(victim));
    }

    /// The same as decided in a batch, for what carries batches out.
    ///
    /// @param afterwards [#merged], changed further
    public Plan plan(Customer afterwards) {
        HeldPlace handedOver = places.stream()
                .filter(place -> place.link().customerId() == victim.id())
                .findFirst()
                .orElse(null);
        CurrentLink link = places.isEmpty() ? null : places.getFirst().link();
        return new Plan(
                List.of(new PlannedPerson.Registered(survivor, afterwards, link)),
                List.of(new Plan.Merge(0, victim, handedOver)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
