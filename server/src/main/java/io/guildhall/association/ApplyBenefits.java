package io.guildhall.association;

import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD;
import static io.guildhall.change.domain.ChangeRecord.EntityType.ENROLMENT;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.GrantedCard;
import io.guildhall.association.domain.Plan.GrantedSubscription;
import io.guildhall.card.CardImage;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.card.store.CardWrites;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.store.CustomerMerges.HandedSubscriptions;
import io.guildhall.customer.store.Subscriptions;
import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.store.Ledger;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    /// @param handed subscriptions that merges of the same call have handed over
    /// @return the same people with their cards, and what was done
    Given give(
            OrganisationSetup setup, Plan plan, List<Customer> people, HandedSubscriptions handed, ChangeSet change) {
        List<Enrolled> enrolled = plan.enrolments().stream()
                .map(granted -> new Enrolled(people.get(granted.person()).id(), granted.enrolment()))
                .toList();
        List<ChangeRecord> records = new ArrayList<>();
        List<Long> ids = ledger.enrolAll(setup.orgId(), enrolled, change.at(), change.id());
        for (int i = 0; i < enrolled.size(); i++) {
            records.add(changes.created(ENROLMENT, ids.get(i), EnrolmentState.of(enrolled.get(i), change.at())));
        }
        records.addAll(subscribe(setup.orgId(), plan, people, handed));
        return new Given(withCards(setup, plan.cards(), people, change, records), records);
    }

    private List<ChangeRecord> subscribe(long orgId, Plan plan, List<Customer> people, HandedSubscriptions handed) {
        if (plan.subscriptions().isEmpty()) {
            return SubscriptionRecords.of(handed);
        }
        Map<Long, List<Subscription>> wanted = plan.subscriptions().stream()
                .collect(Collectors.groupingBy(
                        granted -> people.get(granted.person()).id(),
                        Collectors.mapping(GrantedSubscription::subscription, Collectors.toList())));
        Map<Long, List<Subscription>> before = new HashMap<>(subscriptions.ofCustomers(orgId, wanted.keySet()));
        subscriptions.writeAll(orgId, wanted);
        Set<Long> everybody = new TreeSet<>(wanted.keySet());
        everybody.addAll(handed.before().keySet());
        everybody.addAll(handed.after().keySet());
        handed.after().keySet().forEach(before::remove); // as they were before the merge
        before.putAll(handed.before());
        return SubscriptionRecords.of(before, subscriptions.ofCustomers(orgId, everybody), everybody);
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
        CardImage after = CardImage.of(issued, setup);
        return switch (grant) {
            case CardGrant.Draw _, CardGrant.Create _ ->
                changes.created(CARD, issued.id(), after).about(issued.customerId());
            case CardGrant.Link link ->
                changes.updated(CARD, issued.id(), CardImage.of(link.card(), setup), after)
                        .about(issued.customerId());
        };
    }
}
