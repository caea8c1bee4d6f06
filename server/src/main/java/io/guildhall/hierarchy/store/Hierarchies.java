package io.guildhall.hierarchy.store;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
