package io.guildhall.card.store;

import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which parts of an organisation's document cards refer to. Reads whole tables at worst: asked only when the
/// operator prunes.
@Repository
public class CardReferences {
    private final JdbcClient jdbc;

    CardReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of the series that have, or have had, cards.
    public Set<Long> series(long orgId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql("SELECT id FROM card_series WHERE org_id = :org AND id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> rs.getLong(1))
                .set();
    }

    public Set<String> extendedFields(long orgId, Collection<String> names) {
        return those(
                orgId,
                names,
                "SELECT 1 FROM card AS c WHERE c.org_id = :org AND jsonb_exists(c.extended_fields, u.key)");
    }

    public Set<String> customFields(long orgId, Collection<String> names) {
        return those(
                orgId, names, "SELECT 1 FROM card AS c WHERE c.org_id = :org AND jsonb_exists(c.custom_fields, u.key)");
    }

    /// Tills that cards are handed out at, or in whose name their status was changed.
    public Set<String> tills(long orgId, Collection<String> codes) {
        return those(orgId, codes, """
                SELECT 1
                  FROM till AS t
                 WHERE t.org_id = :org AND t.code = u.key
                   AND (EXISTS (SELECT 1 FROM card AS c WHERE c.org_id = t.org_id AND c.mapped_till_id = t.id)
                        OR EXISTS (SELECT 1 FROM card_status_log AS l WHERE l.org_id = t.org_id AND l.created_by = t.id))
                """);
    }

    private Set<String> those(long orgId, Collection<String> keys, String witness) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql("SELECT u.key FROM unnest(:keys) AS u(key) WHERE EXISTS (" + witness + ")")
                .param("org", orgId)
                .param("keys", SqlArrays.text(keys, key -> key))
                .query((rs, _) -> rs.getString(1))
                .set();
    }
}
