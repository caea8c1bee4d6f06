package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.Account;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.AccountKey.Kind;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Movement;
import io.guildhall.loyalty.domain.Reversible;
import io.guildhall.loyalty.store.Postings.Reason;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Makes enrolments what they were, and takes postings back by counter-postings of the same lots (ADR 12): what was
/// written stays.
@Repository
public class LedgerReversals {
    private final JdbcClient jdbc;
    private final Enrolments enrolments;
    private final PointsAccounts accounts;
    private final Postings postings;

    LedgerReversals(JdbcClient jdbc, Enrolments enrolments, PointsAccounts accounts, Postings postings) {
        this.jdbc = jdbc;
        this.enrolments = enrolments;
        this.accounts = accounts;
        this.postings = postings;
    }

    /// Everything that these people are enrolled in, by id.
    public Map<Long, Enrolment> ofCustomers(long orgId, Collection<Long> customerIds) {
        Map<Long, Enrolment> found = new HashMap<>();
        jdbc.sql("""
                        SELECT id, customer_id, program_id, tier_number, tier_expires_at, enrolled_at
                          FROM enrolment
                         WHERE org_id = :org AND customer_id = ANY(:customers)
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query(rs -> {
                    found.put(rs.getLong("id"), enrolment(rs));
                });
        return found;
    }

    private static Enrolment enrolment(ResultSet rs) throws SQLException {
        return new Enrolment(
                rs.getLong("customer_id"),
                rs.getLong("program_id"),
                rs.getInt("tier_number"),
                Enrolments.instant(rs.getObject("tier_expires_at", OffsetDateTime.class)),
                rs.getObject("enrolled_at", OffsetDateTime.class).toInstant());
    }

    /// What a change set posted to or from the accounts of these people. Locks every account that points would have to
    /// go back from.
    public List<Reversible> of(long orgId, UUID changeId, Collection<Long> customerIds) {
        Set<AccountKey> holders = accountsOf(orgId, customerIds);
        if (holders.isEmpty()) {
            return List.of();
        }
        Collection<Long> locked = accounts.lock(orgId, holders).values();
        return jdbc.sql("""
                        SELECT p.id, p.lot_id, p.points, p.reason,
                               f.kind AS from_kind, f.holder_id AS from_holder, f.program_id AS from_program,
                               t.kind AS to_kind, t.holder_id AS to_holder, t.program_id AS to_program,
                               t.holder_id <> 0 AND p.points > (
                                   SELECT COALESCE(SUM(e.points), 0)
                                     FROM points_entry AS e
                                    WHERE e.org_id = :org AND e.account_id = p.to_account AND e.lot_id = p.lot_id)
                                 AS spent
                          FROM posting AS p
                         CROSS JOIN LATERAL (
                               SELECT a.kind, a.holder_id, a.program_id
                                 FROM points_account AS a
                                WHERE a.org_id = :org AND a.id = p.from_account
                               OFFSET 0) AS f
                         CROSS JOIN LATERAL (
                               SELECT a.kind, a.holder_id, a.program_id
                                 FROM points_account AS a
                                WHERE a.org_id = :org AND a.id = p.to_account
                               OFFSET 0) AS t
                         WHERE p.org_id = :org AND p.change_id = :change
                           AND p.id = ANY(ARRAY(
                               SELECT e.posting_id
                                 FROM points_entry AS e
                                WHERE e.org_id = :org AND e.account_id = ANY(:accounts)))
                         ORDER BY p.id
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("accounts", SqlArrays.longs(locked))
                .query((rs, _) -> new Reversible(
                        rs.getLong("id"),
                        rs.getLong("lot_id"),
                        key(rs, "from"),
                        key(rs, "to"),
                        rs.getBigDecimal("points"),
                        rs.getString("reason"),
                        rs.getBoolean("spent")))
                .list();
    }

    private Set<AccountKey> accountsOf(long orgId, Collection<Long> customerIds) {
        return new HashSet<>(jdbc.sql("""
                        SELECT program_id, holder_id
                          FROM points_account
                         WHERE org_id = :org AND kind = 'CUSTOMER' AND holder_id = ANY(:customers)
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> AccountKey.customer(rs.getLong("holder_id"), rs.getLong("program_id")))
                .list());
    }

    private static AccountKey key(ResultSet rs, String side) throws SQLException {
        return new AccountKey(
                Kind.valueOf(rs.getString(side + "_kind")),
                rs.getLong(side + "_holder"),
                rs.getLong(side + "_program"));
    }

    /// Posts the points back: four statements for each reason why they had moved, of which there are two.
    ///
    /// @param undone what [#of] has told and nothing is spent of
    public void reverseAll(long orgId, List<Reversible> undone, Instant at, UUID changeId) {
        if (undone.isEmpty()) {
            return;
        }
        Map<Reason, List<Movement>> byReason = new TreeMap<>(undone.stream()
                .collect(Collectors.groupingBy(
                        posting -> Reason.valueOf(posting.reason()).undone(),
                        Collectors.mapping(LedgerReversals::back, Collectors.toList()))));
        byReason.forEach((reason, movements) -> {
            // anew for each reason: chains go on where the one before has left them
            Map<AccountKey, Account> open = accounts.open(
                    orgId,
                    movements.stream()
                            .flatMap(movement -> Stream.of(movement.from(), movement.to()))
                            .collect(Collectors.toSet()));
            postings.record(orgId, movements, open, reason, at, changeId);
        });
    }

    private static Movement back(Reversible posting) {
        return new Movement(posting.lotId(), posting.to(), posting.from(), posting.points());
    }

    /// @param targets enrolments by id; those that are there get the tier, the others are made again
    /// @throws LostRace when a concurrent call has enrolled one of the people in the meantime
    public void restoreAll(long orgId, SortedMap<Long, Enrolment> targets, Set<Long> stored, UUID changeId) {
        List<Enrolment> tiers = targets.entrySet().stream()
                .filter(target -> stored.contains(target.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!tiers.isEmpty()) {
            enrolments.changeTiers(orgId, tiers, changeId);
        }
        SortedMap<Long, Enrolment> again = new TreeMap<>(targets);
        again.keySet().removeAll(stored);
        if (!again.isEmpty()) {
            enrolments.insertAll(
                    orgId,
                    List.copyOf(again.values()),
                    again.keySet().stream().mapToLong(Long::longValue).toArray(),
                    changeId);
        }
    }

    public void removeAll(long orgId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("DELETE FROM enrolment WHERE org_id = :org AND id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .update();
    }
}
