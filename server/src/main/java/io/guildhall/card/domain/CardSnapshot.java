package io.guildhall.card.domain;

import io.guildhall.customer.domain.HeldCard;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is stored about the cards that a batch names, and how many numbers are left of the series it may draw
/// from.
///
/// @param byNumber cards by number
/// @param byExternalId cards by external id
/// @param remaining numbers that can still be drawn, by id of the series
/// @param held the cards of the people concerned, by id of the person; who is absent holds none
public record CardSnapshot(
        Map<String, Card> byNumber,
        Map<String, Card> byExternalId,
        Map<Long, Long> remaining,
        Map<Long, List<HeldCard>> held) {
    public static final CardSnapshot EMPTY = new CardSnapshot(Map.of(), Map.of(), Map.of(), Map.of());

    public CardSnapshot {
        byNumber = Map.copyOf(byNumber);
        byExternalId = Map.copyOf(byExternalId);
        remaining = Map.copyOf(remaining);
        held = Map.copyOf(held);
    }

    public static CardSnapshot of(Collection<Card> cards, Map<Long, Long> remaining) {
        Map<String, Card> byNumber = new HashMap<>();
        Map<String, Card> byExternalId = new HashMap<>();
        for (Card card : cards) {
            byNumber.put(card.number(), card);
            String externalId = card.externalId();
            if (externalId != null) {
                byExternalId.put(externalId, card);
            }
        }
        return new CardSnapshot(byNumber, byExternalId, remaining, Map.of());
    }

    /// @param cards by id of the person
    public CardSnapshot withHeld(Map<Long, List<HeldCard>> cards) {
        return new CardSnapshot(byNumber, byExternalId, remaining, cards);
    }

    public @Nullable Card numbered(@Nullable String number) {
        return number == null ? null : byNumber.get(number);
    }

    public @Nullable Card titled(@Nullable String externalId) {
        return externalId == null ? null : byExternalId.get(externalId);
    }

    long remaining(long seriesId) {
        return remaining.getOrDefault(seriesId, 0L);
    }

    List<HeldCard> heldBy(@Nullable Long customerId) {
        return customerId == null ? List.of() : held.getOrDefault(customerId, List.of());
    }
}
