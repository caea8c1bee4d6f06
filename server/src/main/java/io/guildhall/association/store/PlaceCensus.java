package io.guildhall.association.store;

import io.guildhall.hierarchy.domain.HierarchyTrial;
import io.guildhall.hierarchy.domain.HierarchyTrial.Cap;
import io.guildhall.hierarchy.domain.HierarchyTrial.Found;
import io.guildhall.hierarchy.domain.HierarchyTrial.Misplaced;
import io.guildhall.hierarchy.domain.HierarchyTrial.Overfull;
import io.guildhall.hierarchy.domain.HierarchyTrial.Pair;
import io.guildhall.hierarchy.domain.HierarchyTrial.Rules;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds people whose place a set of rules does not allow. Each statement reads all places of a hierarchy once.
@Repository
public class PlaceCensus {
    private final JdbcClient jdbc;

    PlaceCensus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String FOUND = "count(*) AS people, (array_agg(m.customer_id ORDER BY m.customer_id))[1\\:"
            + HierarchyTrial.EXAMPLES + "] AS customer_ids";

    /// Everybody in the hierarchy now, with the place.
    private static final String PLACES = """
            association AS a
              JOIN association_spell AS s
                ON s.org_id = :org AND s.association_id = a.id AND s.to_at = 'infinity'
            """;

    private static final String IN_IT = "a.org_id = :org AND a.hierarchy_id = :hierarchy AND a.ended_at = 'infinity'";

    /// People whose role there is not, and people under somebody they may not stand under.
    public List<Misplaced> misplaced(long orgId, long hierarchyId, Rules rules) {
        return statement(orgId, hierarchyId, """
                        SELECT m.role_code, m.parent_role, %s
                          FROM (SELECT a.customer_id, s.role_code,
                                       CASE WHEN s.role_code = ANY(:roles) THEN p.role_code END AS parent_role
                                  FROM %s
                                  LEFT JOIN association_spell AS p
                                    ON p.org_id = :org AND p.association_id = s.parent_id AND p.to_at = 'infinity'
                                 WHERE %s
                                   AND (s.role_code <> ALL(:roles)
                                        OR p.role_code IS NOT NULL
                                           AND (s.role_code, p.role_code)
                                               NOT IN (SELECT f.role, f.above
                                                         FROM unnest(:lower, :upper) AS f(role, above)))) AS m
                         GROUP BY m.role_code, m.parent_role
                         ORDER BY m.role_code, m.parent_role
                        """.formatted(FOUND, PLACES, IN_IT))
                .param("roles", SqlArrays.text(rules.roles(), role -> role))
                .param("lower", SqlArrays.text(rules.fitting(), Pair::role))
                .param("upper", SqlArrays.text(rules.fitting(), Pair::above))
                .query((rs, _) -> new Misplaced(rs.getString("parent_role"), found(rs)))
                .list();
    }

    /// People with more children than the cap of their role.
    public List<Overfull> overfull(long orgId, long hierarchyId, List<Cap> caps) {
        return statement(orgId, hierarchyId, """
                        SELECT m.role_code, max(m.child_count) AS most, %s
                          FROM (SELECT a.customer_id, s.role_code, a.child_count
                                  FROM %s
                                  JOIN unnest(:roles, :caps) AS c(role, cap)
                                    ON c.role = s.role_code
                                 WHERE %s AND a.child_count > c.cap) AS m
                         GROUP BY m.role_code
                         ORDER BY m.role_code
                        """.formatted(FOUND, PLACES, IN_IT))
                .param("roles", SqlArrays.text(caps, Cap::role))
                .param("caps", SqlArrays.array("integer", caps, Cap::maxChild))
                .query((rs, _) -> new Overfull(rs.getInt("most"), found(rs)))
                .list();
    }

    /// People without a parent whose company has nobody in a role above either.
    ///
    /// @param needed which roles need which ones above
    public List<Found> alone(long orgId, long hierarchyId, List<Pair> needed) {
        return statement(orgId, hierarchyId, """
                        SELECT m.role_code, %s
                          FROM (SELECT a.customer_id, s.role_code
                                  FROM %s
                                 WHERE %s AND s.parent_id IS NULL AND s.role_code = ANY(:roles)
                                   AND NOT EXISTS (
                                       SELECT 1
                                         FROM unnest(:roles, :above) AS n(role, above)
                                         JOIN association_spell AS o
                                           ON o.org_id = :org AND o.company_id = s.company_id
                                              AND o.role_code = n.above AND o.to_at = 'infinity'
                                        WHERE n.role = s.role_code)) AS m
                         GROUP BY m.role_code
                         ORDER BY m.role_code
                        """.formatted(FOUND, PLACES, IN_IT))
                .param("roles", SqlArrays.text(needed, Pair::role))
                .param("above", SqlArrays.text(needed, Pair::above))
                .query((rs, _) -> found(rs))
                .list();
    }

    private JdbcClient.StatementSpec statement(long orgId, long hierarchyId, String sql) {
        return jdbc.sql(sql).param("org", orgId).param("hierarchy", hierarchyId);
    }

    private static Found found(ResultSet rs) throws SQLException {
        Long[] ids = (Long[]) rs.getArray("customer_ids").getArray();
        return new Found(rs.getString("role_code"), rs.getLong("people"), List.of(ids));
    }
}
