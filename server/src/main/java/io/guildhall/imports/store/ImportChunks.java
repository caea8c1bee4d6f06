package io.guildhall.imports.store;

import io.guildhall.imports.domain.Counts;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Chunks of imports, of the organisation whose transaction is open.
@Repository
public class ImportChunks {
    private final JdbcClient jdbc;

    ImportChunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param attempts how often somebody has begun with it, this time included
    public record Chunk(int number, List<Long> lines, int attempts) {
        public Chunk {
            lines = List.copyOf(lines);
        }
    }

    /// A chunk whose turn it is.
    ///
    /// @param attempts how often somebody has begun with it, this time included
    public record Choice(int number, int attempts, boolean isOne) {}

    /// How an import stands, by its chunks.
    ///
    /// @param recent rows of the last half minute
    public record Progress(Counts counts, long recent) {}

    /// Chooses the first open chunk that leans on nothing that is open and that nobody holds, and counts the
    /// attempt.
    public Optional<Choice> choose(long orgId, UUID importId, Instant now) {
        // nothing is lost with this but the count of an attempt
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
        Optional<Choice> chosen = jdbc.sql("""
                        SELECT c.number, c.attempts, cardinality(c.lines) AS lines
                          FROM import_chunk AS c
                         WHERE c.org_id = :org AND c.import_id = :import AND c.done_at IS NULL AND c.not_before <= :now
                           AND c.wave = (SELECT w.wave FROM import_chunk AS w
                                          WHERE w.org_id = :org AND w.import_id = :import AND w.done_at IS NULL
                                          ORDER BY w.wave LIMIT 1)
                           AND NOT EXISTS (SELECT 1 FROM import_chunk AS b
                                            WHERE b.org_id = c.org_id AND b.import_id = c.import_id
                                              AND b.number = c.follows AND b.done_at IS NULL)
                         ORDER BY c.number
                         LIMIT 1
                           FOR UPDATE OF c SKIP LOCKED
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("now", ImportJobs.utc(now))
                .query((rs, _) -> new Choice(rs.getInt("number"), rs.getInt("attempts") + 1, rs.getInt("lines") == 1))
                .optional();
        chosen.ifPresent(choice -> jdbc.sql("""
                        UPDATE import_chunk SET attempts = attempts + 1
                         WHERE org_id = :org AND import_id = :import AND number = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", choice.number())
                .update());
        return chosen;
    }

    /// Holds an open chunk until the transaction ends; nothing where somebody else does, or has done it.
    public Optional<Chunk> hold(long orgId, UUID importId, int number) {
        return jdbc.sql("""
                        SELECT lines, attempts FROM import_chunk
                         WHERE org_id = :org AND import_id = :import AND number = :number AND done_at IS NULL
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", number)
                .query((rs, _) -> new Chunk(number, ImportRows.longs(rs.getArray("lines")), rs.getInt("attempts")))
                .optional();
    }

    public boolean hasOpen(long orgId, UUID importId) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM import_chunk
                                        WHERE org_id = :org AND import_id = :import AND done_at IS NULL)
                        """)
                .param("org", orgId)
                .param("import", importId)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Notes what became of a chunk, in the transaction that did it.
    public void done(long orgId, UUID importId, int number, Counts counts, @Nullable UUID changeId, Instant now) {
        jdbc.sql("""
                        UPDATE import_chunk
                           SET done_at = :now, change_id = CAST(:change AS uuid), lines = '{}', created = :created,
                               linked = :linked, moved = :moved, updated = :updated, unchanged = :unchanged, failed = :failed
                         WHERE org_id = :org AND import_id = :import AND number = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", number)
                .param("now", ImportJobs.utc(now))
                .param("change", changeId)
                .param("created", counts.created())
                .param("linked", counts.linked())
                .param("moved", counts.moved())
                .param("updated", counts.updated())
                .param("unchanged", counts.unchanged())
                .param("failed", counts.failed())
                .update();
    }

    /// Lets a chunk wait.
    public void postpone(long orgId, UUID importId, int number, Instant until) {
        jdbc.sql("""
                        UPDATE import_chunk SET not_before = :until
                         WHERE org_id = :org AND import_id = :import AND number = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", number)
                .param("until", ImportJobs.utc(until))
                .update();
    }

    /// Leaves a chunk its first lines and makes another one of the rest, which comes after it, and before what came
    /// after the whole.
    public void split(long orgId, UUID importId, Chunk chunk) {
        int middle = chunk.lines().size() / 2;
        jdbc.sql("""
                        UPDATE import_chunk
                           SET follows = 1 + (SELECT m.number FROM import_chunk AS m
                                               WHERE m.org_id = :org AND m.import_id = :import
                                               ORDER BY m.number DESC LIMIT 1)
                         WHERE org_id = :org AND import_id = :import AND follows = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", chunk.number())
                .update();
        jdbc.sql("""
                        INSERT INTO import_chunk (org_id, import_id, number, wave, follows, lines, attempts, not_before, created,
                                                  linked, moved, updated, unchanged, failed)
                        SELECT c.org_id, c.import_id,
                               1 + (SELECT m.number FROM import_chunk AS m
                                     WHERE m.org_id = c.org_id AND m.import_id = c.import_id
                                     ORDER BY m.number DESC LIMIT 1),
                               c.wave, c.number, :rest, 0, c.not_before, 0, 0, 0, 0, 0, 0
                          FROM import_chunk AS c
                         WHERE c.org_id = :org AND c.import_id = :import AND c.number = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", chunk.number())
                .param(
                        "rest",
                        SqlArrays.longs(
                                chunk.lines().subList(middle, chunk.lines().size())))
                .update();
        jdbc.sql("""
                        UPDATE import_chunk SET lines = :lines, attempts = 0
                         WHERE org_id = :org AND import_id = :import AND number = :number
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("number", chunk.number())
                .param("lines", SqlArrays.longs(chunk.lines().subList(0, middle)))
                .update();
    }

    /// By import; those without chunks are left out.
    public Map<UUID, Progress> progress(long orgId, List<UUID> imports, Instant since) {
        return jdbc
                .sql("""
                        SELECT import_id, sum(created) AS created, sum(linked) AS linked, sum(moved) AS moved,
                               sum(updated) AS updated, sum(unchanged) AS unchanged, sum(failed) AS failed,
                               sum(CASE WHEN done_at > :since
                                        THEN created + linked + moved + updated + unchanged + failed ELSE 0 END) AS recent
                          FROM import_chunk
                         WHERE org_id = :org AND import_id = ANY(:imports)
                         GROUP BY import_id
                        """)
                .param("org", orgId)
                .param("imports", SqlArrays.array("uuid", imports, id -> id))
                .param("since", ImportJobs.utc(since))
                .query((rs, _) -> Map.entry(
                        rs.getObject("import_id", UUID.class),
                        new Progress(
                                new Counts(
                                        rs.getLong("created"),
                                        rs.getLong("linked"),
                                        rs.getLong("moved"),
                                        rs.getLong("updated"),
                                        rs.getLong("unchanged"),
                                        rs.getLong("failed")),
                                rs.getLong("recent"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void removeAll(long orgId, UUID importId) {
        jdbc.sql("DELETE FROM import_chunk WHERE org_id = :org AND import_id = :import")
                .param("org", orgId)
                .param("import", importId)
                .update();
    }

    /// The newest first.
    public List<UUID> changes(long orgId, UUID importId, int limit) {
        return jdbc.sql("""
                        SELECT change_id FROM import_chunk
                         WHERE org_id = :org AND import_id = :import AND change_id IS NOT NULL
                         ORDER BY done_at DESC, number DESC
                         LIMIT :limit
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("limit", limit)
                .query((rs, _) -> rs.getObject("change_id", UUID.class))
                .list();
    }
}
