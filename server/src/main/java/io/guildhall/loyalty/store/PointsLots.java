package io.guildhall.loyalty.store;

import io.guildhall.postgres.SqlArrays;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lots of points and what is left of them where.
@Repository
class PointsLots {
    static final String ID_SEQUENCE = "points_lot_id";

    private final JdbcClient jdbc;

    PointsLots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record NewLot(
            long id,
            long accountId,
            BigDecimal points,
            @Nullable Instant expiresAt) {}

    void insertAll(long orgId, List<NewLot> lots, Instant at) {
        jdbc.sql("""
                        INSERT INTO points_lot (org_id, id, account_id, points, expires_at, credited_at)
                        SELECT o.org_id, u.id, u.account_id, u.points, u.expires_at, :at
                          FROM org AS o, unnest(:ids, :accounts, :points, :expiries) AS u(id, account_id, points, expires_at)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("at", Enrolments.utc(at))
                .param("ids", SqlArrays.longs(lots, NewLot::id))
                .param("accounts", SqlArrays.longs(lots, NewLot::accountId))
                .param("points", SqlArrays.array("numeric", lots, NewLot::points))
                .param("expiries", SqlArrays.array("timestamptz", lots, lot -> Enrolments.utc(lot.expiresAt())))
                .update();
    }

    /// What an account has of a lot, lapsed or not.
    record Rest(long accountId, long lotId, BigDecimal points) {}

    /// Everything that is left in these accounts, by lot.
    List<Rest> rests(long orgId, Collection<Long> accountIds) {
        return jdbc.sql("""
                        SELECT account_id, lot_id, SUM(points) AS points
                          FROM points_entry
                         WHERE org_id = :org AND account_id = ANY (:accounts)
                         GROUP BY account_id, lot_id
                        HAVING SUM(points) > 0
                         ORDER BY account_id, lot_id
                        """)
                .param("org", orgId)
                .param("accounts", SqlArrays.longs(accountIds))
                .query((rs, _) -> new Rest(rs.getLong("account_id"), rs.getLong("lot_id"), rs.getBigDecimal("points")))
                .list();
    }
}
