package io.guildhall.imports.store;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds the order in which the rows of a file can be decided, wherever they stand in it, and cuts them into
/// chunks (`docs/adr/0021-imports.md`). Set-based, in the open transaction; nothing of it depends on memory.
@Repository
public class ImportOrder {
    /// Chunks lean on those of earlier waves; rows in circles go last of all.
    private static final int LAST = 1_000_000;
    /// Nobody has that many rows about one person; then they are not kept together.
    private static final int LARGEST_GROUP = 5_000;

    /// A statement that the database lets go on must not be given up by the driver.
    private static final int SILENCE_MILLIS = 31 * 60_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate connections;

    ImportOrder(JdbcClient jdbc, JdbcTemplate connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /// Whole files are sorted and joined here, unlike anything that a request does. Statistics know nothing of
    /// rows that have just come, and a nested loop over a million of them would never end.
    public void takeTime() {
        // the pool puts it back when it gets the connection back
        connections.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            return true;
        });
        jdbc.sql("SET LOCAL statement_timeout = '30min'").update();
        jdbc.sql("SET LOCAL work_mem = '64MB'").update();
        jdbc.sql("SET LOCAL enable_nestloop = off").update();
    }

    /// Puts rows together that are about the same people: they are one person, and each of them says something.
    ///
    /// @param most rounds until chains of such rows are given up; each doubles what is found
    public void group(long orgId, UUID importId, int most) {
        int grouped = execute("""
                INSERT INTO import_lift (org_id, import_id, line, leader, wave)
                SELECT o.org_id, :import, g.line, min(g.first), min(g.level)
                  FROM org AS o,
                       (SELECT r.line, r.level, s.first
                          FROM (SELECT line, level, unnest(registers) AS hash FROM import_row
                                 WHERE org_id = :org AND import_id = :import) AS r
                          JOIN (SELECT hash, min(line) AS first
                                  FROM (SELECT line, unnest(registers) AS hash FROM import_row
                                         WHERE org_id = :org AND import_id = :import) AS a
                                 GROUP BY hash HAVING min(line) <> max(line)) AS s ON s.hash = r.hash) AS g
                 WHERE o.org_id = :org
                 GROUP BY o.org_id, g.line
                """, orgId, importId);
        for (int round = 0; grouped > 0 && round < most && joinGroups(orgId, importId) > 0; round++) {
            // until no row leads to an earlier one
        }
        if (grouped > 0) {
            levelGroups(orgId, importId, "min");
        }
    }

    private int joinGroups(long orgId, UUID importId) {
        return execute("""
                UPDATE import_lift AS l SET leader = m.leader
                  FROM (SELECT t.line, min(g.leader) AS leader
                          FROM (SELECT r.line, unnest(r.registers) AS hash
                                  FROM import_row AS r
                                  JOIN import_lift AS k
                                    ON k.org_id = r.org_id AND k.import_id = r.import_id AND k.line = r.line
                                 WHERE r.org_id = :org AND r.import_id = :import) AS t
                          JOIN (SELECT a.hash, min(a.leader) AS leader
                                  FROM (SELECT k.leader, unnest(r.registers) AS hash
                                          FROM import_row AS r
                                          JOIN import_lift AS k
                                            ON k.org_id = r.org_id AND k.import_id = r.import_id AND k.line = r.line
                                         WHERE r.org_id = :org AND r.import_id = :import) AS a
                                 GROUP BY a.hash) AS g ON g.hash = t.hash
                         GROUP BY t.line) AS m
                 WHERE l.org_id = :org AND l.import_id = :import AND l.line = m.line AND m.leader < l.leader
                """, orgId, importId);
    }

    private void levelGroups(long orgId, UUID importId, String choice) {
        execute("""
                UPDATE import_lift AS l SET wave = g.wave
                  FROM (SELECT leader, %s(wave) AS wave FROM import_lift
                         WHERE org_id = :org AND import_id = :import AND leader IS NOT NULL
                         GROUP BY leader) AS g
                 WHERE l.org_id = :org AND l.import_id = :import AND l.leader = g.leader AND l.wave <> g.wave
                """.formatted(choice), orgId, importId);
    }

    /// One round of moving rows behind those that they lean on; when none moves, none is before any of them.
    ///
    /// @return whether any has been moved
    public boolean lift(long orgId, UUID importId) {
        int lifted = liftBehind(orgId, importId, "leans", "registers", "max")
                + liftBehind(orgId, importId, "needs", "makes", "min");
        if (lifted > 0) {
            levelGroups(orgId, importId, "max");
        }
        return lifted > 0;
    }

    /// What is still moving after as many rounds as there can be people above each other leans on itself, and goes
    /// last, all in one chunk where they fit: the planner says what is wrong with it.
    public void putCirclesLast(long orgId, UUID importId, int most) {
        jdbc.sql("""
                        UPDATE import_lift SET wave = :last
                         WHERE org_id = :org AND import_id = :import AND wave >= :most
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("last", LAST)
                .param("most", most)
                .update();
    }

    /// @param on what a row leans on, and
    /// @param by what others do for it
    /// @param of whether all of those, or the first of them
    private int liftBehind(long orgId, UUID importId, String on, String by, String of) {
        return execute("""
                INSERT INTO import_lift (org_id, import_id, line, leader, wave)
                SELECT o.org_id, :import, w.line, w.leader, max(p.wave) + 1
                  FROM org AS o,
                       (SELECT r.line, l.leader, COALESCE(l.wave, r.level) AS wave, unnest(r.%1$s) AS hash
                          FROM import_row AS r
                          LEFT JOIN import_lift AS l
                            ON l.org_id = r.org_id AND l.import_id = r.import_id AND l.line = r.line
                         WHERE r.org_id = :org AND r.import_id = :import) AS w
                  JOIN (SELECT a.hash, %3$s(a.wave) AS wave,
                               CASE WHEN min(a.family) = max(a.family) THEN min(a.family) END AS family
                          FROM (SELECT COALESCE(l.leader, r.line) AS family, COALESCE(l.wave, r.level) AS wave,
                                       unnest(r.%2$s) AS hash
                                  FROM import_row AS r
                                  LEFT JOIN import_lift AS l
                                    ON l.org_id = r.org_id AND l.import_id = r.import_id AND l.line = r.line
                                 WHERE r.org_id = :org AND r.import_id = :import) AS a
                         GROUP BY a.hash) AS p
                    ON p.hash = w.hash AND p.family IS DISTINCT FROM COALESCE(w.leader, w.line)
                 WHERE o.org_id = :org
                 GROUP BY o.org_id, w.line, w.leader, w.wave
                HAVING max(p.wave) >= w.wave
                ON CONFLICT (org_id, import_id, line) DO UPDATE SET wave = EXCLUDED.wave
                """.formatted(on, by, of), orgId, importId);
    }

    /// Cuts the readable rows into chunks: one wave after the other, children of one parent together, rows
    /// about one person never apart.
    ///
    /// @param size how many people a chunk names, or the same in bytes
    public void cut(long orgId, UUID importId, int size, Instant now) {
        jdbc.sql("""
                        INSERT INTO import_chunk (org_id, import_id, number, wave, follows, lines, attempts, not_before,
                                                  created, linked, moved, updated, unchanged, failed)
                        SELECT o.org_id, :import, c.number, c.wave,
                               CASE WHEN c.first_family <> 0 AND c.first_family = c.family_before THEN c.number - 1 END,
                               c.lines, 0, CAST(:now AS timestamptz), 0, 0, 0, 0, 0, 0
                          FROM org AS o,
                               (SELECT CAST(row_number() OVER (ORDER BY p.wave, p.part) AS integer) AS number, p.wave,
                                       p.lines, p.first_family,
                                       lag(p.last_family) OVER (PARTITION BY p.wave ORDER BY p.part) AS family_before
                                  FROM (SELECT s.wave, s.part, min(s.family) AS first_family,
                                               max(s.family) AS last_family, array_agg(s.line ORDER BY s.line) AS lines
                                          FROM (SELECT a.line, a.wave, a.family,
                                                       CASE WHEN a.leader IS NULL
                                                                 OR sum(a.weight) OVER alike > :group
                                                            THEN a.start ELSE min(a.start) OVER alike
                                                       END / CAST(:size AS bigint) AS part
                                                  FROM (SELECT q.*,
                                                               CAST(sum(q.weight) OVER (PARTITION BY q.wave
                                                                                        ORDER BY q.family, q.leader, q.line)
                                                                    AS bigint) - q.weight AS start
                                                          FROM (SELECT r.line, CAST(r.weight AS bigint) AS weight,
                                                                       l.leader, COALESCE(l.wave, r.level) AS wave,
                                                                       COALESCE(l.leader, r.leans[1], 0) AS family
                                                                  FROM import_row AS r
                                                                  LEFT JOIN import_lift AS l
                                                                    ON l.org_id = r.org_id
                                                                   AND l.import_id = r.import_id AND l.line = r.line
                                                                  LEFT JOIN import_error AS e
                                                                    ON e.org_id = r.org_id
                                                                   AND e.import_id = r.import_id AND e.line = r.line
                                                                 WHERE r.org_id = :org AND r.import_id = :import
                                                                   AND e.line IS NULL) AS q) AS a
                                                WINDOW alike AS (PARTITION BY a.wave, a.leader)) AS s
                                         GROUP BY s.wave, s.part) AS p) AS c
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("size", size)
                .param("group", LARGEST_GROUP)
                .param("now", ImportJobs.utc(now))
                .update();
        execute("DELETE FROM import_lift WHERE org_id = :org AND import_id = :import", orgId, importId);
    }

    /// Forgets what a dry run has found out about the rows; what could not be read stays so. Rows that name somebody
    /// who has been erased since are gone.
    public void forgetDryRun(long orgId, UUID importId) {
        execute("DELETE FROM import_key WHERE org_id = :org AND import_id = :import", orgId, importId);
        execute("""
                DELETE FROM import_error AS e
                 WHERE e.org_id = :org AND e.import_id = :import
                   AND NOT EXISTS (SELECT 1 FROM import_outcome AS u
                                    WHERE u.org_id = e.org_id AND u.import_id = e.import_id AND u.line = e.line
                                      AND u.effect = 'UNREADABLE')
                """, orgId, importId);
        execute("DELETE FROM import_outcome WHERE org_id = :org AND import_id = :import", orgId, importId);
        execute("""
                UPDATE import_job AS j
                   SET total = (SELECT count(*) FROM import_row AS r WHERE r.org_id = j.org_id AND r.import_id = j.id),
                       unreadable = (SELECT count(*) FROM import_error AS e
                                       JOIN import_row AS r
                                         ON r.org_id = e.org_id AND r.import_id = e.import_id AND r.line = e.line
                                      WHERE e.org_id = j.org_id AND e.import_id = j.id)
                 WHERE j.org_id = :org AND j.id = :import
                """, orgId, importId);
    }

    /// For a dry run, in which nobody is there whom an earlier chunk would have registered: by which hashes
    /// rows that others lean on are found.
    public void index(long orgId, UUID importId) {
        index(orgId, importId, "leans", "registers");
        index(orgId, importId, "needs", "makes");
    }

    private void index(long orgId, UUID importId, String on, String by) {
        execute(
                """
                INSERT INTO import_key (org_id, import_id, hash, line)
                SELECT o.org_id, :import, p.hash, %s
                  FROM org AS o,
                       (SELECT line, unnest(%s) AS hash FROM import_row WHERE org_id = :org AND import_id = :import) AS p
                  JOIN (SELECT DISTINCT unnest(%s) AS hash FROM import_row WHERE org_id = :org AND import_id = :import) AS w
                    ON w.hash = p.hash
                 WHERE o.org_id = :org
                 GROUP BY o.org_id, p.hash%s
                ON CONFLICT DO NOTHING
                """.formatted(
                        // of those who can make a thing, the first is enough
                        by.equals("makes") ? "min(p.line)" : "p.line", by, on, by.equals("makes") ? "" : ", p.line"),
                orgId,
                importId);
    }

    private int execute(String sql, long orgId, UUID importId) {
        return jdbc.sql(sql).param("org", orgId).param("import", importId).update();
    }
}
