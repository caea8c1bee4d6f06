package io.guildhall.association.store;

import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads who stands above and below people who have just moved, to any depth, in one statement.
@Repository
public class Families {
    /// Advisory locks of this kind are taken by hierarchy.
    private static final int LOCK_KIND = 22;

    private static final String AROUND = """
            WITH RECURSIVE below AS (
              SELECT s.association_id, a.hierarchy_id, s.role_code
                FROM association_spell AS s
               CROSS JOIN LATERAL (
                     SELECT m.hierarchy_id
                       FROM association AS m
                      WHERE m.org_id = :org AND m.id = s.association_id
                     OFFSET 0) AS a
               WHERE s.org_id = :org AND s.association_id = ANY(:moved) AND s.to_at = 'infinity'
              UNION
              SELECT c.association_id, b.hierarchy_id, c.role_code
                FROM below AS b
               CROSS JOIN LATERAL (
                     SELECT s.association_id, s.role_code
                       FROM association_spell AS s
                      WHERE s.org_id = :org AND s.parent_id = b.association_id AND s.to_at = 'infinity'
                     OFFSET 0) AS c
               WHERE NOT EXISTS (
                     SELECT 1
                       FROM unnest(:hierarchies, :roles) AS r(hierarchy_id, role_code)
                      WHERE r.hierarchy_id = b.hierarchy_id AND r.role_code = b.role_code)
            ), above AS (
              SELECT s.parent_id AS association_id
                FROM association_spell AS s
               WHERE s.org_id = :org AND s.association_id = ANY(:moved) AND s.parent_id IS NOT NULL
                 AND (s.to_at = 'infinity' OR s.end_change_id = :change)
              UNION
              SELECT p.parent_id
                FROM above AS u
               CROSS JOIN LATERAL (
                     SELECT s.parent_id
                       FROM association_spell AS s
                      WHERE s.org_id = :org AND s.association_id = u.association_id AND s.to_at = 'infinity'
                     OFFSET 0) AS p
               WHERE p.parent_id IS NOT NULL
            ), family AS (
              SELECT f.association_id, bool_or(f.moved) AS moved
                FROM (SELECT b.association_id, true AS moved FROM below AS b
                      UNION ALL
                      SELECT u.association_id, false FROM above AS u) AS f
               GROUP BY f.association_id
            )
            SELECT p.id, p.customer_id, p.hierarchy_id, p.role_code, p.company_id, p.parent_id, f.moved
              FROM family AS f
             CROSS JOIN LATERAL (
                   SELECT a.id, a.customer_id, a.hierarchy_id, s.role_code, s.company_id, s.parent_id
                     FROM association AS a
                     JOIN association_spell AS s
                       ON s.org_id = a.org_id AND s.association_id = a.id AND s.to_at = 'infinity'
                    WHERE a.org_id = :org AND a.id = f.association_id
                   OFFSET 0) AS p
             ORDER BY p.id
            """;

    private final JdbcClient jdbc;

    Families(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody's place now.
    ///
    /// @param moved whether the person, or somebody above, has moved; else the person stands or stood above such a
    ///     person
    public record Relative(
            long associationId,
            long customerId,
            long hierarchyId,
            String roleCode,
            @Nullable Long companyId,
            @Nullable Long parentId,
            boolean moved) {}

    /// A role of a hierarchy below which [#around] does not look.
    public record RoleKey(long hierarchyId, String roleCode) {}

    /// Keeps people in these hierarchies from being moved with all below them, until the transaction ends. Somebody
    /// far above or below is not locked by a call that links a person, so rows alone would not make two calls meet.
    /// Callers who move nobody with people below do not wait for each other.
    ///
    /// @param moving whether the caller itself moves somebody with people below
    public void hold(Collection<Long> hierarchyIds, boolean moving) {
        List<Integer> keys =
                hierarchyIds.stream().map(Object::hashCode).distinct().sorted().toList();
        String lock = moving ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
        jdbc.sql("SELECT " + lock + "(:kind, u.key) FROM unnest(:keys) AS u(key)")
                .param("kind", LOCK_KIND)
                .param("keys", SqlArrays.array("integer", keys, key -> key))
                .query((_, _) -> true)
                .list();
    }

    /// The people of these memberships and everybody below them, as far as people in one of the roles, these included.
    /// And everybody above them now, or above before the change. By the ids of memberships.
    ///
    /// How many people a recursion finds is anybody's guess, and a wrong one would have whole tables read.
    /// `OFFSET 0` keeps each step a look-up by key.
    ///
    /// @param moved memberships that started or got another parent by the change, whose spells have been written
    public List<Relative> around(long orgId, Collection<Long> moved, Collection<RoleKey> roles, UUID changeId) {
        return jdbc.sql(AROUND)
                .param("org", orgId)
                .param("moved", SqlArrays.longs(moved))
                .param("hierarchies", SqlArrays.longs(roles, RoleKey::hierarchyId))
                .param("roles", SqlArrays.text(roles, RoleKey::roleCode))
                .param("change", changeId)
                .query((rs, _) -> relative(rs))
                .list();
    }

    private static Relative relative(ResultSet rs) throws SQLException {
        return new Relative(
                rs.getLong("id"),
                rs.getLong("customer_id"),
                rs.getLong("hierarchy_id"),
                rs.getString("role_code"),
                Associations.nullableLong(rs, "company_id"),
                Associations.nullableLong(rs, "parent_id"),
                rs.getBoolean("moved"));
    }
}
