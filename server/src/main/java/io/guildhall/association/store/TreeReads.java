package io.guildhall.association.store;

import io.guildhall.association.domain.TreePerson;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the line above a person and the tree below, now or at an earlier instant.
@Repository
public class TreeReads {
    /// More than any hierarchy has roles, so that no data makes a line endless.
    private static final int LONGEST_LINE = 64;

    private final JdbcClient jdbc;

    TreeReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The instant that is looked at.
    ///
    /// @param isPresent whether it is the present, for which the number of children is kept and need not be counted
    public record Moment(Instant at, boolean isPresent) {}

    /// A part of the people below somebody.
    ///
    /// @param depth how far below
    /// @param after path of the person that the part comes after, from the topmost membership down; empty for the
    ///     beginning
    public record Part(int depth, int limit, List<Long> after) {
        public Part {
            after = List.copyOf(after);
        }
    }

    private static final String OPEN = "s.org_id = :org AND s.from_at <= :at AND s.to_at > :at";

    // `OFFSET 0` and `LIMIT 1` keep every step a look-up by key, see docs/adr/0014-plans.md.

    /// How many children the membership of a spell `s` had, the membership being `a`.
    static final String CHILDREN = """
            CASE WHEN CAST(:present AS boolean) THEN a.child_count
                 ELSE (SELECT count(*)
                         FROM association_spell AS k
                        WHERE k.org_id = :org AND k.parent_id = s.association_id
                          AND k.from_at <= :at AND k.to_at > :at) END AS children""";

    /// Of a spell `s`, the membership `a`, the name `n` of who has it, and the parent `p`.
    static final String HOLDER = """
            CROSS JOIN LATERAL (
                  SELECT o.customer_id, o.child_count
                    FROM association AS o WHERE o.org_id = :org AND o.id = s.association_id
                  OFFSET 0) AS a
             LEFT JOIN LATERAL (
                  SELECT o.first_name, o.last_name
                    FROM customer_profile AS o WHERE o.org_id = :org AND o.customer_id = a.customer_id
                   ORDER BY o.position, o.source, o.account_id
                   LIMIT 1) AS n ON true
             LEFT JOIN LATERAL (
                  SELECT o.customer_id FROM association AS o WHERE o.org_id = :org AND o.id = s.parent_id
                  OFFSET 0) AS p ON true""";

    private static final String SHOWN = """
            SELECT w.depth, w.path, a.customer_id, n.first_name, n.last_name, s.role_code,
                   p.customer_id AS parent_customer_id, s.company_id, c.external_id, c.name AS company_name,
                   %1$s
              FROM %3$s AS w
             CROSS JOIN LATERAL (
                   SELECT o.association_id, o.role_code, o.parent_id, o.company_id
                     FROM association_spell AS o WHERE o.org_id = :org AND o.id = w.spell_id
                   OFFSET 0) AS s
            %2$s
              LEFT JOIN LATERAL (
                   SELECT o.external_id, o.name FROM company AS o WHERE o.org_id = :org AND o.id = s.company_id
                   OFFSET 0) AS c ON true
             WHERE w.depth > 0
            """;

    /// The people above somebody, the nearest first; nobody where the person stands in no hierarchy.
    public List<TreePerson> above(long orgId, long customerId, Moment moment) {
        return jdbc.sql("""
                        WITH RECURSIVE line(depth, spell_id, parent_id, path) AS (
                          SELECT 0, s.id, s.parent_id, CAST('{}' AS bigint[])
                            FROM association AS a
                           CROSS JOIN LATERAL (
                                 SELECT s.id, s.parent_id
                                   FROM association_spell AS s
                                  WHERE %1$s AND s.association_id = a.id
                                 OFFSET 0) AS s
                           WHERE a.org_id = :org AND a.customer_id = :customer
                          UNION ALL
                          SELECT l.depth + 1, n.id, n.parent_id, l.path
                            FROM line AS l
                           CROSS JOIN LATERAL (
                                 SELECT s.id, s.parent_id
                                   FROM association_spell AS s
                                  WHERE %1$s AND s.association_id = l.parent_id
                                 OFFSET 0) AS n
                           WHERE l.depth < :longest
                        )
                        %2$s
                         ORDER BY w.depth
                        """.formatted(OPEN, SHOWN.formatted(CHILDREN, HOLDER, "line")))
                .param("org", orgId)
                .param("customer", customerId)
                .param("at", moment.at().atOffset(ZoneOffset.UTC))
                .param("present", moment.isPresent())
                .param("longest", LONGEST_LINE)
                .query((rs, _) -> person(rs))
                .list();
    }

    /// The people below somebody in the order of a walk: each before those below it, siblings by membership.
    ///
    /// A step goes to the next of that order: to the first child, else to the next sibling, else to the next
    /// one of the parent, and so on, each a look-up by index. So a page costs as much as it has rows, wherever
    /// it begins and however many there are. `(parent_id, association_id)` is compared and sorted as a pair so
    /// that only the index `association_spell_of_parent` has that order, and with plain columns, for row-level
    /// security keeps expressions that may fail away from indexes.
    public List<TreePerson> below(long orgId, long customerId, Moment moment, Part part) {
        return jdbc.sql("""
                        WITH RECURSIVE walk(step, depth, path, spell_id) AS (
                          SELECT 0, 0,
                                 CASE WHEN cardinality(CAST(:after AS bigint[])) > 0 THEN CAST(:after AS bigint[])
                                      ELSE ARRAY(SELECT a.id
                                                   FROM association AS a
                                                  WHERE a.org_id = :org AND a.customer_id = :customer
                                                    AND a.started_at <= :at AND a.ended_at > :at) END,
                                 CAST(NULL AS bigint)
                          UNION ALL
                          SELECT w.step + 1, n.level, n.path, n.spell_id
                            FROM walk AS w
                           CROSS JOIN LATERAL (
                                 SELECT l.level, w.path[1 : l.level] || c.association_id AS path, c.spell_id
                                   FROM (SELECT g.level, w.path[g.level] AS parent_id,
                                                coalesce(w.path[g.level + 1], 0) AS passed
                                           FROM generate_series(1, least(cardinality(w.path), :depth)) AS g(level)
                                         OFFSET 0) AS l
                                  CROSS JOIN LATERAL (
                                        SELECT s.association_id, s.id AS spell_id
                                          FROM association_spell AS s
                                         WHERE %s
                                           AND (s.parent_id, s.association_id) > (l.parent_id, l.passed)
                                           AND s.parent_id <= l.parent_id
                                         ORDER BY s.parent_id, s.association_id
                                         LIMIT 1) AS c
                                  ORDER BY l.level DESC
                                  LIMIT 1) AS n
                           WHERE w.step < :limit
                        )
                        %s
                         ORDER BY w.step
                        """.formatted(OPEN, SHOWN.formatted(CHILDREN, HOLDER, "walk")))
                .param("org", orgId)
                .param("customer", customerId)
                .param("at", moment.at().atOffset(ZoneOffset.UTC))
                .param("present", moment.isPresent())
                .param("depth", part.depth())
                .param("limit", part.limit())
                .param("after", SqlArrays.longs(part.after()))
                .query((rs, _) -> person(rs))
                .list();
    }

    private static TreePerson person(ResultSet rs) throws SQLException {
        Long companyId = Associations.nullableLong(rs, "company_id");
        return new TreePerson(
                rs.getLong("customer_id"),
                rs.getString("first_name"),
                rs.getString("last_name"),
                rs.getString("role_code"),
                rs.getInt("depth"),
                Associations.nullableLong(rs, "parent_customer_id"),
                companyId == null
                        ? null
                        : new TreePerson.Company(companyId, rs.getString("external_id"), rs.getString("company_name")),
                rs.getLong("children"),
                List.of((Long[]) rs.getArray("path").getArray()));
    }
}
