package io.guildhall.customer.store;

import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is kept of merges, when they are taken back and made again.
@Repository
public class MergeReverts {
    private final JdbcClient jdbc;

    MergeReverts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Merges that were taken back count again.
    ///
    /// @param victims people who are about to become others again, as they had
    public void remake(long orgId, Collection<Long> victims) {
        if (victims.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE customer_merge AS m
                           SET undone_at = NULL
                         WHERE m.org_id = :org AND m.victim_id = ANY(:victims)
                           AND m.at = (SELECT max(l.at)
                                         FROM customer_merge AS l
                                        WHERE l.org_id = :org AND l.victim_id = m.victim_id)
                        """)
                .param("org", orgId)
                .param("victims", SqlArrays.longs(victims))
                .update();
        handStatusLog(orgId, victims, "m.survivor_id", "m.victim_id");
    }

    /// @param victims people who are themselves again
    public void undo(long orgId, Collection<Long> victims, Instant at) {
        if (victims.isEmpty()) {
            return;
        }
        handStatusLog(orgId, victims, "m.victim_id", "m.survivor_id");
        jdbc.sql("""
                        UPDATE customer_merge
                           SET undone_at = :at
                         WHERE org_id = :org AND victim_id = ANY(:victims) AND undone_at IS NULL
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("victims", SqlArrays.longs(victims))
                .update();
    }

    private void handStatusLog(long orgId, Collection<Long> victims, String taker, String giver) {
        jdbc.sql("""
                        UPDATE customer_status_log AS l
                           SET customer_id = %s
                          FROM customer_merge AS m
                         WHERE l.org_id = :org AND m.org_id = :org AND m.victim_id = ANY(:victims)
                           AND m.undone_at IS NULL AND l.at = ANY(m.status_changes) AND l.customer_id = %s
                        """.formatted(taker, giver))
                .param("org", orgId)
                .param("victims", SqlArrays.longs(victims))
                .update();
    }
}
