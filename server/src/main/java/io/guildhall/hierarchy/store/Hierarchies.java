package io.guildhall.hierarchy.store;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Hierarchies of the organisation whose transaction is open.
@Repository
public class Hierarchies {
    private static final TypeReference<List<Role>> ROLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ConcurrentMap<Long, Known> known = new ConcurrentHashMap<>();

    Hierarchies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Known(long version, List<Hierarchy> hierarchies) {}

    /// All hierarchies, inactive ones included, ordered by code; from memory while the set-up has this version.
    public List<Hierarchy> all(long orgId, long setupVersion) {
        Known cached = known.get(orgId);
        if (cached != null && cached.version() == setupVersion) {
            return cached.hierarchies();
        }
        Known read = new Known(setupVersion, all(orgId));
        known.merge(orgId, read, (left, right) -> left.version() > right.version() ? left : right);
        return read.hierarchies();
    }

    /// All hierarchies as stored, inactive ones included, ordered by code.
    public List<Hierarchy> all(long orgId) {
        return jdbc.sql("""
                        SELECT h.id, h.code, h.name, h.description, h.active, h.is_default, h.creation_strict,
                               h.skip_role_allowed, h.auto_group_creation, h.roles, t.code AS created_by, h.created_at
                          FROM hierarchy AS h
                          LEFT JOIN till AS t ON t.org_id = h.org_id AND t.id = h.created_by
                         WHERE h.org_id = :org
                         ORDER BY h.code
                        """).param("org", orgId).query((rs, _) -> hierarchy(rs)).list();
    }

    /// Ids that nobody else gets.
    public long[] nextIds(int count) {
        return jdbc
                .sql("SELECT nextval('hierarchy_id') FROM generate_series(1, :count)")
                .param("count", count)
                .query((rs, _) -> rs.getLong(1))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /// Inserts hierarchies whose codes are free; the set-up is held by [TenantTransactions#configure].
    ///
    /// @param createdBy the till, null for the operator
    public void insertAll(long orgId, Collection<Hierarchy> hierarchies, @Nullable Long createdBy) {
        if (hierarchies.isEmpty()) {
            return;
        }
        write("""
                INSERT INTO hierarchy (org_id, id, code, name, description, active, is_default, creation_strict,
                                       skip_role_allowed, auto_group_creation, roles, created_by, created_at)
                SELECT o.org_id, u.id, u.code, u.name, u.description, u.active, u.is_default, u.creation_strict,
                       u.skip_role_allowed, u.auto_group_creation, CAST(u.roles AS jsonb),
                       CAST(:createdBy AS bigint), u.created_at
                  FROM org AS o,
                       unnest(:ids, :codes, :names, :descriptions, :actives, :defaults, :stricts, :skips, :autoGroups,
                              :roles, :createdAts)
                         AS u(id, code, name, description, active, is_default, creation_strict, skip_role_allowed,
                              auto_group_creation, roles, created_at)
                 WHERE o.org_id = :org
                """, orgId, hierarchies)
                .param("createdBy", createdBy)
                .param(
                        "createdAts",
                        SqlArrays.array(
                                "timestamptz", hierarchies, h -> h.createdOn().toString()))
                .update();
    }

    /// Writes everything of these hierarchies but id, creator and time of creation. At most one of them may be the
    /// active default, and another one that was must have been written before.
    public void updateAll(long orgId, Collection<Hierarchy> hierarchies) {
        if (hierarchies.isEmpty()) {
            return;
        }
        write("""
                UPDATE hierarchy AS h
                   SET code = u.code, name = u.name, description = u.description, active = u.active,
                       is_default = u.is_default, creation_strict = u.creation_strict,
                       skip_role_allowed = u.skip_role_allowed, auto_group_creation = u.auto_group_creation,
                       roles = CAST(u.roles AS jsonb)
                  FROM unnest(:ids, :codes, :names, :descriptions, :actives, :defaults, :stricts, :skips, :autoGroups,
                              :roles)
                         AS u(id, code, name, description, active, is_default, creation_strict, skip_role_allowed,
                              auto_group_creation, roles)
                 WHERE h.org_id = :org AND h.id = u.id
                """, orgId, hierarchies).update();
    }

    /// Removes hierarchies that nothing refers to.
    public void removeAll(long orgId, Collection<String> codes) {
        jdbc.sql("DELETE FROM hierarchy WHERE org_id = :org AND code = ANY(:codes)")
                .param("org", orgId)
                .param("codes", SqlArrays.text(codes, code -> code))
                .update();
    }

    private JdbcClient.StatementSpec write(String sql, long orgId, Collection<Hierarchy> hierarchies) {
        return jdbc.sql(sql)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(hierarchies, Hierarchy::id))
                .param("codes", SqlArrays.text(hierarchies, Hierarchy::code))
                .param("names", SqlArrays.text(hierarchies, Hierarchy::name))
                .param("descriptions", SqlArrays.text(hierarchies, Hierarchy::description))
                .param("actives", SqlArrays.array("boolean", hierarchies, Hierarchy::active))
                .param("defaults", SqlArrays.array("boolean", hierarchies, Hierarchy::isDefault))
                .param("stricts", SqlArrays.array("boolean", hierarchies, Hierarchy::strict))
                .param("skips", SqlArrays.array("boolean", hierarchies, Hierarchy::skipRoleAllowed))
                .param("autoGroups", SqlArrays.array("boolean", hierarchies, Hierarchy::autoGroupCreationEnabled))
                .param("roles", SqlArrays.text(hierarchies, h -> json.writeValueAsString(h.roles())));
    }

    private Hierarchy hierarchy(ResultSet rs) throws SQLException {
        return new Hierarchy(
                rs.getLong("id"),
                rs.getString("code"),
                rs.getString("name"),
                rs.getString("description"),
                rs.getBoolean("active"),
                rs.getBoolean("is_default"),
                rs.getBoolean("creation_strict"),
                rs.getBoolean("skip_role_allowed"),
                rs.getBoolean("auto_group_creation"),
                json.readValue(rs.getString("roles"), ROLES),
                rs.getString("created_by"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
