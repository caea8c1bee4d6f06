package io.guildhall.access.store;

import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When logins were last used.
@Repository
public class LoginUses {
    private final JdbcClient jdbc;

    LoginUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes uses down, the later of two. Names that nobody has are passed over.
    public void add(SortedMap<String, Instant> uses) {
        jdbc.sql("""
                        UPDATE login AS l
                           SET last_used_at = u.used_at
                          FROM unnest(:names, :instants) AS u(name, used_at)
                         WHERE l.name = u.name AND (l.last_used_at IS NULL OR l.last_used_at < u.used_at)
                        """)
                .param("names", SqlArrays.text(uses.keySet(), name -> name))
                .param(
                        "instants",
                        SqlArrays.array("timestamptz", uses.keySet(), name -> String.valueOf(uses.get(name))))
                .update();
    }

    /// The last use of each login of the organisation that has been used, by name.
    public Map<String, Instant> ofOrganisation(String code) {
        return jdbc
                .sql("""
                        SELECT l.name, l.last_used_at
                          FROM login AS l
                          JOIN org AS o USING (org_id)
                         WHERE o.code = :code AND l.last_used_at IS NOT NULL
                        """)
                .param("code", code)
                .query((rs, _) -> Map.entry(
                        rs.getString("name"),
                        rs.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
