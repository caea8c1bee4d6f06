package io.guildhall.imports.store;

import io.guildhall.association.domain.Effect;
import io.guildhall.imports.domain.RowOutcome;
import io.guildhall.imports.domain.RowSelection;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Outcomes of the rows of dry runs, of the organisation whose transaction is open.
@Repository
public class ImportOutcomes {
    private static final String CHOSEN = """
             FROM import_outcome
            WHERE org_id = :org AND import_id = :import
            """;

    private final JdbcClient jdbc;

    ImportOutcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insertAll(long orgId, UUID importId, Collection<RowOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO import_outcome (org_id, import_id, line, effect, warned)
                        SELECT o.org_id, :import, u.line, u.effect, u.warned
                          FROM org AS o, unnest(:lines, :effects, :warned) AS u(line, effect, warned)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("import", importId)
                .param("lines", SqlArrays.longs(outcomes, RowOutcome::line))
                .param("effects", SqlArrays.text(outcomes, ImportOutcomes::word))
                .param("warned", SqlArrays.array("boolean", outcomes, RowOutcome::warned))
                .update();
    }

    private static String word(RowOutcome outcome) {
        return outcome.unreadable() ? RowSelection.UNREADABLE : outcome.effect().name();
    }

    /// Rows from a line on, in the order of the file.
    public List<RowOutcome> from(long orgId, UUID importId, RowSelection selection, long line, int limit) {
        return jdbc.sql("SELECT line, effect, warned" + CHOSEN + condition(selection)
                        + " AND line >= :line ORDER BY line LIMIT :limit")
                .param("org", orgId)
                .param("import", importId)
                .param("effects", SqlArrays.text(selection.effects(), effect -> effect))
                .param("line", line)
                .param("limit", limit)
                .query((rs, _) -> outcome(rs))
                .list();
    }

    /// Where the part begins that ends before a line; null where there is none.
    public @Nullable Long before(long orgId, UUID importId, RowSelection selection, long line, int limit) {
        return jdbc
                .sql("SELECT line" + CHOSEN + condition(selection)
                        + " AND line < :line ORDER BY line DESC LIMIT :limit")
                .param("org", orgId)
                .param("import", importId)
                .param("effects", SqlArrays.text(selection.effects(), effect -> effect))
                .param("line", line)
                .param("limit", limit)
                .query((rs, _) -> rs.getLong(1))
                .list()
                .stream()
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static String condition(RowSelection selection) {
        return switch (selection) {
            case ALL -> "";
            case WARNED -> " AND warned";
            case CREATED, LINKED, MOVED, UPDATED, UNCHANGED, FAILED -> " AND effect = ANY(:effects)";
        };
    }

    public long warned(long orgId, UUID importId) {
        return jdbc.sql("SELECT count(*)" + CHOSEN + " AND warned")
                .param("org", orgId)
                .param("import", importId)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static RowOutcome outcome(ResultSet rs) throws SQLException {
        String effect = rs.getString("effect");
        boolean unreadable = effect.equals(RowSelection.UNREADABLE);
        return new RowOutcome(
                rs.getLong("line"),
                unreadable ? Effect.FAILED : Effect.valueOf(effect),
                unreadable,
                rs.getBoolean("warned"));
    }
}
