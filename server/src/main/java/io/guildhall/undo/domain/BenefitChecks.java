package io.guildhall.undo.domain;

import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Reversible;
import io.guildhall.undo.domain.Skipped.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether cards, enrolments and points can be what they were.
final class BenefitChecks {
    private record Place(long customerId, long programId) {
        static Place of(Enrolment enrolment) {
            return new Place(enrolment.customerId(), enrolment.programId());
        }
    }

    private BenefitChecks() {}

    static void check(Board board) {
        for (Step<Card> step : board.active(board.steps.cards())) {
            if (step.target() != null) {
                card(board, step, step.target());
            }
        }
        Map<Place, Long> stored = new HashMap<>();
        board.world.loyalty().enrolments().forEach((id, enrolment) -> stored.put(Place.of(enrolment), id));
        for (Step<Enrolment> step : board.active(board.steps.enrolments())) {
            if (step.target() != null) {
                enrolment(board, step, step.target(), stored.get(Place.of(step.target())));
            }
        }
        for (Reversible posting : board.world.loyalty().postings()) {
            if (posting.spent()) {
                board.causes(posting).forEach(key -> board.skip(key, Reason.SPENT, null, "/points"));
            }
        }
    }

    private static void card(Board board, Step<Card> step, Card target) {
        if (target.customerId() != null && !board.isThere(target.customerId())) {
            board.skip(step, Reason.MISSING, new EntityKey(EntityType.CUSTOMER, target.customerId()));
            return;
        }
        Long other = board.world.cards().numbers().get(target.number());
        if (other != null && other != step.id()) { // numbers never change, and one that is removed was made later
            board.skip(step.key(), Reason.TAKEN, new EntityKey(EntityType.CARD, other), "/cardNumber");
            return;
        }
        Long namesake = target.externalId() == null
                ? null
                : board.world.cards().externalIds().get(target.externalId());
        if (namesake != null && namesake != step.id()) {
            EntityKey because = new EntityKey(EntityType.CARD, namesake);
            Card stays = board.card(namesake);
            boolean parts = board.isActive(because)
                    && (stays == null || !Objects.equals(stays.externalId(), target.externalId()));
            if (!parts) {
                board.skip(step.key(), Reason.TAKEN, because, "/cardExternalId");
            }
        }
    }

    private static void enrolment(Board board, Step<Enrolment> step, Enrolment target, @Nullable Long stored) {
        if (!board.isThere(target.customerId())) {
            board.skip(step, Reason.MISSING, new EntityKey(EntityType.CUSTOMER, target.customerId()));
        } else if (stored != null && stored != step.id() && board.enrolment(stored) != null) {
            board.skip(step, Reason.TAKEN, new EntityKey(EntityType.ENROLMENT, stored));
        }
    }
}
