package io.guildhall.customer.store;

import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Channel;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.sealing.PersonKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads people of the organisation whose transaction is open.
@Repository
public class Customers {
    public static final String ID_SEQUENCE = "customer_id";

    private static final int KEY_LOCKS = 256;
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final TypeReference<List<Channel>> CHANNELS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final PersonKeys keys;
    private final ErasedIdentifiers erased;

    Customers(JdbcClient jdbc, JsonMapper json, PersonKeys keys, ErasedIdentifiers erased) {
        this.jdbc = jdbc;
        this.json = json;
        this.keys = keys;
        this.erased = erased;
    }

    /// Everybody whom one of these keys belongs to, in every source and account; keys of nobody are absent.
    public Map<MatchKey, List<Match>> matches(long orgId, Collection<MatchKey> keys) {
        return jdbc
                .sql("""
                        SELECT i.type, i.match_key, i.source, i.account_id, i.customer_id, i.value, p.merged_from
                          FROM unnest(:types, :keys) AS wanted(type, match_key)
                         CROSS JOIN LATERAL (
                               SELECT f.type, f.match_key, f.source, f.account_id, f.customer_id, f.value
                                 FROM customer_identifier AS f
                                WHERE f.org_id = :org AND f.type = wanted.type AND f.match_key = wanted.match_key
                               OFFSET 0) AS i
                         CROSS JOIN LATERAL (
                               SELECT o.merged_from
                                 FROM customer_profile AS o
                                WHERE o.org_id = :org AND o.customer_id = i.customer_id
                                  AND o.source = i.source AND o.account_id = i.account_id
                               OFFSET 0) AS p
                         ORDER BY i.customer_id, i.source, i.account_id
                        """)
                .param("org", orgId)
                .param("types", SqlArrays.text(keys, key -> key.type().wireName()))
                .param("keys", SqlArrays.text(keys, MatchKey::key))
                .query((rs, _) -> Map.entry(new MatchKey(type(rs), rs.getString("match_key")), match(rs)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// The same for keys that were those of people who have been erased and may not return; see [ErasedIdentifiers].
    public Map<MatchKey, List<Match>> erasedMatches(OrganisationSetup setup, Collection<MatchKey> keys) {
        return erased.matches(setup, keys);
    }

    /// Keeps other calls that would join people by the same keys waiting until the transaction ends: no unique key
    /// judges who is the same person in several sources. Keys share a bounded number of locks, taken in one order.
    public void holdKeys(long orgId, Collection<MatchKey> keys) {
        SortedSet<Integer> shares = new TreeSet<>();
        keys.forEach(key -> shares.add(Math.floorMod(key.hashCode(), KEY_LOCKS)));
        jdbc.sql("""
                        SELECT pg_advisory_xact_lock(hashtextextended('identifiers ' || u.share, :org))
                          FROM unnest(:shares) AS u(share)
                        """)
                .param("org", orgId)
                .param("shares", SqlArrays.array("integer", shares, share -> share))
                .query((_, _) -> 0)
                .list();
    }

    /// Locks these people until the transaction ends, always in the order of their ids, so that calls that touch the
    /// same people queue up and never wait for each other in a circle.
    public void lock(long orgId, Collection<Long> ids) {
        jdbc.sql("""
                        SELECT id, person_key
                          FROM customer
                         WHERE org_id = :org AND id = ANY(:ids)
                         ORDER BY id
                           FOR NO KEY UPDATE
                        """).param("org", orgId).param("ids", SqlArrays.longs(ids)).query(rs -> {
            keys.learn(rs.getLong("id"), rs.getBytes("person_key"));
        });
    }

    /// Who these people are by now: each the survivor of its merges, or still itself; unknown ids are absent.
    public Map<Long, Long> survivors(long orgId, Collection<Long> ids) {
        return jdbc
                .sql("""
                        WITH RECURSIVE chain(id, at, next) AS (
                          SELECT c.id, c.id, c.merged_into
                            FROM customer AS c
                           WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.removed_at IS NULL
                          UNION
                          SELECT chain.id, n.id, n.merged_into
                            FROM chain
                           CROSS JOIN LATERAL (
                                 SELECT c.id, c.merged_into
                                   FROM customer AS c
                                  WHERE c.org_id = :org AND c.id = chain.next AND c.removed_at IS NULL
                                 OFFSET 0) AS n
                        )
                        SELECT id, at FROM chain WHERE next IS NULL
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> Map.entry(rs.getLong("id"), rs.getLong("at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// These people with all their profiles, by id; unknown ids are absent.
    public Map<Long, Customer> findAll(long orgId, Collection<Long> ids) {
        Map<Long, Customer> found = new HashMap<>();
        Map<Long, List<Profile>> profiles = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT c.id, c.loyalty, c.status, c.status_label, c.referral_code, c.extended_fields,
                               p.source, p.account_id, p.first_name, p.last_name, p.fields, p.channels,
                               p.created_by, p.modified_by, p.created_at, p.modified_at, p.merged_from, i.types, i.identifiers
                          FROM customer AS c
                         CROSS JOIN LATERAL (
                               SELECT o.*
                                 FROM customer_profile AS o
                                WHERE o.org_id = :org AND o.customer_id = c.id
                               OFFSET 0) AS p
                         CROSS JOIN LATERAL (
                               SELECT array_agg(i.type ORDER BY i.position) AS types,
                                      array_agg(i.value ORDER BY i.position) AS identifiers
                                 FROM customer_identifier AS i
                                WHERE i.org_id = :org AND i.customer_id = c.id
                                  AND i.source = p.source AND i.account_id = p.account_id) AS i
                         WHERE c.org_id = :org AND c.id = ANY(:ids)
                         ORDER BY c.id, p.position
                        """).param("org", orgId).param("ids", SqlArrays.longs(ids)).query(rs -> {
            long id = rs.getLong("id");
            profiles.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(profile(rs));
            found.put(id, customer(rs, profiles.get(id)));
        });
        return found;
    }

    private Customer customer(ResultSet rs, List<Profile> profiles) throws SQLException {
        return new Customer(
                rs.getLong("id"),
                rs.getBoolean("loyalty"),
                new CustomerStatus(Status.valueOf(rs.getString("status")), rs.getString("status_label")),
                rs.getString("referral_code"),
                fields(rs.getString("extended_fields")),
                profiles,
                List.of());
    }

    private Profile profile(ResultSet rs) throws SQLException {
        return new Profile(
                new ProfileKey(rs.getString("source"), rs.getString("account_id")),
                rs.getString("first_name"),
                rs.getString("last_name"),
                identifiers(rs),
                channels(rs.getString("channels")),
                fields(rs.getString("fields")),
                new Attribution(
                        instant(rs, "created_at"),
                        rs.getLong("created_by"),
                        rs.getLong("modified_by"),
                        instant(rs, "modified_at")),
                rs.getObject("merged_from", Long.class));
    }

    private static List<Identifier> identifiers(ResultSet rs) throws SQLException {
        java.sql.Array types = rs.getArray("types");
        if (types == null) {
            return List.of();
        }
        String[] names = (String[]) types.getArray();
        String[] values = (String[]) rs.getArray("identifiers").getArray();
        List<Identifier> identifiers = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            identifiers.add(new Identifier(type(names[i]), values[i]));
        }
        return identifiers;
    }

    private static Match match(ResultSet rs) throws SQLException {
        return new Match(
                rs.getLong("customer_id"),
                new ProfileKey(rs.getString("source"), rs.getString("account_id")),
                new Identifier(type(rs), rs.getString("value")),
                rs.getObject("merged_from", Long.class));
    }

    private static IdentifierType type(ResultSet rs) throws SQLException {
        return type(rs.getString("type"));
    }

    private static IdentifierType type(String stored) {
        IdentifierType type = IdentifierType.named(stored);
        if (type == null) {
            throw new IllegalStateException("Stored identifier of unknown type " + stored);
        }
        return type;
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private List<Channel> channels(String stored) {
        return stored.equals("[]") ? List.of() : json.readValue(stored, CHANNELS);
    }

    private Fields fields(String stored) {
        return stored.equals("{}") ? Fields.NONE : new Fields(json.readValue(stored, VALUES));
    }
}
