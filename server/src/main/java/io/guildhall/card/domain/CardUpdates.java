package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CARD_EXTERNAL_ID_EXISTS;

import io.guildhall.card.domain.CardRules.Decision;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides a batch of changes to cards, each seeing what those before it did.
public final class CardUpdates {
    private final OrganisationSetup setup;
    private final Map<Long, Card> cards = new LinkedHashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final Set<String> titles = new HashSet<>();

    private CardUpdates(OrganisationSetup setup, Collection<Card> stored) {
        this.setup = setup;
        stored.forEach(card -> cards.put(card.id(), card));
    }

    /// @param named the cards that the drafts name
    /// @param held all cards of their holders
    /// @return one decision for each draft, in order
    public static List<Decision<CardChange>> decideAll(
            List<CardDraft> drafts, OrganisationSetup setup, Collection<Card> named, Collection<Card> held) {
        List<Card> stored = new ArrayList<>(named);
        stored.addAll(held);
        CardUpdates updates = new CardUpdates(setup, stored);
        CardSnapshot before = CardSnapshot.of(named, Map.of());
        return drafts.stream().map(draft -> updates.decide(draft, before)).toList();
    }

    private Decision<CardChange> decide(CardDraft draft, CardSnapshot named) {
        Card card = draft.number() != null ? named.numbered(draft.number()) : named.titled(draft.externalId());
        if (card != null && changed.contains(card.id())) {
            return refused(Problem.of(BAD_REQUEST, draft.at(), "the card is changed earlier in the call"));
        }
        Decision<CardChange> decision = CardRules.update(draft, setup, named.withHeld(heldBy(card)));
        CardChange change = decision.wanted();
        if (change == null) {
            return decision;
        }
        String title = change.after().externalId();
        boolean isNewTitle = title != null && !title.equals(change.before().externalId());
        if (isNewTitle && !titles.add(title)) {
            return refused(Problem.of(CARD_EXTERNAL_ID_EXISTS, draft.at().child("cardExternalId")));
        }
        changed.add(change.after().id());
        cards.put(change.after().id(), change.after());
        return decision;
    }

    private Map<Long, List<HeldCard>> heldBy(@Nullable Card card) {
        if (card == null || card.customerId() == null) {
            return Map.of();
        }
        long holder = card.customerId();
        return Map.of(
                holder,
                cards.values().stream()
                        .filter(held -> Long.valueOf(holder).equals(held.customerId()))
                        .map(held -> held.shownIn(setup))
                        .toList());
    }

    private static Decision<CardChange> refused(Problem problem) {
        return new Decision<>(null, List.of(problem), List.of());
    }
}
