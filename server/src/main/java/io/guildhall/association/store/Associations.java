package io.guildhall.association.store;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Snapshot.Occupied;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads where people stand, for calls that are going to change it.
@Repository
public class Associations {
    private final JdbcClient jdbc;

    Associations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The open memberships of these people, whose rows the caller has locked, and locks the memberships and those of
    /// their parents: whoever counts children, counts alone. Always in the order of ids. Which ones these are is
    /// found first, by key: a join with the memberships of the whole organisation would read them all.
    public List<CurrentLink> holdOpen(long orgId, Collection<Long> customerIds) {
        return jdbc.sql("""
                        SELECT a.id, a.customer_id, a.hierarchy_id, a.child_count, s.role_code, s.parent_id,
                               (SELECT p.customer_id
                                  FROM association AS p
                                 WHERE p.org_id = :org AND p.id = s.parent_id) AS parent_customer_id,
                               s.company_id, s.default_child, s.from_at,
                               (SELECT (SELECT d.customer_id
                                          FROM association AS d
                                         WHERE d.org_id = :org AND d.id = ds.association_id)
                                  FROM association_spell AS ds
                                 WHERE ds.org_id = :org AND ds.parent_id = a.id
                                   AND ds.to_at = 'infinity' AND ds.default_child) AS own_default_child
                          FROM association AS a
                         CROSS JOIN LATERAL (
                               SELECT c.role_code, c.parent_id, c.company_id, c.default_child, c.from_at
                                 FROM association_spell AS c
                                WHERE c.org_id = :org AND c.association_id = a.id AND c.to_at = 'infinity'
                               OFFSET 0) AS s
                         WHERE a.org_id = :org
                           AND a.id = ANY(ARRAY(
                               SELECT unnest(ARRAY[o.id, os.parent_id])
                                 FROM association AS o
                                CROSS JOIN LATERAL (
                                      SELECT c.parent_id
                                        FROM association_spell AS c
                                       WHERE c.org_id = :org AND c.association_id = o.id AND c.to_at = 'infinity'
                                      OFFSET 0) AS os
                                WHERE o.org_id = :org AND o.customer_id = ANY(:customers) AND o.ended_at = 'infinity'))
                         ORDER BY a.id
                           FOR UPDATE OF a
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> link(rs))
                .list();
    }

    private static CurrentLink link(ResultSet rs) throws SQLException {
        return new CurrentLink(
                rs.getLong("id"),
                rs.getLong("customer_id"),
                rs.getLong("hierarchy_id"),
                rs.getInt("child_count"),
                rs.getString("role_code"),
                nullableLong(rs, "parent_id"),
                nullableLong(rs, "parent_customer_id"),
                nullableLong(rs, "company_id"),
                rs.getBoolean("default_child"),
                nullableLong(rs, "own_default_child"),
                rs.getObject("from_at", OffsetDateTime.class).toInstant());
    }

    static @Nullable Long nullableLong(ResultSet rs, String column) throws SQLException {
        long value = rs.getLong(column);
        return rs.wasNull() ? null : value;
    }

    /// Those of the asked-for pairs of company and role that at least one active person holds.
    public Set<Occupied> occupied(long orgId, Collection<Occupied> asked) {
        if (asked.isEmpty()) { // no strict hierarchy
            return Set.of();
        }
        return jdbc.sql("""
                        SELECT u.company_id, u.role_code
                          FROM unnest(:companies, :roles) AS u(company_id, role_code)
                         CROSS JOIN LATERAL (
                               SELECT 1
                                 FROM association_spell AS s
                                WHERE s.org_id = :org AND s.company_id = u.company_id
                                  AND s.role_code = u.role_code AND s.to_at = 'infinity'
                                LIMIT 1) AS holder
                        """)
                .param("org", orgId)
                .param("companies", SqlArrays.longs(asked, Occupied::companyId))
                .param("roles", SqlArrays.text(asked, Occupied::roleCode))
                .query((rs, _) -> new Occupied(rs.getLong("company_id"), rs.getString("role_code")))
                .set();
    }
}
