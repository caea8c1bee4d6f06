package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;

import io.guildhall.card.CardImage;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.card.domain.CardLabels;
import io.guildhall.card.domain.CardPlanner;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.card.store.CardWrites;
import io.guildhall.card.store.CardWrites.Grant;
import io.guildhall.card.store.Cards;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.person.domain.CardReturn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives one person a card and takes others back. What in bulk costs a card and no more is an error here, because the
/// card is what the call is about.
@Component
class CardExchange {
    private final Cards cards;
    private final CardWrites writes;
    private final ChangeLog changes;

    CardExchange(Cards cards, CardWrites writes, ChangeLog changes) {
        this.cards = cards;
        this.writes = writes;
        this.changes = changes;
    }

    /// @param held how many cards the person has afterwards
    record Plan(
            List<CardGrant> grants,
            List<CardChange> returned,
            int held,
            List<Problem> errors,
            List<Problem> warnings) {}

    /// The person is locked, so nobody else takes their cards away.
    Plan plan(OrganisationSetup setup, long customerId, List<CardWish> add, List<CardWish> remove) {
        long org = setup.orgId();
        List<Card> held = cards.held(org, List.of(customerId));
        cards.holdAll(org, held.stream().map(Card::number).toList(), List.of());
        CardReturn returning = CardReturn.plan(held, remove, new CardLabels(setup.cardLabels()));
        List<Long> returned =
                returning.changes().stream().map(change -> change.before().id()).toList();
        List<Card> kept =
                held.stream().filter(card -> !returned.contains(card.id())).toList();
        CardSnapshot snapshot = cards.snapshot(org, setup, add, List.of())
                .withHeld(Map.of(
                        customerId,
                        kept.stream().map(card -> card.shownIn(setup)).toList()));
        CardPlanner.Decision decision =
                new CardPlanner(setup, snapshot).decide(customerId, add, false, Pointer.ROOT.child("add"));
        List<Problem> errors = new ArrayList<>(returning.errors());
        errors.addAll(decision.errors());
        errors.addAll(decision.warnings());
        List<Problem> warnings = errors.isEmpty() && decision.grants().isEmpty()
                ? add.stream().map(CardExchange::ownAlready).toList()
                : List.of();
        int heldAfterwards = kept.size() + decision.grants().size();
        return new Plan(decision.grants(), returning.changes(), heldAfterwards, errors, warnings);
    }

    private static Problem ownAlready(CardWish wish) {
        return Problem.of(NOTHING_TO_CHANGE, wish.at(), "the card is this customer's");
    }

    List<ChangeRecord> write(OrganisationSetup setup, long customerId, Plan plan, Instant at, long tillId) {
        long org = setup.orgId();
        writes.updateAll(org, plan.returned(), at, tillId);
        List<Card> given = writes.grantAll(
                org,
                plan.grants().stream()
                        .map(grant -> new Grant(customerId, grant))
                        .toList(),
                at,
                tillId);
        List<ChangeRecord> records = new ArrayList<>();
        plan.returned().forEach(change -> records.add(record(setup, change.before(), change.after())));
        for (int i = 0; i < given.size(); i++) {
            Card before = plan.grants().get(i) instanceof CardGrant.Link link ? link.card() : null;
            records.add(record(setup, before, given.get(i)));
        }
        return records;
    }

    private ChangeRecord record(OrganisationSetup setup, @Nullable Card before, Card after) {
        ChangeRecord record = before == null
                ? changes.created(EntityType.CARD, after.id(), CardImage.of(after, setup))
                : changes.updated(EntityType.CARD, after.id(), CardImage.of(before, setup), CardImage.of(after, setup));
        return record.about(CardChange.holder(before, after));
    }
}
