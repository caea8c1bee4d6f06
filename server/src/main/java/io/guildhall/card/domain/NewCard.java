package io.guildhall.card.domain;

import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card that is to be made.
///
/// @param number null to draw one of the series
/// @param customerId null for a free card
public record NewCard(
        CardSeries series,
        @Nullable String number,
        @Nullable String externalId,
        @Nullable Long customerId,
        CardStatus status,
        String statusLabel,
        Fields customFields,
        Fields extendedFields) {

    /// A card that nobody has yet, with nothing but a number.
    public static NewCard blank(CardSeries series, CardStatus status, String statusLabel) {
        return new NewCard(series, null, null, null, status, statusLabel, Fields.NONE, Fields.NONE);
    }

    public Card made(long id, String drawnNumber, Instant at) {
        return new Card(
                id,
                series.id(),
                drawnNumber,
                externalId,
                customerId,
                status,
                statusLabel,
                customFields,
                extendedFields,
                null,
                customerId == null ? null : at,
                customerId == null ? null : series.expiry().after(at),
                at);
    }

    @Override
    public String toString() {
        return "NewCard[" + series.code() + "]"; // card numbers stay out of logs
    }
}
