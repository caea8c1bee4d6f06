package io.guildhall.association.store;

import io.guildhall.association.domain.CompanyPart;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.association.store.TreeReads.Moment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what belongs to one company, a part after the other.
@Repository
public class CompanyMemberReads {
    /// Up to here the people of a sub-company are counted; there is no use in reading more of an index for a list.
    public static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;

    CompanyMemberReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// When the company was created; nothing for one that is not there.
    public Optional<Instant> createdAt(long orgId, long companyId) {
        return jdbc.sql("""
                        SELECT created_at FROM company WHERE org_id = :org AND id = :company AND removed_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("company", companyId)
                .query((rs, _) ->
                        rs.getObject("created_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /// The companies directly below one in the order of their ids, those created by then; people are counted up to
    /// [#MOST_COUNTED].
    ///
    /// @param after id of the last one that is known already; 0 for the beginning
    public List<CompanyPart> subCompanies(long orgId, long companyId, Instant at, long after, int limit) {
        return jdbc.sql("""
                        SELECT c.id, c.external_id, c.name, c.active, p.people,
                               EXISTS (SELECT 1
                                         FROM company AS k
                                        WHERE k.org_id = :org AND k.parent_id = c.id
                                          AND k.removed_at = 'infinity' AND k.created_at <= :at) AS divided
                          FROM (SELECT o.id, o.external_id, o.name, o.active
                                  FROM company AS o
                                 WHERE o.org_id = :org AND o.parent_id = :company AND o.id > :after
                                   AND o.removed_at = 'infinity' AND o.created_at <= :at
                                 ORDER BY o.id
                                 LIMIT :limit) AS c
                         CROSS JOIN LATERAL (
                               SELECT count(*) AS people
                                 FROM (SELECT 1
                                         FROM association_spell AS s
                                        WHERE s.org_id = :org AND s.company_id = c.id
                                          AND s.from_at <= :at AND s.to_at > :at
                                        LIMIT :most) AS f) AS p
                         ORDER BY c.id
                        """)
                .param("org", orgId)
                .param("company", companyId)
                .param("after", after)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .param("most", MOST_COUNTED)
                .query((rs, _) -> new CompanyPart(
                        rs.getLong("id"),
                        rs.getString("external_id"),
                        rs.getString("name"),
                        rs.getBoolean("active"),
                        rs.getLong("people"),
                        rs.getBoolean("divided")))
                .list();
    }

    /// Those who had this role in the company, in the order of their memberships.
    ///
    /// @param after membership of the last one that is known already; 0 for the beginning
    /// @return each with the membership as path
    public List<TreePerson> people(long orgId, long companyId, String roleCode, Moment moment, long after, int limit) {
        return jdbc.sql("""
                        SELECT s.association_id, s.role_code, a.customer_id, n.first_name, n.last_name,
                               p.customer_id AS parent_customer_id,
                               %s
                          FROM (SELECT o.association_id, o.role_code, o.parent_id
                                  FROM association_spell AS o
                                 WHERE o.org_id = :org AND o.company_id = :company AND o.role_code = :role
                                   AND o.association_id > :after AND o.from_at <= :at AND o.to_at > :at
                                 ORDER BY o.association_id
                                 LIMIT :limit) AS s
                         %s
                         ORDER BY s.association_id
                        """.formatted(TreeReads.CHILDREN, TreeReads.HOLDER))
                .param("org", orgId)
                .param("company", companyId)
                .param("role", roleCode)
                .param("after", after)
                .param("at", moment.at().atOffset(ZoneOffset.UTC))
                .param("present", moment.isPresent())
                .param("limit", limit)
                .query((rs, _) -> person(rs))
                .list();
    }

    private static TreePerson person(ResultSet rs) throws SQLException {
        @Nullable Long parent = Associations.nullableLong(rs, "parent_customer_id");
        return new TreePerson(
                rs.getLong("customer_id"),
                rs.getString("first_name"),
                rs.getString("last_name"),
                rs.getString("role_code"),
                1,
                parent,
                null,
                rs.getLong("children"),
                List.of(rs.getLong("association_id")));
    }
}
