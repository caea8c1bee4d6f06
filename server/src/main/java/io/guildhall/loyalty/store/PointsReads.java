package io.guildhall.loyalty.store;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.domain.ProgramStanding.Slice;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people have in their programmes, in the organisation whose transaction is open.
@Repository
public class PointsReads {
    private final JdbcClient jdbc;

    PointsReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(Enrolment enrolment, @Nullable Slice slice) {}

    /// Standings by programme id; who is in no programme is absent. One statement.
    ///
    /// @param at what was enrolled, credited or spent later is not seen, what has lapsed by then does not count; a
    ///     tier that was changed later shows as it is now
    public Map<Long, List<ProgramStanding>> ofCustomers(long orgId, Collection<Long> customerIds, Instant at) {
        if (customerIds.isEmpty()) {
            return Map.of();
        }
        Map<Enrolment, List<Slice>> slices = rows(orgId, customerIds, at).stream()
                .collect(groupingBy(
                        Row::enrolment,
                        flatMapping(row -> row.slice() == null ? Stream.empty() : Stream.of(row.slice()), toList())));
        Map<Long, List<ProgramStanding>> standings = new HashMap<>();
        slices.forEach((enrolment, own) -> standings
                .computeIfAbsent(enrolment.customerId(), _ -> new ArrayList<>(1))
                .add(new ProgramStanding(enrolment, own, at)));
        standings.values().forEach(list -> list.sort(Comparator.comparingLong(ProgramStanding::programId)));
        return standings;
    }

    private List<Row> rows(long orgId, Collection<Long> customerIds, Instant at) {
        return jdbc.sql("""
                        SELECT e.customer_id, e.program_id, e.tier_number, e.tier_expires_at, e.enrolled_at, s.expires_at,
                               s.received, s.redeemed, s.written_off, s.remaining
                          FROM enrolment AS e
                          LEFT JOIN LATERAL (
                               SELECT l.expires_at,
                                      COALESCE(SUM(n.points) FILTER (WHERE (n.points > 0) = (right(p.reason, 7) <> '_UNDONE')), 0)
                                        AS received,
                                      COALESCE(-SUM(n.points) FILTER (WHERE t.kind = 'REDEEMED'), 0) AS redeemed,
                                      COALESCE(-SUM(n.points) FILTER (WHERE t.kind = 'EXPIRED'), 0) AS written_off,
                                      SUM(n.points) AS remaining
                                 FROM points_account AS a
                                CROSS JOIN LATERAL (
                                      SELECT f.posting_id, f.lot_id, f.points
                                        FROM points_entry AS f
                                       WHERE f.org_id = :org AND f.account_id = a.id
                                      OFFSET 0) AS n
                                CROSS JOIN LATERAL (
                                      SELECT f.at, f.to_account, f.reason
                                        FROM posting AS f
                                       WHERE f.org_id = :org AND f.id = n.posting_id
                                      OFFSET 0) AS p
                                CROSS JOIN LATERAL (
                                      SELECT f.kind
                                        FROM points_account AS f
                                       WHERE f.org_id = :org AND f.id BETWEEN p.to_account AND p.to_account
                                       ORDER BY f.id
                                       LIMIT 1) AS t
                                CROSS JOIN LATERAL (
                                      SELECT f.expires_at
                                        FROM points_lot AS f
                                       WHERE f.org_id = :org AND f.id BETWEEN n.lot_id AND n.lot_id
                                       ORDER BY f.id
                                       LIMIT 1) AS l
                                WHERE a.org_id = :org AND a.kind = 'CUSTOMER' AND a.holder_id = e.customer_id
                                  AND a.program_id = e.program_id AND p.at <= :at
                                GROUP BY l.expires_at) AS s ON true
                         WHERE e.org_id = :org AND e.customer_id = ANY (:customers) AND e.enrolled_at <= :at
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .param("at", Enrolments.utc(at))
                .query((rs, _) -> new Row(enrolment(rs), slice(rs)))
                .list();
    }

    private static Enrolment enrolment(ResultSet rs) throws SQLException {
        return new Enrolment(
                rs.getLong("customer_id"),
                rs.getLong("program_id"),
                rs.getInt("tier_number"),
                Enrolments.instant(rs.getObject("tier_expires_at", OffsetDateTime.class)),
                rs.getObject("enrolled_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Slice slice(ResultSet rs) throws SQLException {
        return rs.getBigDecimal("remaining") == null
                ? null
                : new Slice(
                        Enrolments.instant(rs.getObject("expires_at", OffsetDateTime.class)),
                        rs.getBigDecimal("received"),
                        rs.getBigDecimal("redeemed"),
                        rs.getBigDecimal("written_off"),
                        rs.getBigDecimal("remaining"));
    }
}
