package io.guildhall.company.store;

import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.NewCompany;
import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.count.Counting;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Companies of the organisation whose transaction is open.
@Repository
public class Companies {
    public static final String ID_SEQUENCE = "company_id";

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final String COLUMNS =
            "c.id, c.external_id, c.name, c.hierarchy_id, c.parent_id, c.path, c.extended_fields, c.active";

    private static final String PLACED = COLUMNS + ", p.external_id AS parent_external_id, p.name AS parent_name";
    /// starts_with knows no wildcards. The scan stays within the organisation's rows: row-level security lets no index
    /// on what is inside a JSON object be used.
    private static final String MATCHING = """
            WHERE c.org_id = :org AND c.active AND c.removed_at = 'infinity'
              AND starts_with(lower(c.extended_fields ->> :field), lower(:prefix))
            """;
    private static final String LAST_SHOWN =
            "(SELECT l.created_at, l.id FROM company AS l WHERE l.org_id = :org AND l.id = :after)";
    /// Apart from the locks on whole organisations, which have one 64-bit key.
    private static final int TREE_LOCK = 1;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    private final IdBlocks ids;
    private final Counting counting;

    Companies(JdbcClient jdbc, JsonMapper json, IdBlocks ids, Counting counting) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.counting = counting;
    }

    /// An id that nobody else gets.
    public long nextId() {
        return ids.take(ID_SEQUENCE, 1)[0];
    }

    /// Lets the organisation's companies be changed by one call at a time: moves of two companies below each other
    /// would otherwise make a circle, and a company could appear below one that is being switched off. Held until
    /// the transaction ends; taken before any company is read.
    public void holdTree(long orgId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock, :org)")
                .param("lock", TREE_LOCK)
                .param("org", (int) orgId) // two organisations that share these bits only wait for each other
                .query((_, _) -> true)
                .single();
    }

    /// Every company of these keys or ids, and keeps them as they are until the transaction ends: a company cannot be
    /// switched off between being read and being linked to.
    public List<Company> holdAll(long orgId, Collection<String> externalIds, Collection<Long> ids) {
        return jdbc.sql("SELECT " + COLUMNS + """
                          FROM company AS c
                         WHERE c.org_id = :org AND c.id = ANY(ARRAY(
                               SELECT k.id FROM company AS k
                                WHERE k.org_id = :org AND k.external_id = ANY(:externalIds) AND k.removed_at = 'infinity'
                               UNION ALL
                               SELECT unnest(:ids)))
                           AND c.removed_at = 'infinity'
                         ORDER BY c.id
                           FOR SHARE
                        """)
                .param("org", orgId)
                .param("externalIds", SqlArrays.text(externalIds, key -> key))
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> company(rs))
                .list();
    }

    /// Inserts companies; the result holds the keys that are really ours. A missing one went to a concurrent call.
    public Set<String> insertAll(long orgId, Collection<NewCompany> companies, Instant at) {
        List<NewCompany> ordered = companies.stream()
                .sorted((left, right) -> left.externalId().compareTo(right.externalId()))
                .toList();
        Set<String> ours = jdbc.sql("""
                        INSERT INTO company (org_id, id, external_id, name, hierarchy_id, parent_id, path,
                                             extended_fields, active, created_at, modified_at)
                        SELECT o.org_id, u.id, u.external_id, u.name, u.hierarchy_id, u.parent_id,
                               CAST(u.path AS bigint[]), CAST(u.extended_fields AS jsonb), true, :at, :at
                          FROM org AS o,
                               unnest(:ids, :externalIds, :names, :hierarchies, :parents, :paths, :fields)
                                 AS u(id, external_id, name, hierarchy_id, parent_id, path, extended_fields)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, external_id, removed_at) DO NOTHING
                        RETURNING external_id
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", SqlArrays.longs(ordered, NewCompany::id))
                .param("externalIds", SqlArrays.text(ordered, NewCompany::externalId))
                .param("names", SqlArrays.text(ordered, NewCompany::name))
                .param("hierarchies", SqlArrays.longs(ordered, NewCompany::hierarchyId))
                .param("parents", SqlArrays.array("bigint", ordered, NewCompany::parentId))
                .param("paths", SqlArrays.text(ordered, company -> arrayLiteral(company.path())))
                .param(
                        "fields",
                        SqlArrays.text(
                                ordered,
                                company -> json.writeValueAsString(
                                        company.extendedFields().values())))
                .query((rs, _) -> rs.getString("external_id"))
                .set();
        for (NewCompany company : ordered) {
            if (ours.contains(company.externalId())) {
                counting.companies(orgId, company.hierarchyId(), true, at, 1);
            }
        }
        return ours;
    }

    /// The companies of these keys or ids with their parents, not held.
    public List<PlacedCompany> findAll(long orgId, Collection<String> externalIds, Collection<Long> ids) {
        return jdbc.sql("SELECT " + PLACED + """
                          FROM company AS c
                          LEFT JOIN LATERAL (
                               SELECT o.external_id, o.name FROM company AS o WHERE o.org_id = :org AND o.id = c.parent_id
                               OFFSET 0) AS p ON true
                         WHERE c.org_id = :org AND c.id = ANY(ARRAY(
                               SELECT k.id FROM company AS k
                                WHERE k.org_id = :org AND k.external_id = ANY(:externalIds) AND k.removed_at = 'infinity'
                               UNION ALL
                               SELECT unnest(:ids)))
                           AND c.removed_at = 'infinity'
                         ORDER BY c.id
                        """)
                .param("org", orgId)
                .param("externalIds", SqlArrays.text(externalIds, key -> key))
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> placed(rs))
                .list();
    }

    /// The company and all below it, held against every other call until the transaction ends. Locks are taken in the
    /// order of ids, like those of [#holdAll].
    public List<PlacedCompany> holdWithin(long orgId, long id) {
        return jdbc.sql("SELECT " + PLACED + """
                          FROM company AS c
                          LEFT JOIN company AS p ON p.org_id = c.org_id AND p.id = c.parent_id
                         WHERE c.org_id = :org
                           AND c.id IN (WITH RECURSIVE within AS (
                                          SELECT CAST(:id AS bigint) AS id
                                          UNION ALL
                                          SELECT b.id
                                            FROM within AS w
                                            JOIN company AS b
                                              ON b.org_id = :org AND b.parent_id = w.id AND b.removed_at = 'infinity')
                                        SELECT w.id FROM within AS w)
                         ORDER BY c.id
                           FOR UPDATE OF c
                        """)
                .param("org", orgId)
                .param("id", id)
                .query((rs, _) -> placed(rs))
                .list();
    }

    /// Writes what a call may change about one company, except its place.
    public void update(long orgId, Company company, Instant at) {
        jdbc.sql("""
                        UPDATE company
                           SET name = :name, extended_fields = CAST(:fields AS jsonb), modified_at = :at
                         WHERE org_id = :org AND id = :id
                        """)
                .param("org", orgId)
                .param("id", company.id())
                .param("name", company.name())
                .param(
                        "fields",
                        json.writeValueAsString(company.extendedFields().values()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Moves a company under another parent, with everything below it.
    ///
    /// @param company as it is after the move
    /// @param within the ids of the company and all below it, held
    public void move(long orgId, Company company, Collection<Long> within) {
        jdbc.sql("""
                        UPDATE company AS c
                           SET path = CAST(:path AS bigint[]) || c.path[array_position(c.path, CAST(:id AS bigint)) + 1 : ],
                               parent_id = CASE WHEN c.id = :id THEN CAST(:parent AS bigint) ELSE c.parent_id END
                         WHERE c.org_id = :org AND c.id = ANY(:within)
                        """)
                .param("org", orgId)
                .param("id", company.id())
                .param("parent", company.parentId())
                .param("path", arrayLiteral(company.path()))
                .param("within", SqlArrays.longs(within))
                .update();
    }

    public void switchOff(long orgId, Collection<Long> companyIds, Instant at) {
        List<Long> hierarchies = jdbc.sql("""
                        UPDATE company SET active = false, modified_at = :at
                         WHERE org_id = :org AND id = ANY(:ids) AND active
                        RETURNING hierarchy_id
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", SqlArrays.longs(companyIds))
                .query((rs, _) -> rs.getLong("hierarchy_id"))
                .list();
        for (long hierarchy : hierarchies) {
            counting.companies(orgId, hierarchy, true, at, -1);
            counting.companies(orgId, hierarchy, false, at, 1);
        }
    }

    public long count(long orgId, boolean active) {
        return jdbc.sql(
                        "SELECT count(*) FROM company WHERE org_id = :org AND active = :active AND removed_at = 'infinity'")
                .param("org", orgId)
                .param("active", active)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// A page of the companies, sorted by their time of creation, with the row after it, where there is one.
    ///
    /// @param after id of the last company of the page before; null for a page told by its offset
    public List<PlacedCompany> page(long orgId, boolean active, Page page, Page.SortOrder order, @Nullable Long after) {
        return part(jdbc.sql("SELECT " + PLACED + """
                          FROM company AS c
                          LEFT JOIN company AS p ON p.org_id = c.org_id AND p.id = c.parent_id
                         WHERE c.org_id = :org AND c.active = :active AND c.removed_at = 'infinity'
                        """ + behind(order, after)), page, after)
                .param("org", orgId)
                .param("active", active)
                .query((rs, _) -> placed(rs))
                .list();
    }

    public long countMatching(long orgId, String field, String prefix) {
        return jdbc.sql("SELECT count(*) FROM company AS c " + MATCHING)
                .param("org", orgId)
                .param("field", field)
                .param("prefix", prefix)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// The same of the active companies whose extended field starts with the prefix, in any case.
    public List<Company> matching(
            long orgId, String field, String prefix, Page page, Page.SortOrder order, @Nullable Long after) {
        return part(
                        jdbc.sql("SELECT " + COLUMNS + " FROM company AS c " + MATCHING + behind(order, after)),
                        page,
                        after)
                .param("org", orgId)
                .param("field", field)
                .param("prefix", prefix)
                .query((rs, _) -> company(rs))
                .list();
    }

    /// Those of the hierarchies that companies belong to, inactive companies included.
    public Set<Long> hierarchiesInUse(long orgId, Collection<Long> hierarchyIds) {
        return jdbc.sql("""
                        SELECT u.id
                          FROM unnest(:ids) AS u(id)
                         WHERE EXISTS (SELECT 1 FROM company AS c WHERE c.org_id = :org AND c.hierarchy_id = u.id)
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(hierarchyIds))
                .query((rs, _) -> rs.getLong("id"))
                .set();
    }

    /// Those of the extended fields that a company has a value for.
    public Set<String> fieldsInUse(long orgId, Collection<String> names) {
        return jdbc.sql("""
                        SELECT DISTINCT f.name
                          FROM company AS c
                         CROSS JOIN jsonb_object_keys(c.extended_fields) AS f(name)
                         WHERE c.org_id = :org AND f.name = ANY(:names)
                        """)
                .param("org", orgId)
                .param("names", SqlArrays.text(names, name -> name))
                .query((rs, _) -> rs.getString("name"))
                .set();
    }

    /// No company ever loses its row or its time of creation, so its id tells its place.
    private static String behind(Page.SortOrder order, @Nullable Long after) {
        String last = after == null
                ? ""
                : switch (order) {
                    case ASC -> " AND (c.created_at, c.id) > " + LAST_SHOWN;
                    case DESC -> " AND (c.created_at, c.id) < " + LAST_SHOWN;
                };
        return last
                + switch (order) {
                    case ASC -> " ORDER BY c.created_at, c.id LIMIT :limit OFFSET :offset";
                    case DESC -> " ORDER BY c.created_at DESC, c.id DESC LIMIT :limit OFFSET :offset";
                };
    }

    private static StatementSpec part(StatementSpec statement, Page page, @Nullable Long after) {
        StatementSpec part = statement.param("limit", page.withNext()).param("offset", page.offset());
        return after == null ? part : part.param("after", after);
    }

    private PlacedCompany placed(ResultSet rs) throws SQLException {
        Company company = company(rs);
        Long parentId = company.parentId();
        return new PlacedCompany(
                company,
                parentId == null
                        ? null
                        : new PlacedCompany.Parent(
                                parentId, rs.getString("parent_external_id"), rs.getString("parent_name")));
    }

    private Company company(ResultSet rs) throws SQLException {
        long parent = rs.getLong("parent_id");
        boolean isTop = rs.wasNull();
        return new Company(
                rs.getLong("id"),
                rs.getString("external_id"),
                rs.getString("name"),
                rs.getLong("hierarchy_id"),
                isTop ? null : parent,
                ids(rs.getArray("path")),
                new Fields(json.readValue(rs.getString("extended_fields"), VALUES)),
                rs.getBoolean("active"));
    }

    private static List<Long> ids(Array array) throws SQLException {
        return Stream.of((Long[]) array.getArray()).toList();
    }

    /// unnest flattens arrays of arrays, so a path travels as the text of an array.
    private static String arrayLiteral(List<Long> path) {
        return path.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
