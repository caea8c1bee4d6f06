package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.CARD_STATUS_NOT_SETTABLE;
import static io.guildhall.error.ErrorCode.CARD_TRANSITION_FORBIDDEN;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import org.jspecify.annotations.Nullable;

/// Which status a card may be given by a call about it alone (`spec/domain.md` §6, Transitions).
final class CardTransitions {
    private CardTransitions() {}

    /// 3013 or 3038, or null where the change is allowed. To another label of the same status every card may
    /// change, but a deleted one.
    static @Nullable Problem refusal(CardStatus from, CardStatus to, Pointer at) {
        if (from == to && from != CardStatus.DELETED) {
            return null;
        }
        boolean allowed = switch (to) {
            case ACTIVE -> from == CardStatus.SUSPENDED;
            // made ahead and nobody's: such a card is neither worn out nor lost
            case EXPIRED -> from.isHeld();
            case DELETED -> from.isHeld();
            case SUSPENDED -> from.isLinkable();
            case NOT_ISSUED, ISSUED -> false;
        };
        if (allowed) {
            return null;
        }
        boolean settable = to == CardStatus.EXPIRED || to == CardStatus.DELETED || to == CardStatus.SUSPENDED;
        return settable || from == CardStatus.DELETED
                ? Problem.of(CARD_TRANSITION_FORBIDDEN, at, from.name(), to.name())
                : Problem.of(CARD_STATUS_NOT_SETTABLE, at, to.name());
    }
}
