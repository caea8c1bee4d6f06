package io.guildhall.card.domain;

import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Fields;
import org.jspecify.annotations.Nullable;

/// A card that somebody is to get.
public sealed interface CardGrant {
    CardStatus status();

    String statusLabel();

    /// To be stored with the card; null to leave it as it is.
    @Nullable
    String externalId();

    Fields extendedFields();

    /// A new card under a number that the series still has to draw.
    record Draw(
            CardSeries series,
            CardStatus status,
            String statusLabel,
            @Nullable String externalId,
            Fields extendedFields)
            implements CardGrant {}

    /// A new card of an external series, under the number that it was brought with.
    record Create(
            CardSeries series,
            String number,
            CardStatus status,
            String statusLabel,
            @Nullable String externalId,
            Fields extendedFields)
            implements CardGrant {
        @Override
        public String toString() {
            return "Create[" + series.code() + "]"; // card numbers stay out of logs
        }
    }

    /// A card that is there and free.
    ///
    /// @param expiry of its series
    record Link(
            Card card,
            CardSeries.Expiry expiry,
            CardStatus status,
            String statusLabel,
            @Nullable String externalId,
            Fields extendedFields)
            implements CardGrant {}
}
