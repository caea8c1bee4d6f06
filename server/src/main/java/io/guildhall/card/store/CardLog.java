package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What has happened to cards: every change of a status label, and which calls generated cards ahead.
@Repository
public class CardLog {
    private final JdbcClient jdbc;

    CardLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param labelBefore null for a new card
    record Entry(
            Card card,
            @Nullable String labelBefore,
            @Nullable String reason) {}

    /// An entry as it is read again.
    ///
    /// @param till code of the till in whose name it was; null for one that is no longer known
    public record Logged(
            Instant at,
            String status,
            String label,
            @Nullable String labelBefore,
            @Nullable String reason,
            @Nullable String till) {}

    /// Cards generated ahead by one call.
    public record Generation(
            UUID changeId,
            Instant at,
            int cards,
            String statusLabel,
            @Nullable String till) {}

    void addAll(long orgId, List<Entry> entries, Instant at, long tillId) {
        Portions.of(entries).forEach(portion -> addPortion(orgId, portion, at, tillId));
    }

    private void addPortion(long orgId, List<Entry> entries, Instant at, long tillId) {
        jdbc.sql("""
                        INSERT INTO card_status_log (org_id, card_id, at, status, label, prev_label, reason, created_by)
                        SELECT o.org_id, u.card_id, :at, u.status, u.label, u.prev_label, u.reason, :till
                          FROM org AS o,
                               unnest(:cards, :statuses, :labels, :before, :reasons)
                                 AS u(card_id, status, label, prev_label, reason)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("till", tillId)
                .param("cards", SqlArrays.longs(entries, entry -> entry.card().id()))
                .param(
                        "statuses",
                        SqlArrays.text(entries, entry -> entry.card().status().name()))
                .param("labels", SqlArrays.text(entries, entry -> entry.card().statusLabel()))
                .param("before", SqlArrays.text(entries, Entry::labelBefore))
                .param("reasons", SqlArrays.text(entries, Entry::reason))
                .update();
    }

    /// The changes of a card, the newest first.
    public List<Logged> of(long orgId, long cardId) {
        return jdbc.sql("""
                        SELECT l.at, l.status, l.label, l.prev_label, l.reason, t.code AS till
                          FROM card_status_log AS l
                          LEFT JOIN till AS t ON t.org_id = l.org_id AND t.id = l.created_by
                         WHERE l.org_id = :org AND l.card_id = :card
                         ORDER BY l.at DESC
                        """)
                .param("org", orgId)
                .param("card", cardId)
                .query((rs, _) -> new Logged(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("status"),
                        rs.getString("label"),
                        rs.getString("prev_label"),
                        rs.getString("reason"),
                        rs.getString("till")))
                .list();
    }

    /// Stores that a call generated cards; its change set is stored already, and so is the series' counter.
    void addGeneration(
            long orgId, UUID changeId, long seriesId, Instant at, int cards, String statusLabel, long tillId) {
        jdbc.sql("""
                        INSERT INTO card_generation (org_id, change_id, series_id, at, cards, status_label, created_by)
                        VALUES (:org, :change, :series, :at, :cards, :label, :till)
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("series", seriesId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("cards", cards)
                .param("label", statusLabel)
                .param("till", tillId)
                .update();
    }

    /// The generations of a series, the newest first.
    public List<Generation> generations(long orgId, long seriesId) {
        return jdbc.sql("""
                        SELECT g.change_id, g.at, g.cards, g.status_label, t.code AS till
                          FROM card_generation AS g
                          LEFT JOIN till AS t ON t.org_id = g.org_id AND t.id = g.created_by
                         WHERE g.org_id = :org AND g.series_id = :series
                         ORDER BY g.at DESC, g.change_id DESC
                        """)
                .param("org", orgId)
                .param("series", seriesId)
                .query((rs, _) -> new Generation(
                        rs.getObject("change_id", UUID.class),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getInt("cards"),
                        rs.getString("status_label"),
                        rs.getString("till")))
                .list();
    }
}
