package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.store.Setups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `card` as cards.
@Component
class CardRows {
    static final String COLUMNS = """
            c.id, c.series_id, c.number, c.external_id, c.customer_id, c.status, c.status_label, c.custom_fields,
            c.extended_fields, c.mapped_till_id, c.issued_at, c.expires_at, c.created_at
            """;

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final JsonMapper json;
    private final Clock clock;
    private final Setups setups;

    CardRows(JsonMapper json, Clock clock, Setups setups) {
        this.json = json;
        this.clock = clock;
        this.setups = setups;
    }

    Card card(ResultSet rs) throws SQLException {
        return new Card(
                rs.getLong("id"),
                rs.getLong("series_id"),
                rs.getString("number"),
                rs.getString("external_id"),
                rs.getObject("customer_id", Long.class),
                CardStatus.valueOf(rs.getString("status")),
                rs.getString("status_label"),
                fields(rs.getString("custom_fields")),
                fields(rs.getString("extended_fields")),
                rs.getObject("mapped_till_id", Long.class),
                instant(rs, "issued_at"),
                instant(rs, "expires_at"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /// Cards as they are now: those whose time is over are expired, whatever their rows say. One statement where there
    /// are any.
    List<Card> now(long orgId, List<Card> stored) {
        Instant now = clock.instant();
        if (stored.stream().noneMatch(card -> card.hasLapsed(now))) {
            return stored;
        }
        StatusLabels labels = setups.current(orgId).cardLabels();
        return stored.stream().map(card -> card.asOf(now, labels)).toList();
    }

    /// For arrays of instants.
    static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private Fields fields(String stored) {
        return stored.equals("{}") ? Fields.NONE : new Fields(json.readValue(stored, VALUES));
    }

    String json(Fields fields) {
        return json.writeValueAsString(fields.values());
    }
}
