package io.guildhall.undo.domain;

import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.loyalty.domain.Enrolment;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One record of a change set, the other way round.
///
/// @param expected what the change set left, null for what it removed
/// @param target what was before, null for what it created
public record Step<S>(
        EntityKey key, @Nullable S expected, @Nullable S target) {
    public long id() {
        return key.id();
    }

    /// Whether the record goes rather than to become what it was.
    public boolean removes() {
        return target == null;
    }

    /// Whom the record is about, before and after.
    Set<Long> people() {
        Set<Long> people = new HashSet<>();
        if (key.type() == EntityType.CUSTOMER || key.type() == EntityType.SUBSCRIPTIONS) {
            people.add(key.id());
        }
        add(expected, people);
        add(target, people);
        return people;
    }

    private static void add(@Nullable Object state, Set<Long> people) {
        switch (state) {
            case PersonState.Merged(var survivor) -> people.add(survivor);
            case PlaceState place -> people.add(place.customerId());
            case Card card when card.customerId() != null -> people.add(card.customerId());
            case Enrolment enrolment -> people.add(enrolment.customerId());
            case null, default -> {}
        }
    }
}
