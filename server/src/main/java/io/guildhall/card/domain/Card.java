package io.guildhall.card.domain;

import io.guildhall.customer.domain.HeldCard;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.StatusLabels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card as it is stored.
///
/// @param number unique in the organisation
/// @param externalId unique in the organisation
/// @param customerId whose it is, null while it is free
/// @param mappedTillId the till the card is handed out at (`mappedEntity`)
/// @param issuedAt when it was linked to its holder
/// @param expiresAt from when on it is expired; null for never
public record Card(
        long id,
        long seriesId,
        String number,
        @Nullable String externalId,
        @Nullable Long customerId,
        CardStatus status,
        String statusLabel,
        Fields customFields,
        Fields extendedFields,
        @Nullable Long mappedTillId,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    public boolean isFree() {
        return customerId == null;
    }

    /// As its holder's identifiers show it.
    public HeldCard shownIn(OrganisationSetup setup) {
        CardSeries series = setup.series(seriesId);
        return new HeldCard(number, series == null ? "" : series.code(), statusLabel, externalId, extendedFields);
    }

    public Card withStatus(CardStatus otherStatus, String otherLabel) {
        return copied(customerId, otherStatus, otherLabel);
    }

    /// The same card in somebody else's hands.
    public Card heldBy(long otherCustomerId) {
        return copied(otherCustomerId, status, statusLabel);
    }

    /// A card that has been given back: it is nobody's, and what its date was does not matter to whom it is given next.
    /// An expired one stays expired.
    public Card returned(CardStatus freeStatus, String freeLabel) {
        boolean expired = status == CardStatus.EXPIRED;
        return new Card(
                id,
                seriesId,
                number,
                externalId,
                null,
                expired ? status : freeStatus,
                expired ? statusLabel : freeLabel,
                customFields,
                extendedFields,
                mappedTillId,
                null,
                expired ? expiresAt : null,
                createdAt);
    }

    /// Whether its time is over, though nobody has said so.
    public boolean hasLapsed(Instant at) {
        return expiresAt != null && status.isHeld() && !at.isBefore(expiresAt);
    }

    /// As it is at an instant, whatever was stored: expired once its time is over.
    public Card asOf(Instant at, StatusLabels labels) {
        return hasLapsed(at)
                ? withStatus(
                        CardStatus.EXPIRED,
                        labels.defaultLabel(CardStatus.EXPIRED.name()).orElse(statusLabel))
                : this;
    }

    private Card copied(@Nullable Long holder, CardStatus otherStatus, String otherLabel) {
        return new Card(
                id,
                seriesId,
                number,
                externalId,
                holder,
                otherStatus,
                otherLabel,
                customFields,
                extendedFields,
                mappedTillId,
                issuedAt,
                expiresAt,
                createdAt);
    }

    @Override
    public String toString() {
        return "Card[" + id + "]"; // card numbers stay out of logs
    }
}
