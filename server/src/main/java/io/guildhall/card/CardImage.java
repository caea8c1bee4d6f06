package io.guildhall.card;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A card as a change set keeps it: as answers show it, and `exact` what they round off or leave out.
public record CardImage(@JsonUnwrapped CardForm form, Exact exact) {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /// @param mappedTillId the till the card is handed out at
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exact(
            @Nullable Long mappedTillId,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            Instant createdAt) {}

    public static CardImage of(Card card, OrganisationSetup setup) {
        return new CardImage(
                CardForm.of(card, setup),
                new Exact(card.mappedTillId(), card.issuedAt(), card.expiresAt(), card.createdAt()));
    }

    /// The other way round. A record that is older than `exact` tells its times to the second.
    public static Card read(JsonMapper mapper, String state) {
        JsonNode json = mapper.readTree(state);
        JsonNode exact = json.path("exact");
        long holder = json.path("customerId").asLong(0);
        JsonNode till = exact.get("mappedTillId");
        return new Card(
                json.path("cardId").asLong(),
                json.path("seriesId").asLong(),
                json.path("cardNumber").asString(),
                json.has("cardExternalId") ? json.path("cardExternalId").asString() : null,
                holder == 0 ? null : holder,
                CardStatus.valueOf(
                        json.path("statusLabelInfo").path("internalStatus").asString()),
                json.path("statusLabel").asString(),
                fields(mapper, json.path("customFields")),
                fields(mapper, json.path("extendedFields")),
                till == null ? null : till.asLong(),
                instant(exact.get("issuedAt"), json.get("issuedDate")),
                instant(exact.get("expiresAt"), json.get("expiryDate")),
                Objects.requireNonNull(instant(exact.get("createdAt"), json.get("createdOn"))));
    }

    private static Fields fields(JsonMapper mapper, JsonNode json) {
        return json.isEmpty() ? Fields.NONE : new Fields(mapper.convertValue(json, VALUES));
    }

    private static @Nullable Instant instant(@Nullable JsonNode exact, @Nullable JsonNode shown) {
        if (exact != null) {
            return Instant.parse(exact.asString());
        }
        return shown == null ? null : Timestamps.parse(shown.asString()).orElse(null);
    }
}
