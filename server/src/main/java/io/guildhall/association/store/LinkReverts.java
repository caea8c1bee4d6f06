package io.guildhall.association.store;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads and writes memberships whose changes are taken back, open and ended ones alike.
@Repository
public class LinkReverts {
    private final JdbcClient jdbc;

    LinkReverts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody who stands below a membership.
    public record Child(long associationId, long parentId, boolean defaultChild) {}

    /// Who has a membership from now on, and until when.
    ///
    /// @param endedAt null for one that is open
    public record Holder(
            long associationId, long customerId, @Nullable Instant endedAt) {}

    /// Locks these memberships, the open ones of these people and the parents of all, in the order of ids, and tells
    /// how
    /// they stand.
    public Map<Long, Membership> hold(long orgId, Collection<Long> ids, Collection<Long> customerIds) {
        Map<Long, Membership> held = new HashMap<>();
        jdbc.sql("""
                        SELECT a.id, a.customer_id, a.hierarchy_id, a.child_count, s.role_code, s.parent_id, s.company_id,
                               s.default_child, GREATEST(s.from_at, a.started_at, NULLIF(a.ended_at, 'infinity')) AS latest
                          FROM association AS a
                          LEFT JOIN LATERAL (
                               SELECT c.role_code, c.parent_id, c.company_id, c.default_child, c.from_at
                                 FROM association_spell AS c
                                WHERE c.org_id = :org AND c.association_id = a.id AND c.to_at = 'infinity'
                               OFFSET 0) AS s ON true
                         WHERE a.org_id = :org
                           AND a.id = ANY(ARRAY(
                               SELECT unnest(ARRAY[o.id, os.parent_id])
                                 FROM association AS o
                                 LEFT JOIN LATERAL (
                                      SELECT c.parent_id
                                        FROM association_spell AS c
                                       WHERE c.org_id = :org AND c.association_id = o.id AND c.to_at = 'infinity'
                                      OFFSET 0) AS os ON true
                                WHERE o.org_id = :org
                                  AND o.id = ANY(ARRAY(
                                      SELECT unnest(:ids)
                                      UNION ALL
                                      SELECT m.id
                                        FROM association AS m
                                       WHERE m.org_id = :org AND m.customer_id = ANY(:customers)
                                         AND m.ended_at = 'infinity'))))
                         ORDER BY a.id
                           FOR UPDATE OF a
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .param("customers", SqlArrays.longs(customerIds))
                .query(rs -> {
                    held.put(rs.getLong("id"), membership(rs));
                });
        return held;
    }

    private static Membership membership(ResultSet rs) throws SQLException {
        String role = rs.getString("role_code");
        return new Membership(
                rs.getLong("id"),
                rs.getLong("hierarchy_id"),
                rs.getInt("child_count"),
                rs.getObject("latest", OffsetDateTime.class).toInstant(),
                role == null
                        ? null
                        : new PlaceState(
                                rs.getLong("customer_id"),
                                role,
                                Associations.nullableLong(rs, "parent_id"),
                                Associations.nullableLong(rs, "company_id"),
                                rs.getBoolean("default_child")));
    }

    /// Everybody who stands directly below one of these memberships.
    public List<Child> children(long orgId, Collection<Long> parentIds) {
        return jdbc.sql("""
                        SELECT association_id, parent_id, default_child
                          FROM association_spell
                         WHERE org_id = :org AND parent_id = ANY(:parents) AND to_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("parents", SqlArrays.longs(parentIds))
                .query((rs, _) -> new Child(
                        rs.getLong("association_id"), rs.getLong("parent_id"), rs.getBoolean("default_child")))
                .list();
    }

    /// The open memberships in each of these companies.
    public Map<Long, Set<Long>> inCompanies(long orgId, Collection<Long> companyIds) {
        Map<Long, Set<Long>> places = new HashMap<>();
        jdbc.sql("""
                        SELECT association_id, company_id
                          FROM association_spell
                         WHERE org_id = :org AND company_id = ANY(:companies) AND to_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("companies", SqlArrays.longs(companyIds))
                .query(rs -> {
                    places.computeIfAbsent(rs.getLong("company_id"), _ -> new HashSet<>())
                            .add(rs.getLong("association_id"));
                });
        return places;
    }

    /// Gives memberships, which are locked, to whom they belong, open or ended. Their spells are written beside.
    ///
    /// @throws LostRace when a concurrent call has given one of the people another place in the meantime
    public void hand(long orgId, List<Holder> holders) {
        if (holders.isEmpty()) {
            return;
        }
        try {
            jdbc.sql("""
                            UPDATE association AS a
                               SET customer_id = u.customer_id, ended_at = COALESCE(u.ended_at, 'infinity')
                              FROM unnest(:ids, :customers, :endedAts) AS u(id, customer_id, ended_at)
                             WHERE a.org_id = :org AND a.id = ANY(:ids) AND a.id = u.id
                            """)
                    .param("org", orgId)
                    .param("ids", SqlArrays.longs(holders, Holder::associationId))
                    .param("customers", SqlArrays.longs(holders, Holder::customerId))
                    .param(
                            "endedAts",
                            SqlArrays.array(
                                    "timestamptz",
                                    holders,
                                    holder -> holder.endedAt() == null
                                            ? null
                                            : holder.endedAt().atOffset(ZoneOffset.UTC)))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new LostRace("memberships");
        }
    }

    /// Memberships that had ended before a merge follow who the merge was taken back from, or is made again for.
    ///
    /// @param victims whose merges those are
    /// @param undone whether they are taken back
    public void handPast(long orgId, Collection<Long> victims, boolean undone) {
        if (victims.isEmpty()) {
            return;
        }
        String taker = undone ? "m.victim_id" : "m.survivor_id";
        String giver = undone ? "m.survivor_id" : "m.victim_id";
        jdbc.sql("""
                        UPDATE association AS a
                           SET customer_id = %s
                          FROM customer_merge AS m
                         WHERE a.org_id = :org AND m.org_id = :org AND m.victim_id = ANY(:victims)
                           AND m.undone_at IS NULL AND a.id = ANY(m.past_associations)
                           AND a.customer_id = %s AND a.ended_at < 'infinity'
                        """.formatted(taker, giver))
                .param("org", orgId)
                .param("victims", SqlArrays.longs(victims))
                .update();
    }
}
