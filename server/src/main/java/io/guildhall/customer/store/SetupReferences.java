package io.guildhall.customer.store;

import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which parts of an organisation's document people's data refers to. Reads whole tables at worst: asked only when the
/// operator prunes.
@Repository
public class SetupReferences {
    private final JdbcClient jdbc;

    SetupReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Set<String> sources(long orgId, Collection<String> names) {
        return those(orgId, names, "p.source = u.key");
    }

    /// @param keys `source/account`
    public Set<String> accounts(long orgId, Collection<String> keys) {
        return those(orgId, keys, "p.source || '/' || p.account_id = u.key");
    }

    public Set<String> customFields(long orgId, Collection<String> names) {
        return those(orgId, names, "jsonb_exists(p.fields, u.key)");
    }

    public Set<String> extendedFields(long orgId, Collection<String> names) {
        return those(
                orgId,
                names,
                "EXISTS (SELECT 1 FROM customer AS c WHERE c.org_id = p.org_id AND c.id = p.customer_id"
                        + " AND jsonb_exists(c.extended_fields, u.key))");
    }

    public Set<String> tills(long orgId, Collection<String> codes) {
        return those(
                orgId,
                codes,
                "EXISTS (SELECT 1 FROM till AS t WHERE t.org_id = p.org_id AND t.code = u.key"
                        + " AND t.id IN (p.created_by, p.modified_by))");
    }

    private Set<String> those(long orgId, Collection<String> keys, String condition) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql("""
                        SELECT u.key
                          FROM unnest(:keys) AS u(key)
                         WHERE EXISTS (SELECT 1 FROM customer_profile AS p WHERE p.org_id = :org AND %s)
                        """.formatted(condition))
                .param("org", orgId)
                .param("keys", SqlArrays.text(keys, key -> key))
                .query((rs, _) -> rs.getString(1))
                .set();
    }
}
