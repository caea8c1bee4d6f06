package io.guildhall.sealing.store;

import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Wrapped keys in the rows of people, of the organisation whose transaction is open. A key comes with its person's
/// row, and goes for ever when the person is erased.
@Repository
public class StoredKeys {
    private final JdbcClient jdbc;

    StoredKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who has none is absent.
    public Map<Long, byte[]> find(long orgId, Collection<Long> ids) {
        Map<Long, byte[]> found = new HashMap<>();
        jdbc.sql("""
                        SELECT id, person_key
                          FROM customer
                         WHERE org_id = :org AND id = ANY(:ids) AND person_key IS NOT NULL
                        """).param("org", orgId).param("ids", SqlArrays.longs(ids)).query(rs -> {
            found.put(rs.getLong("id"), rs.getBytes("person_key"));
        });
        return found;
    }

    /// Locks those of these people who have no key though nobody has erased them.
    public Set<Long> holdKeyless(long orgId, Collection<Long> ids) {
        return jdbc.sql("""
                        SELECT id
                          FROM customer
                         WHERE org_id = :org AND id = ANY(:ids) AND person_key IS NULL AND erased_at IS NULL
                         ORDER BY id
                           FOR NO KEY UPDATE
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> rs.getLong("id"))
                .set();
    }

    /// @param wrapped by person
    public void store(long orgId, SortedMap<Long, byte[]> wrapped) {
        jdbc.sql("""
                        UPDATE customer AS c
                           SET person_key = u.key
                          FROM unnest(:ids, :keys) AS u(id, key)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(wrapped.keySet()))
                .param("keys", SqlArrays.bytes(wrapped.values(), key -> key))
                .update();
    }
}
