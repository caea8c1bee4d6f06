package io.guildhall.imports.store;

import io.guildhall.imports.domain.FileRow;
import io.guildhall.imports.domain.Leaning;
import io.guildhall.postgres.SqlArrays;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rows of files, of the organisation whose transaction is open.
@Repository
public class ImportRows {
    /// So many bytes of a row weigh as much as one person.
    private static final int BYTES_OF_ONE = 4_096;

    private final JdbcClient jdbc;

    ImportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A row to be stored, and what it has to do with others.
    public record NewRow(FileRow row, Leaning leaning) {
        int weight() {
            return leaning.people() + row.body().length / BYTES_OF_ONE;
        }
    }

    /// A row as stored.
    ///
    /// @param leans and
    /// @param needs hashes of what it leans on
    /// @param repairs the line of the import that is repaired
    public record StoredRow(
            long line,
            byte[] body,
            List<Long> registers,
            List<Long> leans,
            List<Long> needs,
            @Nullable Long repairs) {
        @Override
        public String toString() {
            return "StoredRow[" + line + "]"; // personal data stays out of logs
        }
    }

    public void insertAll(long orgId, UUID importId, Collection<NewRow> rows) {
        jdbc.sql("""
                        INSERT INTO import_row (org_id, import_id, line, body, registers, leans, makes, needs, level, weight,
                                                repairs_line)
                        SELECT o.org_id, :import, u.line, u.body, CAST(u.registers AS bigint[]), CAST(u.leans AS bigint[]),
                               CAST(u.makes AS bigint[]), CAST(u.needs AS bigint[]), u.level, u.weight, u.repairs
                          FROM org AS o,
                               unnest(:lines, :bodies, :registers, :leans, :makes, :needs, :levels, :weights, :repairs)
                                 AS u(line, body, registers, leans, makes, needs, level, weight, repairs)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(rows, row -> row.row().line()))
                .param("bodies", SqlArrays.bytes(rows, row -> row.row().body()))
                .param(
                        "registers",
                        SqlArrays.text(rows, row -> literal(row.leaning().registers())))
                .param(
                        "leans",
                        SqlArrays.text(rows, row -> literal(row.leaning().leans())))
                .param(
                        "makes",
                        SqlArrays.text(rows, row -> literal(row.leaning().makes())))
                .param(
                        "needs",
                        SqlArrays.text(rows, row -> literal(row.leaning().needs())))
                .param(
                        "levels",
                        SqlArrays.array("integer", rows, row -> row.leaning().level()))
                .param("weights", SqlArrays.array("integer", rows, NewRow::weight))
                .param(
                        "repairs",
                        SqlArrays.array("bigint", rows, row -> row.row().repairs()))
                .update();
    }

    /// PostgreSQL has no arrays of arrays of different lengths.
    private static String literal(Collection<Long> hashes) {
        return hashes.isEmpty()
                ? "{}"
                : hashes.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /// In the order of the file; lines without a row are left out.
    public List<StoredRow> load(long orgId, UUID importId, Collection<Long> lines) {
        return jdbc.sql("""
                        SELECT line, body, registers, leans, needs, repairs_line
                          FROM import_row
                         WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)
                         ORDER BY line
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(lines))
                .query((rs, _) -> row(rs))
                .list();
    }

    public void remove(long orgId, UUID importId, Collection<Long> lines) {
        if (!lines.isEmpty()) {
            jdbc.sql("DELETE FROM import_row WHERE org_id = :org AND import_id = :import AND line = ANY(:lines)")
                    .param("org", orgId)
                    .param("import", importId)
                    .param("lines", SqlArrays.longs(lines))
                    .update();
        }
    }

    /// Removes rows that nobody needs any more, so many at most: all, or all that are no errors.
    ///
    /// @return how many there were
    public int removeSome(long orgId, UUID importId, boolean errorsToo, int most) {
        return jdbc.sql("""
                        DELETE FROM import_row AS r
                         WHERE r.org_id = :org AND r.import_id = :import
                           AND r.line IN (SELECT s.line FROM import_row AS s
                                           WHERE s.org_id = :org AND s.import_id = :import
                                             AND (:all OR NOT EXISTS (SELECT 1 FROM import_error AS e
                                                                       WHERE e.org_id = s.org_id
                                                                         AND e.import_id = s.import_id AND e.line = s.line
                                                                         AND e.repaired_by IS NULL))
                                           ORDER BY s.line LIMIT :most)
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("all", errorsToo)
                .param("most", most)
                .update();
    }

    /// Removes the rows of all imports that name somebody by one of the hashes.
    public int forget(long orgId, Collection<Long> hashes) {
        return jdbc.sql("DELETE FROM import_row WHERE org_id = :org AND (registers && :hashes OR leans && :hashes)")
                .param("org", orgId)
                .param("hashes", SqlArrays.longs(hashes))
                .update();
    }

    private static StoredRow row(ResultSet rs) throws SQLException {
        return new StoredRow(
                rs.getLong("line"),
                rs.getBytes("body"),
                longs(rs.getArray("registers")),
                longs(rs.getArray("leans")),
                longs(rs.getArray("needs")),
                rs.getObject("repairs_line", Long.class));
    }

    static List<Long> longs(Array array) throws SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }
}
