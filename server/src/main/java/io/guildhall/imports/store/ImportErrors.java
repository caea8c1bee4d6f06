package io.guildhall.imports.store;

import io.guildhall.imports.domain.RowError;
import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Failed rows of imports, of the organisation whose transaction is open.
@Repository
public class ImportErrors {
    private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportErrors(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param body as stored
    public record FailedRow(long line, byte[] body, List<RowError> errors) {
        @Override
        public String toString() {
            return "FailedRow[" + line + "]"; // personal data stays out of logs
        }
    }

    private record Key(long hash, long line) {}

    /// @param errors by line
    public void insertAll(long orgId, UUID importId, Map<Long, List<RowError>> errors) {
        if (errors.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO import_error (org_id, import_id, line, problems)
                        SELECT o.org_id, :import, u.line, CAST(u.problems AS jsonb)
                          FROM org AS o, unnest(:lines, :problems) AS u(line, problems)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(errors.entrySet(), Map.Entry::getKey))
                .param("problems", SqlArrays.text(errors.entrySet(), row -> json.writeValueAsString(row.getValue())))
                .update();
    }

    /// Failed rows are found by others that lean on them.
    ///
    /// @param hashes by line
    public void index(long orgId, UUID importId, Map<Long, List<Long>> hashes) {
        List<Key> keys = hashes.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(hash -> new Key(hash, row.getKey())))
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO import_key (org_id, import_id, hash, line)
                        SELECT o.org_id, :import, u.hash, u.line
                          FROM org AS o, unnest(:hashes, :lines) AS u(hash, line)
                         WHERE o.org_id = :org
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("hashes", SqlArrays.longs(keys, Key::hash))
                .param("lines", SqlArrays.longs(keys, Key::line))
                .update();
    }

    /// The same for rows that cannot even be looked at.
    public void indexRows(long orgId, UUID importId, Collection<Long> lines) {
        jdbc.sql("""
                        INSERT INTO import_key (org_id, import_id, hash, line)
                        SELECT o.org_id, :import, h.hash, h.line
                          FROM org AS o,
                               (SELECT line, unnest(registers) AS hash
                                  FROM import_row
                                 WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)) AS h
                         WHERE o.org_id = :org
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .update();
    }

    /// Lines that have to be looked at with rows that lean on these hashes.
    public Set<Long> linesBehind(long orgId, UUID importId, Collection<Long> hashes) {
        if (hashes.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql("""
                        SELECT DISTINCT line FROM import_key
                         WHERE org_id = :org AND import_id = :import AND hash = ANY(:hashes)
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("hashes", SqlArrays.longs(hashes))
                .query((rs, _) -> rs.getLong(1))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Those of the lines whose rows failed and have not been put right since.
    public Set<Long> failed(long orgId, UUID importId, Collection<Long> lines) {
        return jdbc
                .sql("""
                        SELECT line FROM import_error
                         WHERE org_id = :org AND import_id = :import AND line = ANY(:lines) AND repaired_by IS NULL
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .query((rs, _) -> rs.getLong(1))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What speaks against rows, by their lines.
    public Map<Long, List<RowError>> of(long orgId, UUID importId, Collection<Long> lines) {
        return jdbc
                .sql("""
                        SELECT line, problems FROM import_error
                         WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .query((rs, _) -> Map.entry(rs.getLong("line"), json.readValue(rs.getString("problems"), ERRORS)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public boolean any(long orgId, UUID importId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM import_error WHERE org_id = :org AND import_id = :import)")
                .param("org", orgId)
                .param("import", importId)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Rows that another import has put right; what they said is no longer needed.
    public void repaired(long orgId, UUID importId, Collection<Long> lines, UUID by) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE import_error SET repaired_by = :by
                         WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .param("by", by)
                .update();
        jdbc.sql("DELETE FROM import_row WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)")
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .update();
    }

    /// Failed rows behind a line, in the order of the file.
    public List<FailedRow> page(long orgId, UUID importId, long after, int limit) {
        return jdbc.sql("""
                        SELECT e.line, e.problems, r.body
                          FROM import_error AS e
                          JOIN import_row AS r ON r.org_id = e.org_id AND r.import_id = e.import_id AND r.line = e.line
                         WHERE e.org_id = :org AND e.import_id = :import AND e.line > :after AND e.repaired_by IS NULL
                         ORDER BY e.line
                         LIMIT :limit
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("after", after)
                .param("limit", limit)
                .query((rs, _) -> new FailedRow(
                        rs.getLong("line"), rs.getBytes("body"), json.readValue(rs.getString("problems"), ERRORS)))
                .list();
    }
}
