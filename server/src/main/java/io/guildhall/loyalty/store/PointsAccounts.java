package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.Account;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.AccountKey.Kind;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts of the ledger, opened when they are first needed.
@Repository
class PointsAccounts {
    private static final String ID_SEQUENCE = "points_account_id";

    private final JdbcClient jdbc;
    private final IdBlocks ids;

    PointsAccounts(JdbcClient jdbc, IdBlocks ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /// Each of the accounts with its last entry; those that do not exist yet are opened.
    Map<AccountKey, Account> open(long orgId, Collection<AccountKey> accounts) {
        List<AccountKey> keys = List.copyOf(new TreeSet<>(accounts));
        jdbc.sql("""
                        INSERT INTO points_account (org_id, id, program_id, kind, holder_id)
                        SELECT o.org_id, u.id, u.program_id, u.kind, u.holder_id
                          FROM org AS o, unnest(:ids, :programs, :kinds, :holders) AS u(id, program_id, kind, holder_id)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, kind, holder_id, program_id) DO NOTHING
                        """)
                .param("org", orgId)
                .param("ids", ids.take(ID_SEQUENCE, keys.size()))
                .param("programs", SqlArrays.longs(keys, AccountKey::programId))
                .param("kinds", SqlArrays.text(keys, key -> key.kind().name()))
                .param("holders", SqlArrays.longs(keys, AccountKey::holderId))
                .update();
        return read(orgId, keys);
    }

    /// Those of the accounts that exist, locked until the transaction ends: nothing is taken from an account that
    /// another call is about to take from.
    Map<AccountKey, Long> lock(long orgId, Collection<AccountKey> accounts) {
        List<AccountKey> keys = List.copyOf(new TreeSet<>(accounts));
        return jdbc
                .sql("""
                        SELECT a.id, a.kind, a.holder_id, a.program_id
                          FROM unnest(:kinds, :holders, :programs) AS u(kind, holder_id, program_id)
                          JOIN points_account AS a USING (kind, holder_id, program_id)
                         WHERE a.org_id = :org AND a.kind = ANY(:kinds) AND a.holder_id = ANY(:holders)
                         ORDER BY a.kind COLLATE "C", a.holder_id, a.program_id
                           FOR NO KEY UPDATE OF a
                        """)
                .param("org", orgId)
                .param("kinds", SqlArrays.text(keys, key -> key.kind().name()))
                .param("holders", SqlArrays.longs(keys, AccountKey::holderId))
                .param("programs", SqlArrays.longs(keys, AccountKey::programId))
                .query((rs, _) -> Map.entry(
                        new AccountKey(
                                Kind.valueOf(rs.getString("kind")), rs.getLong("holder_id"), rs.getLong("program_id")),
                        rs.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<AccountKey, Account> read(long orgId, List<AccountKey> keys) {
        return jdbc
                .sql("""
                        SELECT a.id, a.kind, a.holder_id, a.program_id,
                               COALESCE(l.seq, 0) AS last_seq, COALESCE(l.balance_after, 0) AS balance
                          FROM unnest(:kinds, :holders, :programs) AS u(kind, holder_id, program_id)
                          JOIN points_account AS a USING (kind, holder_id, program_id)
                          LEFT JOIN LATERAL (SELECT e.seq, e.balance_after
                                               FROM points_entry AS e
                                              WHERE e.org_id = a.org_id AND e.account_id = a.id
                                              ORDER BY e.seq DESC
                                              LIMIT 1) AS l ON true
                         WHERE a.org_id = :org AND a.kind = ANY(:kinds) AND a.holder_id = ANY(:holders)
                        """)
                .param("org", orgId)
                .param("kinds", SqlArrays.text(keys, key -> key.kind().name()))
                .param("holders", SqlArrays.longs(keys, AccountKey::holderId))
                .param("programs", SqlArrays.longs(keys, AccountKey::programId))
                .query((rs, _) -> new Account(
                        rs.getLong("id"),
                        new AccountKey(
                                Kind.valueOf(rs.getString("kind")), rs.getLong("holder_id"), rs.getLong("program_id")),
                        rs.getLong("last_seq"),
                        rs.getBigDecimal("balance")))
                .list()
                .stream()
                .collect(Collectors.toMap(Account::key, Function.identity()));
    }
}
