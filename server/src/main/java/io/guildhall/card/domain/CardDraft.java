package io.guildhall.card.domain;

import io.guildhall.error.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A card as a request of `/v2/card` describes it; null means not sent.
///
/// @param at the card's place
/// @param reason why the status changes
/// @param mappedEntity where the card is handed out
public record CardDraft(
        Pointer at,
        @Nullable Long seriesId,
        @Nullable String seriesCode,
        @Nullable String number,
        @Nullable String externalId,
        @Nullable String statusLabel,
        @Nullable String reason,
        Map<String, @Nullable Object> customFields,
        Map<String, @Nullable Object> extendedFields,
        @Nullable MappedEntity mappedEntity) {

    public record MappedEntity(
            @Nullable String type, @Nullable String value) {}

    @Override
    public String toString() {
        return "CardDraft[" + at + "]"; // card numbers stay out of logs
    }
}
