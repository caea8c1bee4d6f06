package io.guildhall.undo;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.store.CardRestores;
import io.guildhall.card.store.Cards;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.store.LedgerReversals;
import io.guildhall.undo.domain.RevertPlan;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Holds cards, enrolments and points, tells how they are, and makes them what they were.
@Component
class BenefitReverts {
    /// As a change of a card's label gives the reason.
    private static final String REASON = "reverted";

    private final CardRestores restores;
    private final Cards cards;
    private final LedgerReversals ledger;

    BenefitReverts(CardRestores restores, Cards cards, LedgerReversals ledger) {
        this.restores = restores;
        this.cards = cards;
        this.ledger = ledger;
    }

    /// @param concerned ids of the people concerned, who are locked
    World.Cards holdCards(long orgId, Steps steps, Collection<Long> concerned) {
        Set<String> numbers = new HashSet<>();
        Set<String> externalIds = new HashSet<>();
        for (Step<Card> step : steps.cards()) {
            Card target = step.target();
            if (target != null && step.expected() == null) {
                numbers.add(target.number());
            }
            if (target != null && target.externalId() != null) {
                externalIds.add(target.externalId());
            }
        }
        Map<String, Long> byNumber = new HashMap<>();
        Map<String, Long> byExternalId = new HashMap<>();
        for (Card card : cards.findAll(orgId, numbers, externalIds)) {
            byNumber.put(card.number(), card.id());
            if (card.externalId() != null) {
                byExternalId.put(card.externalId(), card.id());
            }
        }
        Map<Long, Card> held = steps.cards().isEmpty()
                ? Map.of()
                : restores.hold(orgId, steps.cards().stream().map(Step::id).toList());
        return new World.Cards(held, restores.ofCustomers(orgId, concerned), byNumber, byExternalId);
    }

    /// @param changeId whose postings are to go back
    World.Loyalty holdLoyalty(long orgId, UUID changeId, Collection<Long> concerned) {
        Map<Long, Enrolment> enrolments = new HashMap<>(ledger.ofCustomers(orgId, concerned));
        return new World.Loyalty(enrolments, ledger.of(orgId, changeId, concerned));
    }

    void carryOutLoyalty(long orgId, RevertPlan plan, World.Loyalty world, ChangeSet change) {
        List<Long> removed = new ArrayList<>();
        SortedMap<Long, Enrolment> restored = new TreeMap<>();
        for (Step<Enrolment> step : plan.doing().enrolments()) {
            if (step.target() == null) {
                removed.add(step.id());
            } else {
                restored.put(step.id(), step.target());
            }
        }
        ledger.removeAll(orgId, removed);
        ledger.restoreAll(orgId, restored, world.enrolments().keySet(), change.id());
        ledger.reverseAll(orgId, plan.postings(), change.at(), change.id());
    }

    /// @param tillId in whose name
    void carryOutCards(long orgId, Steps doing, World.Cards world, long tillId, ChangeSet change) {
        List<Long> removed = new ArrayList<>();
        List<Card> again = new ArrayList<>();
        List<CardChange> changes = new ArrayList<>();
        for (Step<Card> step : doing.cards()) {
            Card target = step.target();
            if (target == null) {
                removed.add(step.id());
            } else if (step.expected() == null) {
                again.add(target);
            } else {
                Card before = Objects.requireNonNull(world.states().get(step.id()), "it was held");
                changes.add(new CardChange(before, target, REASON));
            }
        }
        restores.removeAll(orgId, removed);
        again.sort(Comparator.comparingLong(Card::id));
        restores.makeAgain(orgId, again, change.at(), tillId);
        restores.updateAll(orgId, changes, change.at(), tillId);
    }
}
