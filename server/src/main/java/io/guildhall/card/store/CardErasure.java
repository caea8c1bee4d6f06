package io.guildhall.card.store;

import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes out of cards what they say of erased people. The cards stay, deleted and with their holder, so that they are
/// still counted; their numbers do not, since somebody else may know whose a number was. None is drawn twice: series
/// only ever go on.
@Repository
public class CardErasure {
    private final JdbcClient jdbc;

    CardErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the cards that these people have, and those of the others that nobody has.
    ///
    /// @param former cards that these people have had
    public List<Long> hold(long orgId, Collection<Long> people, Collection<Long> former) {
        return jdbc.sql("""
                        SELECT id
                          FROM card
                         WHERE org_id = :org
                           AND (customer_id = ANY(:people) OR id = ANY(:former) AND customer_id IS NULL)
                         ORDER BY id
                           FOR UPDATE
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .param("former", SqlArrays.longs(former))
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// @param cards locked ones
    /// @param label the organisation's for deleted cards
    public void erase(long orgId, Collection<Long> cards, String label, long till, Instant at) {
        jdbc.sql("""
                        INSERT INTO card_status_log (org_id, card_id, at, status, label, prev_label, created_by)
                        SELECT o.org_id, c.id,
                               GREATEST(:at, (SELECT max(l.at) + interval '1 microsecond'
                                                FROM card_status_log AS l
                                               WHERE l.org_id = o.org_id AND l.card_id = c.id)),
                               'DELETED', :label, c.status_label, :till
                          FROM org AS o, card AS c
                         WHERE o.org_id = :org AND c.org_id = o.org_id AND c.id = ANY(:cards)
                           AND c.customer_id IS NOT NULL AND c.status <> 'DELETED'
                        """)
                .param("org", orgId)
                .param("cards", SqlArrays.longs(cards))
                .param("label", label)
                .param("till", till)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("UPDATE card_status_log SET reason = NULL WHERE org_id = :org AND card_id = ANY(:cards)")
                .param("org", orgId)
                .param("cards", SqlArrays.longs(cards))
                .update();
        jdbc.sql("""
                        UPDATE card
                           SET external_id = NULL, custom_fields = '{}', extended_fields = '{}',
                               number = CASE WHEN customer_id IS NULL THEN number ELSE 'erased-' || id END,
                               status = CASE WHEN customer_id IS NULL THEN status ELSE 'DELETED' END,
                               status_label = CASE WHEN customer_id IS NULL THEN status_label ELSE :label END
                         WHERE org_id = :org AND id = ANY(:cards)
                        """)
                .param("org", orgId)
                .param("cards", SqlArrays.longs(cards))
                .param("label", label)
                .update();
    }
}
