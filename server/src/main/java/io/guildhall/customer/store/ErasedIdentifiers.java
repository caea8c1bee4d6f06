package io.guildhall.customer.store;

import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.sealing.LookupKeys;
import io.guildhall.sealing.LookupKeys.Hashing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Recognises identifiers that belonged to people who have been erased: by keyed hashes, since the values are gone.
/// Nothing is asked of an organisation that has erased nobody, or lets them return.
@Repository
public class ErasedIdentifiers {
    private final JdbcClient jdbc;
    private final LookupKeys keys;

    ErasedIdentifiers(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    private record Erased(long customerId, String type, String matchKey, String source, String accountId) {}

    private record Row(byte[] hash, Erased erased) {}

    private record Wanted(MatchKey key, byte[] hash) {}

    /// Which erased people these keys belonged to; keys of nobody are absent.
    public Map<MatchKey, List<Match>> matches(OrganisationSetup setup, Collection<MatchKey> wanted) {
        if (setup.erasureKey() == null || setup.settings().erasedMayReturn() || wanted.isEmpty()) {
            return Map.of();
        }
        Hashing hashing = keys.open(setup.erasureKey());
        Map<String, MatchKey> keyOf = new HashMap<>();
        List<Wanted> hashed = wanted.stream()
                .map(key -> new Wanted(key, hashing.hash(text(key.type().wireName(), key.key()))))
                .toList();
        hashed.forEach(one -> keyOf.put(HexFormat.of().formatHex(one.hash()), one.key()));
        Map<MatchKey, List<Match>> found = new HashMap<>();
        jdbc.sql("""
                        SELECT e.hash, e.source, e.account_id, e.customer_id
                          FROM unnest(:hashes) AS wanted(hash)
                         CROSS JOIN LATERAL (
                               SELECT f.hash, f.source, f.account_id, f.customer_id
                                 FROM erased_identifier AS f
                                WHERE f.org_id = :org AND f.hash = wanted.hash
                               OFFSET 0) AS e
                         ORDER BY e.customer_id, e.source, e.account_id
                        """)
                .param("org", setup.orgId())
                .param("hashes", SqlArrays.bytes(hashed, Wanted::hash))
                .query(rs -> {
                    MatchKey key = keyOf.get(HexFormat.of().formatHex(rs.getBytes("hash")));
                    if (key != null) {
                        ProfileKey profile = new ProfileKey(rs.getString("source"), rs.getString("account_id"));
                        found.computeIfAbsent(key, _ -> new ArrayList<>(1))
                                .add(new Match(
                                        rs.getLong("customer_id"), profile, new Identifier(key.type(), key.key())));
                    }
                });
        return found;
    }

    /// Makes a key for an organisation that has none. Whoever calls this keeps the set-up to the transaction.
    public void makeKey(long orgId) {
        jdbc.sql("""
                        UPDATE org SET erasure_key = :key, version = version + 1
                         WHERE org_id = :org AND erasure_key IS NULL
                        """).param("org", orgId).param("key", keys.create()).update();
    }

    /// Keeps the identifiers of these people, who are locked, from being registered again.
    ///
    /// @param erasureKey the organisation's
    void block(long orgId, String erasureKey, Collection<Long> people) {
        Hashing hashing = keys.open(erasureKey);
        List<Row> rows = jdbc
                .sql("""
                        SELECT customer_id, type, match_key, source, account_id
                          FROM customer_identifier
                         WHERE org_id = :org AND customer_id = ANY(:people)
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> new Erased(
                        rs.getLong("customer_id"),
                        rs.getString("type"),
                        rs.getString("match_key"),
                        rs.getString("source"),
                        rs.getString("account_id")))
                .list()
                .stream()
                .map(erased -> new Row(hashing.hash(text(erased.type(), erased.matchKey())), erased))
                .sorted(Comparator.comparing(row -> HexFormat.of().formatHex(row.hash())))
                .toList();
        jdbc.sql("""
                        INSERT INTO erased_identifier (org_id, hash, source, account_id, customer_id)
                        SELECT o.org_id, u.hash, u.source, u.account_id, u.customer_id
                          FROM org AS o,
                               unnest(:hashes, :sources, :accounts, :customers) AS u(hash, source, account_id, customer_id)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, hash, source, account_id) DO NOTHING
                        """)
                .param("org", orgId)
                .param("hashes", SqlArrays.bytes(rows, Row::hash))
                .param("sources", SqlArrays.text(rows, row -> row.erased().source()))
                .param("accounts", SqlArrays.text(rows, row -> row.erased().accountId()))
                .param("customers", SqlArrays.longs(rows, row -> row.erased().customerId()))
                .update();
    }

    private static String text(String type, String matchKey) {
        return type + '\n' + matchKey;
    }
}
