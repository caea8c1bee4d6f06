package io.guildhall.sealing.store;

import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which master keys the database has met, and the keys that are kept under other ones than the first.
@Repository
public class UsedMasterKeys {
    private final JdbcClient jdbc;

    public UsedMasterKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Integer> all() {
        return jdbc.sql("SELECT id FROM master_key ORDER BY id")
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    public void add(int id, Instant at) {
        jdbc.sql("INSERT INTO master_key (id, first_used_at) VALUES (:id, :at) ON CONFLICT (id) DO NOTHING")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The key that the database itself keeps; null where it keeps none.
    public byte @Nullable [] kept() {
        return jdbc.sql("SELECT kept_key FROM master_key WHERE kept_key IS NOT NULL")
                .query((rs, _) -> rs.getBytes(1))
                .optional()
                .orElse(null);
    }

    /// Has the database keep this key, unless another instance was quicker.
    public void keep(int id, byte[] key, Instant at) {
        jdbc.sql("""
                        INSERT INTO master_key (id, first_used_at, kept_key) VALUES (:id, :at, :key)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("key", key)
                .update();
    }

    public void remove(Collection<Integer> ids) {
        jdbc.sql("DELETE FROM master_key WHERE id = ANY(:ids)")
                .param("ids", SqlArrays.array("integer", ids, id -> id))
                .update();
    }

    public List<Long> organisations() {
        return jdbc.sql("SELECT org_id FROM org ORDER BY org_id")
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Locks the next people whose keys are kept under another master key; in a transaction of their organisation.
    ///
    /// @param current the first bytes of keys under the current one
    public SortedMap<Long, byte[]> holdOthers(long orgId, byte[] current, long after, int most) {
        SortedMap<Long, byte[]> found = new TreeMap<>();
        jdbc.sql("""
                        SELECT id, person_key
                          FROM customer
                         WHERE org_id = :org AND id > :after AND person_key IS NOT NULL
                           AND substring(person_key FROM 1 FOR 4) <> :current
                         ORDER BY id
                         LIMIT :most
                           FOR NO KEY UPDATE
                        """)
                .param("org", orgId)
                .param("after", after)
                .param("current", current)
                .param("most", most)
                .query(rs -> {
                    found.put(rs.getLong("id"), rs.getBytes("person_key"));
                });
        return found;
    }

    /// The organisation's own key, locked; null where it has none.
    public byte @Nullable [] holdOrganisations(long orgId) {
        return jdbc.sql("SELECT erasure_key FROM org WHERE org_id = :org AND erasure_key IS NOT NULL FOR NO KEY UPDATE")
                .param("org", orgId)
                .query((rs, _) -> rs.getBytes(1))
                .optional()
                .orElse(null);
    }

    public void storeOrganisations(long orgId, byte[] wrapped) {
        jdbc.sql("UPDATE org SET erasure_key = :key, version = version + 1 WHERE org_id = :org")
                .param("org", orgId)
                .param("key", wrapped)
                .update();
    }
}
