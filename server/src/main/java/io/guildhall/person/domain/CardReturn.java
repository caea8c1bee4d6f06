package io.guildhall.person.domain;

import static io.guildhall.error.ErrorCode.CARD_NOT_UNLINKABLE;
import static io.guildhall.error.ErrorCode.SECOND_RETURN;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.domain.CardLabels;
import io.guildhall.card.domain.CardLabels.Labelled;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which cards a person gives back: they are free afterwards, with a label of NOT_ISSUED unless they are
/// expired (`spec/domain.md` §5). One at a time.
public record CardReturn(List<CardChange> changes, List<Problem> errors) {
    public CardReturn {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
    }

    /// @param held the person's cards
    /// @param wishes named by number or external id; a card that is not the person's is 3031, a second card 3037
    public static CardReturn plan(List<Card> held, List<CardWish> wishes, CardLabels labels) {
        Map<Long, CardChange> changes = new LinkedHashMap<>();
        List<Problem> errors = new ArrayList<>(0);
        for (CardWish wish : wishes) {
            Card card = named(held, wish);
            Labelled label = labels.unissued(wish.statusLabel(), wish.at().child("statusLabel"));
            if (card == null) {
                errors.add(Problem.of(CARD_NOT_UNLINKABLE, wish.at()));
            } else if (label.problem() != null) {
                errors.add(label.problem());
            } else if (!changes.isEmpty() && !changes.containsKey(card.id())) {
                errors.add(Problem.of(SECOND_RETURN, wish.at()));
            } else {
                changes.putIfAbsent(
                        card.id(), new CardChange(card, card.returned(label.status(), label.label()), null));
            }
        }
        return new CardReturn(List.copyOf(changes.values()), errors);
    }

    private static @Nullable Card named(List<Card> held, CardWish wish) {
        return held.stream()
                .filter(card -> wish.number() == null
                        ? card.externalId() != null && card.externalId().equals(wish.externalId())
                        : card.number().equals(wish.number()))
                .findFirst()
                .orElse(null);
    }
}
