package io.guildhall.imports.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Imports with something left to do, of all organisations: ids and nothing else.
@Repository
public class ImportQueue {
    private final JdbcClient jdbc;

    ImportQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Entry(long orgId, UUID importId) {}

    public void add(long orgId, UUID importId) {
        jdbc.sql("""
                        INSERT INTO import_queue (org_id, import_id, served_at, held_until)
                        VALUES (:org, :import, '-infinity', '-infinity')
                        ON CONFLICT (org_id, import_id) DO UPDATE SET held_until = '-infinity'
                        """).param("org", orgId).param("import", importId).update();
    }

    public void remove(long orgId, UUID importId) {
        jdbc.sql("DELETE FROM import_queue WHERE org_id = :org AND import_id = :import")
                .param("org", orgId)
                .param("import", importId)
                .update();
    }

    /// Keeps workers from beginning with further chunks: whoever wants to stop them would otherwise wait for one after
    /// the other. Ends by itself, should nobody end it.
    public void hold(long orgId, UUID importId, Instant until) {
        jdbc.sql("UPDATE import_queue SET held_until = :until WHERE org_id = :org AND import_id = :import")
                .param("org", orgId)
                .param("import", importId)
                .param("until", ImportJobs.utc(until))
                .update();
    }

    /// The import of the organisation that was served longest ago first.
    public List<Entry> waiting(int limit, Instant now) {
        return jdbc.sql("""
                        SELECT q.org_id, q.import_id
                          FROM import_queue AS q
                          JOIN (SELECT org_id, max(served_at) AS served_at FROM import_queue GROUP BY org_id) AS o
                            ON o.org_id = q.org_id
                         WHERE q.held_until <= :now
                         ORDER BY o.served_at, q.served_at, q.org_id, q.import_id
                         LIMIT :limit
                        """)
                .param("limit", limit)
                .param("now", ImportJobs.utc(now))
                .query((rs, _) -> new Entry(rs.getLong("org_id"), rs.getObject("import_id", UUID.class)))
                .list();
    }

    public void served(long orgId, UUID importId, Instant at) {
        jdbc.sql("UPDATE import_queue SET served_at = :at WHERE org_id = :org AND import_id = :import")
                .param("org", orgId)
                .param("import", importId)
                .param("at", ImportJobs.utc(at))
                .update();
    }

    /// Every organisation, for what has to be cleaned up in each of them.
    public List<Long> organisations() {
        return jdbc.sql("SELECT org_id FROM org ORDER BY org_id")
                .query((rs, _) -> rs.getLong(1))
                .list();
    }
}
