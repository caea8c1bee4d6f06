package io.guildhall.association;

import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD;
import static io.guildhall.change.domain.ChangeRecord.EntityType.ENROLMENT;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.GrantedCard;
import io.guildhall.association.domain.Plan.GrantedSubscription;
import io.guildhall.card.CardForm;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.card.store.CardWrites;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
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

/// Gives people, who are stored already, the cards, enrolments and subscriptions of a plan. Nothing is sent
/// where nobody gets anything.
@Component
class ApplyBenefits {
    private final CardWrites cards;
    private final Ledger ledger;
    private final Subscriptions subscriptions;
    private final ChangeLog changes;

    ApplyBenefits(CardWrites cards, Ledger ledger, Subscriptions subscriptions, ChangeLog changes) {
        this.cards = cards;
        this.ledger = ledger;
        this.subscriptions = subscriptions;
        this.changes = changes;
    }

    /// @param records what was done to cards and enrolments
    record Given(List<Customer> people, List<ChangeRecord> records) {}

    /// @param people as they are stored, by number
    /// @return the same people with their cards, and what was done
    Given give(OrganisationSetup setup, Plan plan, List<Customer> people, ChangeSet change) {
        List<Enrolled> enrolled = plan.enrolments().stream()
                .map(granted -> new Enrolled(people.get(granted.person()).id(), granted.enrolment()))
                .toList();
        List<ChangeRecord> records = new ArrayList<>();
        List<Long> ids = ledger.enrolAll(setup.orgId(), enrolled, change.at(), change.id());
        for (int i = 0; i < enrolled.size(); i++) {
            records.add(changes.created(ENROLMENT, ids.get(i), EnrolmentState.of(enrolled.get(i))));
        }
        subscriptions.writeAll(
                setup.orgId(),
                plan.subscriptions().stream()
                        .collect(Collectors.groupingBy(
                                granted -> people.get(granted.person()).id(),
                                Collectors.mapping(GrantedSubscription::subscription, Collectors.toList()))));
        return new Given(withCards(setup, plan.cards(), people, change, records), records);
    }

    /// Last, since a series that numbers are drawn of is held from then on.
    private List<Customer> withCards(
            OrganisationSetup setup,
            List<GrantedCard> granted,
            List<Customer> people,
            ChangeSet change,
            List<ChangeRecord> records) {
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
            records.add(record(granted.get(i).grant(), issued.get(i), setup));
            int number = granted.get(i).person();
            Customer holder = holders.get(number);
            List<HeldCard> held = new ArrayList<>(holder.cards());
            held.add(issued.get(i).shownIn(setup));
            holders.set(number, holder.withCards(held));
        }
        return holders;
    }

    private ChangeRecord record(CardGrant grant, Card issued, OrganisationSetup setup) {
        CardForm after = CardForm.of(issued, setup);
        return switch (grant) {
            case CardGrant.Draw _, CardGrant.Create _ ->
                changes.created(CARD, issued.id(), after).about(issued.customerId());
            case CardGrant.Link link ->
                changes.updated(CARD, issued.id(), CardForm.of(link.card(), setup), after)
                        .about(issued.customerId());
        };
    }
}
