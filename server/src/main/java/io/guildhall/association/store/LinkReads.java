package io.guildhall.association.store;

import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Reads who stands where, now or at an earlier instant, for calls that only look.
@Repository
public class LinkReads {
    private final JdbcClient jdbc;

    LinkReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody's place at the instant asked for.
    ///
    /// @param children direct children at that instant
    /// @param place in the list
    public record LinkedPerson(
            long customerId,
            String roleCode,
            boolean defaultChild,
            @Nullable Long parentCustomerId,
            long children,
            Instant createdOn,
            Last place) {}

    /// Somebody's place in a list.
    ///
    /// @param isSubject whether it is the person whose family is listed, who comes first
    /// @param sortedBy the instant that the list is sorted by
    public record Last(boolean isSubject, Instant sortedBy, long customerId) {}

    /// Which part of a list is asked for, as of an instant.
    ///
    /// @param after the last one of the page before; null for a page told by its offset
    public record Wanted(
            Instant at,
            SortBy sortBy,
            Page.SortOrder order,
            Page page,
            @Nullable Last after) {}

    /// Whose places are asked for.
    public sealed interface Whose {
        /// Of the person or the company.
        long id();

        /// The direct children of a person.
        record ChildrenOf(long id) implements Whose {}

        /// A person, then the direct children.
        record PersonAndChildren(long id) implements Whose {}

        /// The people of a company and of those below it that are named.
        record PeopleOf(long id, Collection<Long> companyIds) implements Whose {}
    }

    public enum SortBy {
        CREATED_ON("createdOn", "c.created_at"),
        LAST_UPDATED_ON("lastUpdatedOn", "c.modified_at");

        private final String wireName;
        private final String column;

        SortBy(String wireName, String column) {
            this.wireName = wireName;
            this.column = column;
        }

        /// The criterion of this name, `createdOn` where none is named.
        public static Optional<SortBy> named(@Nullable String name) {
            if (name == null) {
                return Optional.of(CREATED_ON);
            }
            return List.of(values()).stream()
                    .filter(criterion -> criterion.wireName.equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    // `OFFSET 0` and arrays keep every step a look-up by key, see docs/adr/0014-plans.md.

    /// Spells that were open at an instant; of the open ones, `to_at` is infinity, so one form serves now and then.
    private static final String OPEN = "s.org_id = :org AND s.from_at <= :at AND s.to_at > :at";

    /// A part of the list and the row after it, where there is one, sorted, ties by id in the same direction
    /// (`decisions.md` 41).
    public List<LinkedPerson> page(long orgId, Whose whose, Wanted wanted) {
        String order = wanted.order().name();
        Last after = wanted.after();
        StatementSpec statement = statement(orgId, whose, wanted.at(), """
                        SELECT a.customer_id, s.role_code, s.default_child, %3$s AS sorted_by, %4$s AS later,
                               (SELECT p.customer_id
                                  FROM association AS p
                                 WHERE p.org_id = :org AND p.id = s.parent_id) AS parent_customer_id,
                               c.created_at,
                               (SELECT count(*)
                                  FROM association_spell AS k
                                 WHERE k.org_id = s.org_id AND k.parent_id = s.association_id
                                   AND k.from_at <= :at AND k.to_at > :at) AS children
                          FROM association_spell AS s
                         CROSS JOIN LATERAL (
                               SELECT m.customer_id
                                 FROM association AS m
                                WHERE m.org_id = :org AND m.id = s.association_id
                               OFFSET 0) AS a
                         CROSS JOIN LATERAL (
                               SELECT o.created_at, o.modified_at
                                 FROM customer AS o
                                WHERE o.org_id = :org AND o.id = a.customer_id
                               OFFSET 0) AS c
                         WHERE %1$s AND %2$s%6$s
                         ORDER BY later, %3$s %5$s, a.customer_id %5$s
                         LIMIT :limit OFFSET :offset
                        """.formatted(
                        OPEN,
                        condition(whose),
                        wanted.sortBy().column,
                        later(whose),
                        order,
                        after == null ? "" : behind(whose, wanted)));
        return (after == null
                        ? statement
                        : statement
                                .param("later", after.isSubject() ? 0 : 1)
                                .param("lastSorted", after.sortedBy().atOffset(ZoneOffset.UTC))
                                .param("lastId", after.customerId()))
                .param("limit", wanted.page().withNext())
                .param("offset", wanted.page().offset())
                .query((rs, _) -> person(rs))
                .list();
    }

    private static String behind(Whose whose, Wanted wanted) {
        return " AND (%1$s > :later OR %1$s = :later AND (%2$s, a.customer_id) %3$s (:lastSorted, :lastId))"
                .formatted(later(whose), wanted.sortBy().column, wanted.order() == Page.SortOrder.ASC ? ">" : "<");
    }

    public long count(long orgId, Whose whose, Instant at) {
        return statement(orgId, whose, at, """
                        SELECT count(*)
                          FROM association_spell AS s
                         WHERE %s AND %s
                        """.formatted(OPEN, condition(whose)))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private StatementSpec statement(long orgId, Whose whose, Instant at, String sql) {
        StatementSpec statement = jdbc.sql(sql).param("org", orgId).param("at", at.atOffset(ZoneOffset.UTC));
        return switch (whose) {
            case Whose.ChildrenOf children -> statement.param("customer", children.id());
            case Whose.PersonAndChildren family -> statement.param("customer", family.id());
            case Whose.PeopleOf people -> statement.param("companies", SqlArrays.longs(people.companyIds()));
        };
    }

    private static String condition(Whose whose) {
        String memberships =
                "ANY(ARRAY(SELECT m.id FROM association AS m WHERE m.org_id = :org AND m.customer_id = :customer))";
        return switch (whose) {
            case Whose.ChildrenOf _ -> "s.parent_id = " + memberships;
            case Whose.PersonAndChildren _ -> """
                    s.id = ANY(ARRAY(
                        SELECT o.id FROM association_spell AS o WHERE o.org_id = :org AND o.association_id = %1$s
                        UNION ALL
                        SELECT k.id
                          FROM association_spell AS k
                         WHERE k.org_id = :org AND k.to_at > :at AND k.parent_id = %1$s))""".formatted(memberships);
            case Whose.PeopleOf _ -> "s.company_id = ANY(:companies)";
        };
    }

    /// What sorts before everything else: 0 for who comes first, 1 for the others.
    private static String later(Whose whose) {
        return switch (whose) {
            case Whose.PersonAndChildren _ -> "CAST(a.customer_id <> :customer AS integer)";
            case Whose.ChildrenOf _, Whose.PeopleOf _ -> "1";
        };
    }

    private static LinkedPerson person(ResultSet rs) throws SQLException {
        return new LinkedPerson(
                rs.getLong("customer_id"),
                rs.getString("role_code"),
                rs.getBoolean("default_child"),
                Associations.nullableLong(rs, "parent_customer_id"),
                rs.getLong("children"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                new Last(
                        rs.getInt("later") == 0,
                        rs.getObject("sorted_by", OffsetDateTime.class).toInstant(),
                        rs.getLong("customer_id")));
    }

    private static final String PLACES = """
            FROM association AS a
            CROSS JOIN LATERAL (
                 SELECT o.* FROM association_spell AS o WHERE o.org_id = :org AND o.association_id = a.id
                 OFFSET 0) AS s
            CROSS JOIN LATERAL (
                 SELECT o.* FROM hierarchy AS o WHERE o.org_id = :org AND o.id = a.hierarchy_id
                 OFFSET 0) AS h
            LEFT JOIN LATERAL (
                 SELECT o.customer_id FROM association AS o WHERE o.org_id = :org AND o.id = s.parent_id
                 OFFSET 0) AS p ON true
            LEFT JOIN LATERAL (
                 SELECT o.external_id FROM company AS o WHERE o.org_id = :org AND o.id = s.company_id
                 OFFSET 0) AS c ON true
            """;

    /// Where somebody stands, with everything that an answer tells of it.
    public record PlacedPerson(
            long hierarchyId,
            String hierarchyCode,
            boolean skipRoleAllowed,
            String roleCode,
            @Nullable Long parentCustomerId,
            @Nullable Long parentAssociationId,
            @Nullable String companyKey,
            @Nullable Long companyId) {}

    /// The places of these people at an instant, by id; people outside every hierarchy are absent.
    public Map<Long, PlacedPerson> places(long orgId, Collection<Long> customerIds, Instant at) {
        Map<Long, PlacedPerson> places = new HashMap<>();
        jdbc.sql("""
                        SELECT a.customer_id, h.id AS hierarchy_id, h.code AS hierarchy, h.skip_role_allowed, s.role_code,
                               s.parent_id, p.customer_id AS parent_customer_id, c.external_id, s.company_id
                        %s
                         WHERE a.org_id = :org AND a.customer_id = ANY(:customers) AND %s
                        """.formatted(PLACES, OPEN))
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("customers", SqlArrays.longs(customerIds))
                .query(rs -> {
                    places.put(rs.getLong("customer_id"), place(rs));
                });
        return places;
    }

    private static PlacedPerson place(ResultSet rs) throws SQLException {
        return new PlacedPerson(
                rs.getLong("hierarchy_id"),
                rs.getString("hierarchy"),
                rs.getBoolean("skip_role_allowed"),
                rs.getString("role_code"),
                Associations.nullableLong(rs, "parent_customer_id"),
                Associations.nullableLong(rs, "parent_id"),
                rs.getString("external_id"),
                Associations.nullableLong(rs, "company_id"));
    }

    /// One stretch under one parent, company and role.
    ///
    /// @param to null while it lasts
    public record Spell(
            long associationId,
            String hierarchyCode,
            String roleCode,
            @Nullable Long parentCustomerId,
            @Nullable Long parentAssociationId,
            @Nullable String companyKey,
            @Nullable Long companyId,
            Instant from,
            @Nullable Instant to,
            UUID changeId) {}

    /// Every place a person has had, the newest first.
    public List<Spell> history(long orgId, long customerId) {
        return jdbc.sql("""
                        SELECT s.association_id, h.code AS hierarchy, s.role_code, p.customer_id AS parent_customer_id,
                               s.parent_id, c.external_id, s.company_id, s.from_at, NULLIF(s.to_at, 'infinity') AS to_at,
                               s.change_id
                        %s
                         WHERE a.org_id = :org AND a.customer_id = :customer
                         ORDER BY s.from_at DESC
                        """.formatted(PLACES))
                .param("org", orgId)
                .param("customer", customerId)
                .query((rs, _) -> spell(rs))
                .list();
    }

    private static Spell spell(ResultSet rs) throws SQLException {
        OffsetDateTime to = rs.getObject("to_at", OffsetDateTime.class);
        return new Spell(
                rs.getLong("association_id"),
                rs.getString("hierarchy"),
                rs.getString("role_code"),
                Associations.nullableLong(rs, "parent_customer_id"),
                Associations.nullableLong(rs, "parent_id"),
                rs.getString("external_id"),
                Associations.nullableLong(rs, "company_id"),
                rs.getObject("from_at", OffsetDateTime.class).toInstant(),
                to == null ? null : to.toInstant(),
                rs.getObject("change_id", UUID.class));
    }

    /// The company and every company below it.
    public List<Long> withSubCompanies(long orgId, long companyId) {
        return jdbc.sql("""
                        SELECT id
                          FROM company
                         WHERE org_id = :org AND path @> ARRAY[CAST(:company AS bigint)] AND removed_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("company", companyId)
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Who has these memberships, open or ended, by the membership's id.
    public Map<Long, Long> holders(long orgId, Collection<Long> associationIds) {
        Map<Long, Long> holders = new HashMap<>();
        jdbc.sql("SELECT id, customer_id FROM association WHERE org_id = :org AND id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(associationIds))
                .query(rs -> {
                    holders.put(rs.getLong("id"), rs.getLong("customer_id"));
                });
        return holders;
    }

    /// Those of the hierarchies that somebody is or was linked in.
    public Set<Long> linkedHierarchies(long orgId, Collection<Long> hierarchyIds) {
        return jdbc.sql("""
                        SELECT u.id
                          FROM unnest(:ids) AS u(id)
                         WHERE EXISTS (SELECT 1 FROM association AS a WHERE a.org_id = :org AND a.hierarchy_id = u.id)
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(hierarchyIds))
                .query((rs, _) -> rs.getLong(1))
                .set();
    }

    /// Codes of the roles that these people have now, by customer id; who stands in no hierarchy is absent.
    public Map<Long, String> roles(long orgId, Collection<Long> customerIds) {
        return jdbc
                .sql("""
                        SELECT a.customer_id, s.role_code
                          FROM association AS a
                         CROSS JOIN LATERAL (
                               SELECT o.role_code
                                 FROM association_spell AS o
                                WHERE o.org_id = :org AND o.association_id = a.id AND o.to_at = 'infinity'
                               OFFSET 0) AS s
                         WHERE a.org_id = :org AND a.customer_id = ANY(:customers) AND a.ended_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> Map.entry(rs.getLong("customer_id"), rs.getString("role_code")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
