package io.guildhall.undo.store;

import io.guildhall.postgres.LostRace;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which change set reverted which.
@Repository
public class Reverts {
    private final JdbcClient jdbc;

    Reverts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps others from reverting the same change set until the transaction ends.
    public void hold(long orgId, UUID changeId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, :org))")
                .param("name", "revert " + changeId)
                .param("org", orgId)
                .query((_, _) -> true)
                .list();
    }

    /// The revert on account of which the change set cannot be reverted now: its own, or, of the revert of a revert,
    /// one that came in between.
    public Optional<UUID> inForce(long orgId, UUID changeId) {
        return jdbc.sql("""
                        SELECT f.revert_id
                          FROM change_revert AS f
                         WHERE f.org_id = :org AND f.undone_by IS NULL
                           AND (f.reverted_id = :change
                                OR f.reverted_id = ANY(ARRAY(
                                   SELECT r.reverted_id
                                     FROM change_revert AS r
                                    WHERE r.org_id = :org AND r.undone_by = :change)))
                         LIMIT 1
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .query((rs, _) -> rs.getObject("revert_id", UUID.class))
                .optional();
    }

    /// Stores who reverted whom. Where the reverted one was a revert, what it had reverted may be reverted anew; where
    /// it had taken back another revert, that one is in force again.
    ///
    /// @throws LostRace when a concurrent call has reverted the same change set
    public void add(long orgId, UUID reverted, UUID revert) {
        try {
            for (String sql : new String[] {
                "INSERT INTO change_revert (org_id, revert_id, reverted_id) VALUES (:org, :revert, :reverted)",
                "UPDATE change_revert SET undone_by = :revert WHERE org_id = :org AND revert_id = :reverted",
                """
                UPDATE change_revert
                   SET undone_by = NULL
                 WHERE org_id = :org AND undone_by = :reverted
                """
            }) {
                jdbc.sql(sql)
                        .param("org", orgId)
                        .param("reverted", reverted)
                        .param("revert", revert)
                        .update();
            }
        } catch (DuplicateKeyException taken) {
            throw new LostRace("reverts");
        }
    }
}
