package io.guildhall.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardLabels;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A card as answers and change sets show it (`spec/domain.md` §6). Members without a value are left out.
///
/// @param customerId 0 for a free card
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "cardId",
    "cardNumber",
    "cardExternalId",
    "seriesId",
    "seriesCode",
    "customerId",
    "statusLabel",
    "statusLabelInfo",
    "issuedDate",
    "expiryDate",
    "createdOn",
    "mappedEntity",
    "customFields",
    "extendedFields"
})
public record CardForm(
        long cardId,
        String cardNumber,
        @Nullable String cardExternalId,
        long seriesId,
        String seriesCode,
        long customerId,
        String statusLabel,
        LabelInfo statusLabelInfo,
        @Nullable String issuedDate,
        @Nullable String expiryDate,
        String createdOn,
        @Nullable MappedEntityForm mappedEntity,
        Map<String, Object> customFields,
        Map<String, Object> extendedFields) {

    /// @param internalStatus what the label stands for
    /// @param isDefault whether it is the one shown where none is named
    @JsonPropertyOrder({"type", "internalStatus", "default"})
    public record LabelInfo(
            String type,
            String internalStatus,
            @JsonProperty("default") boolean isDefault) {}

    @JsonPropertyOrder({"type", "value", "id"})
    public record MappedEntityForm(String type, String value, long id) {}

    public static CardForm of(Card card, OrganisationSetup setup) {
        CardSeries series = setup.series(card.seriesId());
        return new CardForm(
                card.id(),
                card.number(),
                card.externalId(),
                card.seriesId(),
                series == null ? "" : series.code(),
                card.customerId() == null ? 0 : card.customerId(),
                card.statusLabel(),
                new LabelInfo(
                        "CARD",
                        card.status().name(),
                        new CardLabels(setup.cardLabels()).isDefault(card.status(), card.statusLabel())),
                shown(card.issuedAt(), setup),
                shown(card.expiresAt(), setup),
                Timestamps.of(card.createdAt(), setup.timeZone()),
                mappedEntity(card, setup),
                card.customFields().values(),
                card.extendedFields().values());
    }

    private static @Nullable String shown(@Nullable Instant at, OrganisationSetup setup) {
        return at == null ? null : Timestamps.of(at, setup.timeZone());
    }

    private static @Nullable MappedEntityForm mappedEntity(Card card, OrganisationSetup setup) {
        Long id = card.mappedTillId();
        if (id == null) {
            return null;
        }
        return setup.tills().stream()
                .filter(till -> till.id() == id)
                .findFirst()
                .map(Till::code)
                .map(code -> new MappedEntityForm("TILL", code, id))
                .orElse(null);
    }
}
