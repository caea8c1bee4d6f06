package io.guildhall.company.store;

import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.NewCompany;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.SqlArrays;
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
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Companies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Every company of these keys or ids, and keeps them as they are until the transaction ends: a company cannot be
    /// switched off between being read and being linked to.
    public List<Company> holdAll(long orgId, Collection<String> externalIds, Collection<Long> ids) {
        return jdbc.sql("SELECT " + COLUMNS + """
                          FROM company AS c
                         WHERE c.org_id = :org AND (c.external_id = ANY(:externalIds) OR c.id = ANY(:ids))
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
        return jdbc.sql("""
                        INSERT INTO company (org_id, id, external_id, name, hierarchy_id, parent_id, path,
                                             extended_fields, active, created_at, modified_at)
                        SELECT o.org_id, u.id, u.external_id, u.name, u.hierarchy_id, u.parent_id,
                               CAST(u.path AS bigint[]), CAST(u.extended_fields AS jsonb), true, :at, :at
                          FROM org AS o,
                               unnest(:ids, :externalIds, :names, :hierarchies, :parents, :paths, :fields)
                                 AS u(id, external_id, name, hierarchy_id, parent_id, path, extended_fields)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, external_id) DO NOTHING
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
