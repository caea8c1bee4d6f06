package io.guildhall.card.domain;

/// What a card is, whatever the organisation calls it (`spec/domain.md` §6).
public enum CardStatus {
    /// Made, and nobody's.
    NOT_ISSUED,
    ACTIVE,
    EXPIRED,
    SUSPENDED,
    DELETED,
    /// Handed out, not yet in use.
    ISSUED;

    /// Whether a card counts against `maxActiveCardsPerCustomer` of its series.
    public boolean isActive() {
        return this == ACTIVE || this == ISSUED;
    }

    /// Whether a card counts against the organisation's cap of cards per person.
    public boolean isHeld() {
        return isActive() || this == SUSPENDED;
    }

    /// Whether a free card of this status may be given to somebody.
    public boolean isLinkable() {
        return isActive() || this == NOT_ISSUED;
    }
}
