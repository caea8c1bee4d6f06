package io.guildhall.access.store;

import io.guildhall.access.Caller;
import io.guildhall.access.Login;
import io.guildhall.access.SecretHash;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tills and clients that may log in. Names are unique in the whole server; the table knows no tenants because it is
/// what finds the tenant.
@Repository
public class Logins {
    private final JdbcClient jdbc;

    Logins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is needed to check a till's secret, whether or not the till may log in at present.
    public record TillCredential(
            Caller caller,
            boolean active,
            SecretHash secret,
            @Nullable SecretHash md5) {}

    /// One look-up by primary key: this runs on every request.
    public Optional<TillCredential> till(String code) {
        return jdbc.sql("""
                        SELECT l.org_id, l.till_id, l.role, l.salt, l.secret_hash, l.md5_hash, l.active AND o.active AS active
                          FROM login AS l
                          JOIN org AS o USING (org_id)
                         WHERE l.name = :name AND l.kind = 'TILL'
                        """)
                .param("name", code)
                .query((rs, _) -> credential(code, rs))
                .optional();
    }

    private static TillCredential credential(String code, ResultSet rs) throws SQLException {
        byte[] salt = rs.getBytes("salt");
        byte[] md5 = rs.getBytes("md5_hash");
        return new TillCredential(
                new Caller(
                        rs.getLong("org_id"), rs.getLong("till_id"), code, Caller.Role.valueOf(rs.getString("role"))),
                rs.getBoolean("active"),
                new SecretHash(salt, rs.getBytes("secret_hash")),
                md5 == null ? null : new SecretHash(salt, md5));
    }

    /// Which of these names are taken, and by which organisation.
    public Map<String, Long> organisationsOf(Collection<String> names) {
        return jdbc
                .sql("SELECT name, org_id FROM login WHERE name = ANY(:names)")
                .param("names", SqlArrays.text(names, name -> name))
                .query((rs, _) -> Map.entry(rs.getString("name"), rs.getLong("org_id")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Makes these the organisation's logins of this kind; others of it are removed.
    public void replace(long orgId, Login.Kind kind, List<Login> logins) {
        jdbc.sql("DELETE FROM login WHERE org_id = :org AND kind = :kind AND name <> ALL(:names)")
                .param("org", orgId)
                .param("kind", kind.name())
                .param("names", SqlArrays.text(logins, Login::name))
                .update();
        List<Login> withSecret =
                logins.stream().filter(login -> login.secret() != null).toList();
        List<Login> keepingSecret =
                logins.stream().filter(login -> login.secret() == null).toList();
        upsert(orgId, withSecret);
        update(orgId, keepingSecret);
    }

    private void upsert(long orgId, List<Login> logins) {
        jdbc.sql("""
                        INSERT INTO login (name, kind, org_id, till_id, role, salt, secret_hash, md5_hash, active, ttl_seconds)
                        SELECT u.name, u.kind, o.org_id, u.till_id, u.role, u.salt, u.secret_hash, u.md5_hash, u.active, u.ttl
                          FROM org AS o,
                               unnest(:names, :kinds, :tills, :roles, :salts, :hashes, :md5s, :actives, :ttls)
                                 AS u(name, kind, till_id, role, salt, secret_hash, md5_hash, active, ttl)
                         WHERE o.org_id = :org
                         ORDER BY u.name
                        ON CONFLICT (name) DO UPDATE
                          SET till_id = excluded.till_id, role = excluded.role, salt = excluded.salt,
                              secret_hash = excluded.secret_hash, md5_hash = excluded.md5_hash,
                              active = excluded.active, ttl_seconds = excluded.ttl_seconds
                        """)
                .param("org", orgId)
                .param("names", SqlArrays.text(logins, Login::name))
                .param("kinds", SqlArrays.text(logins, login -> login.kind().name()))
                .param("tills", SqlArrays.longs(logins, Login::tillId))
                .param("roles", SqlArrays.text(logins, login -> login.role().name()))
                .param("salts", SqlArrays.array("bytea", logins, login -> salt(login.secret())))
                .param("hashes", SqlArrays.array("bytea", logins, login -> hash(login.secret())))
                .param("md5s", SqlArrays.array("bytea", logins, login -> hash(login.md5())))
                .param("actives", SqlArrays.array("boolean", logins, Login::active))
                .param("ttls", SqlArrays.array("integer", logins, Login::ttlSeconds))
                .update();
    }

    private void update(long orgId, List<Login> logins) {
        jdbc.sql("""
                        UPDATE login AS l
                           SET till_id = u.till_id, role = u.role, active = u.active, ttl_seconds = u.ttl
                          FROM unnest(:names, :tills, :roles, :actives, :ttls) AS u(name, till_id, role, active, ttl)
                         WHERE l.name = u.name AND l.org_id = :org
                        """)
                .param("org", orgId)
                .param("names", SqlArrays.text(logins, Login::name))
                .param("tills", SqlArrays.longs(logins, Login::tillId))
                .param("roles", SqlArrays.text(logins, login -> login.role().name()))
                .param("actives", SqlArrays.array("boolean", logins, Login::active))
                .param("ttls", SqlArrays.array("integer", logins, Login::ttlSeconds))
                .update();
    }

    private static byte @Nullable [] salt(@Nullable SecretHash secret) {
        return secret == null ? null : secret.salt();
    }

    private static byte @Nullable [] hash(@Nullable SecretHash secret) {
        return secret == null ? null : secret.hash();
    }
}
