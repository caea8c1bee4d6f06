package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.store.CardLog.Entry;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Makes cards what they were. Numbers that were drawn stay drawn: a card that is gone is not made again but by taking
/// that back, as the same card.
@Repository
public class CardRestores {
    private final JdbcClient jdbc;
    private final CardRows rows;
    private final CardWrites writes;
    private final CardLog log;

    CardRestores(JdbcClient jdbc, CardRows rows, CardWrites writes, CardLog log) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.writes = writes;
        this.log = log;
    }

    /// The cards as they are stored, whatever has lapsed since, and keeps them so until the transaction ends.
    public Map<Long, Card> hold(long orgId, Collection<Long> ids) {
        Map<Long, Card> cards = new HashMap<>();
        jdbc.sql("SELECT " + CardRows.COLUMNS + """
                          FROM card AS c
                         WHERE c.org_id = :org AND c.id = ANY(:ids)
                         ORDER BY c.id
                           FOR UPDATE
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .query(rs -> {
                    cards.put(rs.getLong("id"), rows.card(rs));
                });
        return cards;
    }

    /// Ids of all cards of these people, deleted ones included, by holder.
    public Map<Long, Set<Long>> ofCustomers(long orgId, Collection<Long> customerIds) {
        Map<Long, Set<Long>> held = new HashMap<>();
        jdbc.sql("SELECT c.id, c.customer_id FROM card AS c WHERE c.org_id = :org AND c.customer_id = ANY(:customers)")
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query(rs -> {
                    held.computeIfAbsent(rs.getLong("customer_id"), _ -> new HashSet<>())
                            .add(rs.getLong("id"));
                });
        return held;
    }

    /// @throws LostRace when a concurrent call has taken an external id
    public void updateAll(long orgId, List<CardChange> changes, Instant at, long tillId) {
        writes.updateAll(orgId, changes, at, tillId);
    }

    /// Nobody's log tells of a card that is gone.
    public void removeAll(long orgId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        for (String table : List.of("card_status_log WHERE card_id", "card WHERE id")) {
            jdbc.sql("DELETE FROM " + table + " = ANY(:ids) AND org_id = :org")
                    .param("org", orgId)
                    .param("ids", SqlArrays.longs(ids))
                    .update();
        }
    }

    /// @param cards in the order of their ids
    /// @throws LostRace when a concurrent call has taken a number or an external id
    public void makeAgain(long orgId, List<Card> cards, Instant at, long tillId) {
        Portions.of(cards).forEach(portion -> insert(orgId, portion));
        log.addAll(
                orgId, cards.stream().map(card -> new Entry(card, null, null)).toList(), at, tillId);
    }

    private void insert(long orgId, List<Card> cards) {
        int made = jdbc.sql("""
                        INSERT INTO card (org_id, id, series_id, number, external_id, customer_id, status, status_label,
                                          custom_fields, extended_fields, mapped_till_id, issued_at, expires_at,
                                          created_at)
                        SELECT o.org_id, u.id, u.series_id, u.number, u.external_id, u.customer_id, u.status, u.label,
                               CAST(u.custom_fields AS jsonb), CAST(u.extended_fields AS jsonb), u.till, u.issued_at,
                               u.expires_at, u.created_at
                          FROM org AS o,
                               unnest(:ids, :series, :numbers, :externalIds, :customers, :statuses, :labels,
                                      :customFields, :extendedFields, :tills, :issued, :expiries, :created)
                                 AS u(id, series_id, number, external_id, customer_id, status, label, custom_fields,
                                      extended_fields, till, issued_at, expires_at, created_at)
                         WHERE o.org_id = :org
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(cards, Card::id))
                .param("series", SqlArrays.longs(cards, Card::seriesId))
                .param("numbers", SqlArrays.text(cards, Card::number))
                .param("externalIds", SqlArrays.text(cards, Card::externalId))
                .param("customers", SqlArrays.array("bigint", cards, Card::customerId))
                .param("statuses", SqlArrays.text(cards, card -> card.status().name()))
                .param("labels", SqlArrays.text(cards, Card::statusLabel))
                .param("customFields", SqlArrays.text(cards, card -> rows.json(card.customFields())))
                .param("extendedFields", SqlArrays.text(cards, card -> rows.json(card.extendedFields())))
                .param("tills", SqlArrays.array("bigint", cards, Card::mappedTillId))
                .param("issued", SqlArrays.array("timestamptz", cards, card -> utc(card.issuedAt())))
                .param("expiries", SqlArrays.array("timestamptz", cards, card -> utc(card.expiresAt())))
                .param("created", SqlArrays.array("timestamptz", cards, card -> utc(card.createdAt())))
                .update();
        if (made < cards.size()) {
            throw new LostRace("cards");
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
