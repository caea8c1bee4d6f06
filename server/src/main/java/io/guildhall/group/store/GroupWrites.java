package io.guildhall.group.store;

import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.domain.FollowingGroup;
import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.NewGroup;
import io.guildhall.group.domain.GroupPlanner;
import io.guildhall.group.domain.OpenMembership;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Holds groups and writes who belongs to them: one statement per table and kind, whatever their number. The groups
/// are the last thing that a call locks.
@Repository
public class GroupWrites {
    public static final String ID_SEQUENCE = "user_group_id";

    private final JdbcClient jdbc;

    GroupWrites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A group to be created, with its id and the members it starts with.
    public record NumberedGroup(long id, NewGroup group, int memberCount) {}

    /// Somebody who joins the group of this id.
    public record Joining(long groupId, Join join) {}

    /// How many members a group gains or loses.
    public record CountChange(long groupId, int change) {}

    /// A person whose groups are asked for.
    ///
    /// @param entirely all that follow somebody; else only those of the owners asked for
    public record Asked(long customerId, boolean entirely) {}

    /// The groups that these people belong to and that follow somebody, and of each the default one. `OFFSET 0` keeps
    /// the people a look-up by key each, whatever is guessed of the tables.
    ///
    /// @param owners memberships in hierarchies
    public List<OpenMembership> open(long orgId, Collection<Asked> people, Collection<Long> owners) {
        return jdbc.sql("""
                        SELECT m.group_id, g.owner_id, m.customer_id, m.primary_member, m.default_group
                          FROM unnest(:people, :entirely) AS u(customer_id, entirely)
                         CROSS JOIN LATERAL (
                               SELECT o.group_id, o.customer_id, o.primary_member, o.default_group
                                 FROM user_group_member AS o
                                WHERE o.org_id = :org AND o.customer_id = u.customer_id AND o.to_at = 'infinity'
                               OFFSET 0) AS m
                         CROSS JOIN LATERAL (
                               SELECT f.owner_id
                                 FROM user_group AS f
                                WHERE f.org_id = :org AND f.id BETWEEN m.group_id AND m.group_id
                                ORDER BY f.id
                                LIMIT 1) AS g
                         WHERE m.default_group
                            OR (g.owner_id IS NOT NULL AND (u.entirely OR g.owner_id = ANY(:owners)))
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people, Asked::customerId))
                .param("entirely", SqlArrays.array("boolean", people, Asked::entirely))
                .param("owners", SqlArrays.longs(owners))
                .query((rs, _) -> new OpenMembership(
                        rs.getLong("group_id"),
                        rs.getObject("owner_id", Long.class),
                        rs.getLong("customer_id"),
                        rs.getBoolean("primary_member"),
                        rs.getBoolean("default_group")))
                .list();
    }

    /// The groups of these owners, and those of these ids that follow somebody, locked in the order of ids.
    public List<FollowingGroup> hold(long orgId, Collection<Long> owners, Collection<Long> ids) {
        return jdbc.sql("""
                        SELECT id, owner_id, external_id, max_size, member_count
                          FROM user_group
                         WHERE org_id = :org AND owner_id IS NOT NULL
                           AND id = ANY(ARRAY(
                               SELECT o.id FROM user_group AS o WHERE o.org_id = :org AND o.owner_id = ANY(:owners)
                               UNION ALL
                               SELECT unnest(:ids)))
                         ORDER BY id
                           FOR NO KEY UPDATE
                        """)
                .param("org", orgId)
                .param("owners", SqlArrays.longs(owners))
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> new FollowingGroup(
                        rs.getLong("id"),
                        rs.getLong("owner_id"),
                        rs.getString("external_id"),
                        rs.getInt("max_size"),
                        rs.getInt("member_count")))
                .list();
    }

    public void insertAll(long orgId, List<NumberedGroup> groups, ChangeSet change) {
        if (groups.isEmpty()) {
            return;
        }
        int created = jdbc.sql("""
                        INSERT INTO user_group (org_id, id, external_id, name, company_id, owner_id, max_size,
                                                member_count, status, extended_fields, created_by, created_at)
                        SELECT o.org_id, u.id, u.external_id, u.external_id, u.company_id, u.owner_id, :size,
                               u.member_count, 'ACTIVE', '{}', CAST(:till AS bigint), :at
                          FROM org AS o,
                               unnest(:ids, :keys, :companies, :owners, :counts)
                                 AS u(id, external_id, company_id, owner_id, member_count)
                         WHERE o.org_id = :org
                         ORDER BY u.external_id
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("size", GroupPlanner.MAX_SIZE)
                .param("till", change.tillId())
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("ids", SqlArrays.longs(groups, NumberedGroup::id))
                .param("keys", SqlArrays.text(groups, group -> group.group().externalId()))
                .param(
                        "companies",
                        SqlArrays.array("bigint", groups, group -> group.group().companyId()))
                .param("owners", SqlArrays.longs(groups, group -> group.group().ownerId()))
                .param("counts", SqlArrays.array("integer", groups, NumberedGroup::memberCount))
                .update();
        if (created < groups.size()) {
            throw new LostRace("groups");
        }
    }

    /// Ends these memberships, each after it began even where clocks went back.
    public void leaveAll(long orgId, List<OpenMembership> leaving, ChangeSet change) {
        if (leaving.isEmpty()) {
            return;
        }
        int left = jdbc.sql("""
                        UPDATE user_group_member AS m
                           SET to_at = GREATEST(:at, m.from_at + interval '1 microsecond'), end_change_id = :change
                          FROM unnest(:groups, :customers) AS u(group_id, customer_id)
                         WHERE m.org_id = :org AND m.customer_id = ANY(:customers) AND m.to_at = 'infinity'
                           AND m.group_id = u.group_id AND m.customer_id = u.customer_id
                        """)
                .param("org", orgId)
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("change", change.id())
                .param("groups", SqlArrays.longs(leaving, OpenMembership::groupId))
                .param("customers", SqlArrays.longs(leaving, OpenMembership::customerId))
                .update();
        if (left < leaving.size()) {
            throw new LostRace("members");
        }
    }

    /// Begins memberships. A person whom a concurrent call gave a default group in between is a lost race.
    public void joinAll(long orgId, List<Joining> joining, ChangeSet change) {
        if (joining.isEmpty()) {
            return;
        }
        int joined = jdbc.sql("""
                        INSERT INTO user_group_member (org_id, group_id, customer_id, primary_member, default_group,
                                                       permissions, from_at, change_id)
                        SELECT o.org_id, u.group_id, u.customer_id, u.primary_member, u.default_group,
                               string_to_array(u.permissions, ','), :at, :change
                          FROM org AS o,
                               unnest(:groups, :customers, :primaries, :defaults, :permissions)
                                 AS u(group_id, customer_id, primary_member, default_group, permissions)
                         WHERE o.org_id = :org
                         ORDER BY u.customer_id, u.group_id
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("change", change.id())
                .param("groups", SqlArrays.longs(joining, Joining::groupId))
                .param("customers", SqlArrays.longs(joining, row -> row.join().customerId()))
                .param(
                        "primaries",
                        SqlArrays.array("boolean", joining, row -> row.join().primaryMember()))
                .param(
                        "defaults",
                        SqlArrays.array("boolean", joining, row -> row.join().defaultGroup()))
                .param(
                        "permissions",
                        SqlArrays.text(
                                joining, row -> String.join(",", row.join().permissions())))
                .update();
        if (joined < joining.size()) {
            throw new LostRace("members");
        }
    }

    /// Adds to counts of members, which never exceed a group's size.
    public void changeCounts(long orgId, List<CountChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int changed = jdbc.sql("""
                        UPDATE user_group AS g
                           SET member_count = g.member_count + u.change
                          FROM unnest(:ids, :changes) AS u(id, change)
                         WHERE g.org_id = :org AND g.id = ANY(:ids) AND g.id = u.id
                           AND (u.change <= 0 OR g.member_count + u.change <= g.max_size)
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(changes, CountChange::groupId))
                .param("changes", SqlArrays.array("integer", changes, CountChange::change))
                .update();
        if (changed < changes.size()) {
            throw new LostRace("places in groups");
        }
    }
}
