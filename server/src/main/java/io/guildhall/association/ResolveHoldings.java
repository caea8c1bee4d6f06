package io.guildhall.association;

import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.Snapshot.Holdings;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.card.store.Cards;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.loyalty.store.Enrolments;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads what the people of a batch hold, and the cards that it names. An organisation without card series or
/// programmes is asked nothing about them.
@Component
class ResolveHoldings {
    private final Cards cards;
    private final Enrolments enrolments;

    ResolveHoldings(Cards cards, Enrolments enrolments) {
        this.cards = cards;
        this.enrolments = enrolments;
    }

    CardSnapshot cards(OrganisationSetup setup, Batch batch) {
        if (setup.cardSeries().isEmpty()) {
            return CardSnapshot.EMPTY;
        }
        List<CardWish> wishes = new ArrayList<>();
        List<CardSeries> drawable = new ArrayList<>();
        CardSeries registration = setup.registrationSeries();
        batch.forEachMention(mention -> {
            wishes.addAll(mention.cards());
            if (registration != null) {
                drawable.add(registration);
            }
        });
        return cards.snapshot(setup.orgId(), setup, wishes, drawable);
    }

    /// The people with the cards they hold.
    Map<Long, Customer> withCards(OrganisationSetup setup, Map<Long, Customer> people) {
        if (setup.cardSeries().isEmpty()) {
            return people;
        }
        Map<Long, List<HeldCard>> held = cards.ofCustomers(setup, people.keySet());
        if (held.isEmpty()) {
            return people;
        }
        Map<Long, Customer> holders = new HashMap<>(people);
        held.forEach((id, own) -> holders.computeIfPresent(id, (_, person) -> person.withCards(own)));
        return holders;
    }

    Holdings of(OrganisationSetup setup, CardSnapshot named, Map<Long, Customer> people) {
        Map<Long, Set<Long>> enrolled =
                setup.programs().isEmpty() ? Map.of() : enrolments.enrolled(setup.orgId(), people.keySet());
        Map<Long, List<HeldCard>> held = new HashMap<>();
        people.forEach((id, person) -> held.put(id, Collections.unmodifiableList(person.cards())));
        return new Holdings(named.withHeld(held), enrolled);
    }
}
