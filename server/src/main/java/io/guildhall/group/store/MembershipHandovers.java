package io.guildhall.group.store;

import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.domain.GroupHandover.Kept;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Hands memberships of groups over, from people who become others: one statement of each kind, whatever their number.
@Repository
public class MembershipHandovers {
    private final JdbcClient jdbc;

    MembershipHandovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All open memberships of these people, by person and group.
    public List<HeldMembership> held(long orgId, Collection<Long> customerIds) {
        if (customerIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT m.group_id, g.external_id, m.customer_id, m.primary_member, m.default_group, m.permissions
                          FROM user_group_member AS m
                          JOIN user_group AS g ON g.org_id = m.org_id AND g.id = m.group_id
                         WHERE m.org_id = :org AND m.customer_id = ANY(:customers) AND m.to_at = 'infinity'
                         ORDER BY m.customer_id, m.group_id
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> new HeldMembership(
                        rs.getLong("group_id"),
                        rs.getString("external_id"),
                        rs.getLong("customer_id"),
                        rs.getBoolean("primary_member"),
                        rs.getBoolean("default_group"),
                        List.of((String[]) rs.getArray("permissions").getArray())))
                .list();
    }

    /// Locks the groups of these ids, and those that follow these owners, in the order of ids.
    ///
    /// @param owners memberships in hierarchies
    public void lock(long orgId, Collection<Long> ids, Collection<Long> owners) {
        jdbc.sql("""
                        SELECT id
                          FROM user_group
                         WHERE org_id = :org AND (id = ANY(:ids) OR owner_id = ANY(:owners))
                         ORDER BY id
                           FOR NO KEY UPDATE
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .param("owners", SqlArrays.longs(owners))
                .query((rs, _) -> rs.getLong("id"))
                .list();
    }

    /// Gives memberships their new holder. Those beside them have ended.
    ///
    /// @throws LostRace when a concurrent call made the holder a member, or gave a default group, in the meantime
    public void handOver(long orgId, List<Kept> kept) {
        if (kept.isEmpty()) {
            return;
        }
        int handed;
        try {
            handed = jdbc.sql("""
                            UPDATE user_group_member AS m
                               SET customer_id = u.taker, primary_member = u.primary_member,
                                   default_group = u.default_group, permissions = string_to_array(u.permissions, ',')
                              FROM unnest(:groups, :givers, :takers, :primaries, :defaults, :permissions)
                                     AS u(group_id, giver, taker, primary_member, default_group, permissions)
                             WHERE m.org_id = :org AND m.group_id = u.group_id AND m.customer_id = u.giver
                               AND m.to_at = 'infinity'
                            """)
                    .param("org", orgId)
                    .param("groups", SqlArrays.longs(kept, row -> row.before().groupId()))
                    .param("givers", SqlArrays.longs(kept, row -> row.before().customerId()))
                    .param("takers", SqlArrays.longs(kept, row -> row.after().customerId()))
                    .param(
                            "primaries",
                            SqlArrays.array("boolean", kept, row -> row.after().primaryMember()))
                    .param(
                            "defaults",
                            SqlArrays.array("boolean", kept, row -> row.after().defaultGroup()))
                    .param(
                            "permissions",
                            SqlArrays.text(
                                    kept, row -> String.join(",", row.after().permissions())))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new LostRace("members");
        }
        if (handed < kept.size()) {
            throw new LostRace("members");
        }
    }

    /// Ends these memberships, each after it began even where clocks went back.
    public void endAll(long orgId, List<HeldMembership> ended, ChangeSet change) {
        if (ended.isEmpty()) {
            return;
        }
        int left = jdbc.sql("""
                        UPDATE user_group_member AS m
                           SET to_at = GREATEST(:at, m.from_at + interval '1 microsecond'), end_change_id = :change
                          FROM unnest(:groups, :customers) AS u(group_id, customer_id)
                         WHERE m.org_id = :org AND m.group_id = u.group_id AND m.customer_id = u.customer_id
                           AND m.to_at = 'infinity'
                        """)
                .param("org", orgId)
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("change", change.id())
                .param("groups", SqlArrays.longs(ended, HeldMembership::groupId))
                .param("customers", SqlArrays.longs(ended, HeldMembership::customerId))
                .update();
        if (left < ended.size()) {
            throw new LostRace("members");
        }
    }
}
