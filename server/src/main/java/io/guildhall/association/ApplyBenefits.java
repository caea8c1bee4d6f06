package io.guildhall.association;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.GrantedCard;
import io.guildhall.association.domain.Plan.GrantedSubscription;
import io.guildhall.card.domain.Card;
import io.guildhall.card.store.CardWrites;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.store.Subscriptions;
import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.store.Ledger;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Gives people, who are stored already, the cards, enrolments and subscriptions of a plan. Nothing is sent where
/// nobody
/// gets anything.
@Component
class ApplyBenefits {
    private final CardWrites cards;
    private final Ledger ledger;
    private final Subscriptions subscriptions;

    ApplyBenefits(CardWrites cards, Ledger ledger, Subscriptions subscriptions) {
        this.cards = cards;
        this.ledger = ledger;
        this.subscriptions = subscriptions;
    }

    /// @param people as they are stored, by number
    /// @return the same people with their cards
    List<Customer> give(OrganisationSetup setup, Plan plan, List<Customer> people, ChangeSet change) {
        ledger.enrolAll(
                setup.orgId(),
                plan.enrolments().stream()
                        .map(granted ->
                                new Enrolled(people.get(granted.person()).id(), granted.enrolment()))
                        .toList(),
                change.at(),
                change.id());
        subscriptions.writeAll(
                setup.orgId(),
                plan.subscriptions().stream()
                        .collect(Collectors.groupingBy(
                                granted -> people.get(granted.person()).id(),
                                Collectors.mapping(GrantedSubscription::subscription, Collectors.toList()))));
        return withCards(setup, plan.cards(), people, change);
    }

    /// Last, since a series that numbers are drawn of is held from then on.
    private List<Customer> withCards(
            OrganisationSetup setup, List<GrantedCard> granted, List<Customer> people, ChangeSet change) {
        if (granted.isEmpty()) {
            return people;
        }
        List<Card> issued = cards.grantAll(
                setup.orgId(),
                granted.stream()
                        .map(card ->
                                new CardWrites.Grant(people.get(card.person()).id(), card.grant()))
                        .toList(),
                change.at(),
                Objects.requireNonNull(change.tillId(), "people are registered in the name of a till"));
        List<Customer> holders = new ArrayList<>(people);
        for (int i = 0; i < granted.size(); i++) {
            int number = granted.get(i).person();
            Customer holder = holders.get(number);
            List<HeldCard> held = new ArrayList<>(holder.cards());
            held.add(issued.get(i).shownIn(setup));
            holders.set(number, holder.withCards(held));
        }
        return holders;
    }
}
