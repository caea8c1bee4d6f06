package io.guildhall.association.store;

import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.domain.CompanyBranch.Member;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.association.store.TreeReads.Moment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads companies with the companies below them and their people.
@Repository
public class CompanyTreeReads {
    private final JdbcClient jdbc;

    CompanyTreeReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How much of a tree is read.
    ///
    /// @param depth levels below the company
    /// @param people of each company
    /// @param fan sub-companies of each company
    /// @param companies of all levels together, the upper ones first
    public record Bounds(int depth, int people, int fan, int companies) {}

    private static final String OPEN = "s.org_id = :org AND s.company_id = t.id AND s.from_at <= :at AND s.to_at > :at";

    private static final String TREE = """
            WITH RECURSIVE tree(id, depth) AS (
              SELECT c.id, 0 FROM company AS c WHERE c.org_id = :org AND c.id = :company
              UNION ALL
              SELECT n.id, n.depth
                FROM (SELECT k.id, t.depth + 1 AS depth
                        FROM tree AS t
                       CROSS JOIN LATERAL (
                             SELECT c.id
                               FROM company AS c
                              WHERE c.org_id = :org AND c.parent_id = t.id
                                AND c.removed_at = 'infinity' AND c.created_at <= :at
                              ORDER BY c.id
                              LIMIT :fan) AS k
                       WHERE t.depth < :depth
                       ORDER BY k.id
                       LIMIT :companies) AS n
            ), shown AS MATERIALIZED (
              SELECT id, depth FROM tree ORDER BY depth, id LIMIT :companies
            )%2$s
            SELECT t.id, c.external_id, c.name, c.active, c.parent_id, r.roles, r.people,
                   (SELECT count(*)
                      FROM company AS k
                     WHERE k.org_id = :org AND k.parent_id = t.id
                       AND k.removed_at = 'infinity' AND k.created_at <= :at) AS sub_companies,
                   m.role_code, a.customer_id, n.first_name, n.last_name, p.customer_id AS parent_customer_id
              FROM shown AS t
             CROSS JOIN LATERAL (
                   SELECT o.external_id, o.name, o.active, o.parent_id
                     FROM company AS o WHERE o.org_id = :org AND o.id = t.id
                   OFFSET 0) AS c
             CROSS JOIN LATERAL (
                   SELECT array_agg(g.role_code ORDER BY g.role_code) AS roles,
                          array_agg(g.people ORDER BY g.role_code) AS people
                     FROM (%3$s) AS g) AS r
              LEFT JOIN LATERAL (
                   SELECT s.role_code, s.association_id, s.parent_id
                     FROM association_spell AS s WHERE %1$s
                    ORDER BY s.role_code, s.association_id
                    LIMIT :people) AS m ON true
              LEFT JOIN LATERAL (
                   SELECT o.customer_id FROM association AS o WHERE o.org_id = :org AND o.id = m.association_id
                   OFFSET 0) AS a ON true
              LEFT JOIN LATERAL (
                   SELECT o.first_name, o.last_name
                     FROM customer_profile AS o WHERE o.org_id = :org AND o.customer_id = a.customer_id
                    ORDER BY o.position, o.source, o.account_id
                    LIMIT 1) AS n ON true
              LEFT JOIN LATERAL (
                   SELECT o.customer_id FROM association AS o WHERE o.org_id = :org AND o.id = m.parent_id
                   OFFSET 0) AS p ON true
             ORDER BY t.depth, t.id, m.role_code, m.association_id
            """;

    /// Of the past people are counted, by an index.
    private static final String TREE_THEN = TREE.formatted(OPEN, "", """
            SELECT s.role_code, count(*) AS people
              FROM association_spell AS s WHERE %s GROUP BY s.role_code""".formatted(OPEN));

    /// Of the present the numbers are there: those summed up by company, and the few that are yet to be.
    private static final String TREE_NOW = TREE.formatted(OPEN, """
            , pending AS MATERIALIZED (
              SELECT p.company_id, p.role_code, sum(p.change) AS links
                FROM count_change AS p
               WHERE p.org_id = :org AND p.subject = 'LINK'
               GROUP BY p.company_id, p.role_code
            )""", """
            SELECT n.role_code, CAST(sum(n.links) AS bigint) AS people
              FROM (SELECT l.role_code, l.links
                      FROM link_count AS l WHERE l.org_id = :org AND l.company_id = t.id
                    UNION ALL
                    SELECT p.role_code, p.links FROM pending AS p WHERE p.company_id = t.id) AS n
             GROUP BY n.role_code HAVING sum(n.links) <> 0""");

    /// The company and those below it, none with its sub-companies yet; each after its parent.
    public List<CompanyBranch> tree(long orgId, long companyId, Moment moment, Bounds bounds) {
        Map<Long, CompanyBranch> companies = new LinkedHashMap<>();
        Map<Long, List<Member>> people = new LinkedHashMap<>();
        jdbc.sql(moment.isPresent() ? TREE_NOW : TREE_THEN)
                .param("org", orgId)
                .param("company", companyId)
                .param("at", moment.at().atOffset(ZoneOffset.UTC))
                .param("depth", bounds.depth())
                .param("people", bounds.people())
                .param("fan", bounds.fan())
                .param("companies", bounds.companies())
                .query(rs -> {
                    long id = rs.getLong("id");
                    if (!companies.containsKey(id)) {
                        companies.put(id, company(rs));
                        people.put(id, new ArrayList<>());
                    }
                    if (rs.getString("role_code") != null) {
                        people.getOrDefault(id, new ArrayList<>()).add(member(rs));
                    }
                });
        return companies.values().stream()
                .map(company -> withPeople(company, people.getOrDefault(company.id(), List.of())))
                .toList();
    }

    private static CompanyBranch company(ResultSet rs) throws SQLException {
        return new CompanyBranch(
                rs.getLong("id"),
                rs.getString("external_id"),
                rs.getString("name"),
                rs.getBoolean("active"),
                Associations.nullableLong(rs, "parent_id"),
                rs.getLong("sub_companies"),
                roles(rs),
                List.of(),
                List.of());
    }

    private static List<RoleCount> roles(ResultSet rs) throws SQLException {
        if (rs.getArray("roles") == null) {
            return List.of();
        }
        String[] roles = (String[]) rs.getArray("roles").getArray();
        Long[] people = (Long[]) rs.getArray("people").getArray();
        List<RoleCount> counts = new ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            counts.add(new RoleCount(roles[i], people[i]));
        }
        return counts;
    }

    private static Member member(ResultSet rs) throws SQLException {
        return new Member(
                rs.getLong("customer_id"),
                rs.getString("first_name"),
                rs.getString("last_name"),
                rs.getString("role_code"),
                Associations.nullableLong(rs, "parent_customer_id"));
    }

    private static CompanyBranch withPeople(CompanyBranch company, List<Member> people) {
        return new CompanyBranch(
                company.id(),
                company.externalId(),
                company.name(),
                company.isActive(),
                company.parentId(),
                company.subCompanyCount(),
                company.roles(),
                people,
                company.subCompanies());
    }
}
