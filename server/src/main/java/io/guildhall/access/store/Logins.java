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
import java.util.Set;
import java.util.TreeSet;
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

    /// Longer names are nobody's (`tills[].code`, `clients[].key`).
    private static final int LONGEST_NAME = 255;

    /// What is needed to check a till's secret, whether or not the till may log in at present.
    ///
    /// @param organisation its code
    public record TillCredential(
            Caller caller,
            String organisation,
            boolean active,
            SecretHash secret,
            @Nullable SecretHash md5) {}

    /// One look-up by primary key: this runs on every request.
    public Optional<TillCredential> till(String code) {
        if (!isName(code)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        SELECT l.org_id, o.code AS organisation, l.till_id, l.role, l.salt, l.secret_hash, l.md5_hash,
                               l.active AND o.active AS active
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
                rs.getString("organisation"),
                rs.getBoolean("active"),
                new SecretHash(salt, rs.getBytes("secret_hash")),
                md5 == null ? null : new SecretHash(salt, md5));
    }

    /// What is needed to check a client's secret, and whom a token of the client speaks for.
    ///
    /// @param organisation its code
    /// @param active whether client, till and organisation are all switched on
    public record ClientCredential(
            Caller caller, String organisation, boolean active, SecretHash secret, int ttlSeconds) {}

    /// One look-up by primary key: this runs on every request that carries a token.
    public Optional<ClientCredential> client(String key) {
        if (!isName(key)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        SELECT l.org_id, o.code AS organisation, l.till_id, t.name AS till, l.role, l.salt, l.secret_hash, l.ttl_seconds,
                               l.active AND t.active AND o.active AS active
                          FROM login AS l
                          JOIN login AS t ON t.org_id = l.org_id AND t.till_id = l.till_id AND t.kind = 'TILL'
                          JOIN org AS o ON o.org_id = l.org_id
                         WHERE l.name = :name AND l.kind = 'CLIENT'
                        """)
                .param("name", key)
                .query((rs, _) -> new ClientCredential(
                        new Caller(
                                rs.getLong("org_id"),
                                rs.getLong("till_id"),
                                rs.getString("till"),
                                Caller.Role.valueOf(rs.getString("role")),
                                key),
                        rs.getString("organisation"),
                        rs.getBoolean("active"),
                        new SecretHash(rs.getBytes("salt"), rs.getBytes("secret_hash")),
                        rs.getInt("ttl_seconds")))
                .optional();
    }

    /// The till of this code, if the organisation has it and it is switched on.
    public Optional<Long> activeTill(long orgId, String code) {
        if (!isName(code)) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT till_id FROM login WHERE name = :name AND kind = 'TILL' AND org_id = :org AND active")
                .param("name", code)
                .param("org", orgId)
                .query((rs, _) -> rs.getLong(1))
                .optional();
    }

    /// PostgreSQL's text has no NUL, so nobody is called by a name with one.
    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.indexOf('\0') < 0;
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

    /// The organisation's logins by name.
    public Map<String, Login> ofOrganisation(long orgId) {
        return jdbc.sql("""
                        SELECT name, kind, till_id, role, active, salt, secret_hash, md5_hash, ttl_seconds
                          FROM login
                         WHERE org_id = :org
                        """).param("org", orgId).query((rs, _) -> login(rs)).list().stream()
                .collect(Collectors.toUnmodifiableMap(Login::name, login -> login));
    }

    private static Login login(ResultSet rs) throws SQLException {
        byte[] salt = rs.getBytes("salt");
        byte[] md5 = rs.getBytes("md5_hash");
        return new Login(
                Login.Kind.valueOf(rs.getString("kind")),
                rs.getString("name"),
                rs.getLong("till_id"),
                Caller.Role.valueOf(rs.getString("role")),
                rs.getBoolean("active"),
                new SecretHash(salt, rs.getBytes("secret_hash")),
                md5 == null ? null : new SecretHash(salt, md5),
                rs.getObject("ttl_seconds", Integer.class));
    }

    /// Makes these the organisation's logins and removes its others. A login of another organisation is never touched:
    /// the table's primary key is the judge, also between two organisations that take a name at once.
    ///
    /// @return names that belong to another organisation; with any, the transaction must not be committed
    public Set<String> replace(long orgId, Collection<Login> logins) {
        jdbc.sql("""
                        DELETE FROM login AS l
                         WHERE l.org_id = :org
                           AND NOT EXISTS (SELECT 1
                                             FROM unnest(:kinds, :names) AS u(kind, name)
                                            WHERE u.kind = l.kind AND u.name = l.name)
                        """)
                .param("org", orgId)
                .param("kinds", SqlArrays.text(logins, login -> login.kind().name()))
                .param("names", SqlArrays.text(logins, Login::name))
                .update();
        Set<String> own = update(orgId, logins);
        List<Login> fresh =
                logins.stream().filter(login -> !own.contains(login.name())).toList();
        Set<String> taken = fresh.stream().map(Login::name).collect(Collectors.toCollection(TreeSet::new));
        taken.removeAll(insert(orgId, fresh));
        return taken;
    }

    private Set<String> update(long orgId, Collection<Login> logins) {
        return columns(orgId, logins, """
                        UPDATE login AS l
                           SET till_id = u.till_id, role = u.role, salt = u.salt, secret_hash = u.secret_hash,
                               md5_hash = u.md5_hash, active = u.active, ttl_seconds = u.ttl
                          FROM unnest(:names, :kinds, :tills, :roles, :salts, :hashes, :md5s, :actives, :ttls)
                                 AS u(name, kind, till_id, role, salt, secret_hash, md5_hash, active, ttl)
                         WHERE l.name = u.name AND l.kind = u.kind AND l.org_id = :org
                        RETURNING l.name
                        """);
    }

    private Set<String> insert(long orgId, Collection<Login> logins) {
        return columns(orgId, logins, """
                        INSERT INTO login (name, kind, org_id, till_id, role, salt, secret_hash, md5_hash, active, ttl_seconds)
                        SELECT u.name, u.kind, o.org_id, u.till_id, u.role, u.salt, u.secret_hash, u.md5_hash, u.active, u.ttl
                          FROM org AS o,
                               unnest(:names, :kinds, :tills, :roles, :salts, :hashes, :md5s, :actives, :ttls)
                                 AS u(name, kind, till_id, role, salt, secret_hash, md5_hash, active, ttl)
                         WHERE o.org_id = :org
                         ORDER BY u.name -- two organisations that want the same names wait for each other in one order
                        ON CONFLICT (name) DO NOTHING
                        RETURNING name
                        """);
    }

    private Set<String> columns(long orgId, Collection<Login> logins, String sql) {
        if (logins.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql(sql)
                .param("org", orgId)
                .param("names", SqlArrays.text(logins, Login::name))
                .param("kinds", SqlArrays.text(logins, login -> login.kind().name()))
                .param("tills", SqlArrays.longs(logins, Login::tillId))
                .param("roles", SqlArrays.text(logins, login -> login.role().name()))
                .param("salts", SqlArrays.bytes(logins, login -> login.secret().salt()))
                .param("hashes", SqlArrays.bytes(logins, login -> login.secret().hash()))
                .param("md5s", SqlArrays.bytes(logins, login -> hash(login.md5())))
                .param("actives", SqlArrays.array("boolean", logins, Login::active))
                .param("ttls", SqlArrays.array("integer", logins, Login::ttlSeconds))
                .query((rs, _) -> rs.getString(1))
                .set();
    }

    private static byte @Nullable [] hash(@Nullable SecretHash secret) {
        return secret == null ? null : secret.hash();
    }
}
