package io.guildhall.group.store;

import io.guildhall.group.domain.FollowedGroup;
import io.guildhall.group.domain.GroupPlanner;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes groups away and makes them again, whose owners' places are taken back and come back.
@Repository
public class GroupRestores {
    private final JdbcClient jdbc;

    GroupRestores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Ids of the groups that follow these memberships or that these people belong to and that follow anybody.
    public List<Long> concerned(long orgId, Collection<Long> owners, Collection<Long> customerIds) {
        return jdbc.sql("""
                        SELECT g.id
                          FROM user_group AS g
                         WHERE g.org_id = :org AND g.owner_id IS NOT NULL
                           AND g.id = ANY(ARRAY(
                               SELECT o.id FROM user_group AS o WHERE o.org_id = :org AND o.owner_id = ANY(:owners)
                               UNION ALL
                               SELECT m.group_id
                                 FROM user_group_member AS m
                                WHERE m.org_id = :org AND m.customer_id = ANY(:customers) AND m.to_at = 'infinity'))
                         ORDER BY g.id
                        """)
                .param("org", orgId)
                .param("owners", SqlArrays.longs(owners))
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> rs.getLong("id"))
                .list();
    }

    /// The groups that follow these memberships.
    public List<FollowedGroup> ofOwners(long orgId, Collection<Long> owners) {
        return jdbc.sql("""
                        SELECT id, owner_id, external_id, name, company_id, created_by, created_at
                          FROM user_group
                         WHERE org_id = :org AND owner_id = ANY(:owners)
                         ORDER BY id
                        """)
                .param("org", orgId)
                .param("owners", SqlArrays.longs(owners))
                .query((rs, _) -> group(rs))
                .list();
    }

    private static FollowedGroup group(ResultSet rs) throws SQLException {
        return new FollowedGroup(
                rs.getLong("id"),
                rs.getLong("owner_id"),
                rs.getString("external_id"),
                rs.getString("name"),
                rs.getObject("company_id", Long.class),
                rs.getObject("created_by", Long.class),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /// Everybody who belongs to one of these groups.
    public List<HeldMembership> members(long orgId, Collection<Long> groupIds) {
        return jdbc.sql("""
                        SELECT m.group_id, g.external_id, m.customer_id, m.primary_member, m.default_group, m.permissions
                          FROM user_group_member AS m
                          JOIN user_group AS g ON g.org_id = m.org_id AND g.id = m.group_id
                         WHERE m.org_id = :org AND m.group_id = ANY(:groups) AND m.to_at = 'infinity'
                         ORDER BY m.group_id, m.customer_id
                        """)
                .param("org", orgId)
                .param("groups", SqlArrays.longs(groupIds))
                .query((rs, _) -> new HeldMembership(
                        rs.getLong("group_id"),
                        rs.getString("external_id"),
                        rs.getLong("customer_id"),
                        rs.getBoolean("primary_member"),
                        rs.getBoolean("default_group"),
                        List.of((String[]) rs.getArray("permissions").getArray())))
                .list();
    }

    /// The groups are locked.
    public void removeAll(long orgId, Collection<Long> ids) {
        for (String table : List.of("user_group_member WHERE group_id", "user_group WHERE id")) {
            jdbc.sql("DELETE FROM " + table + " = ANY(:ids) AND org_id = :org")
                    .param("org", orgId)
                    .param("ids", SqlArrays.longs(ids))
                    .update();
        }
    }

    /// Makes groups without members.
    ///
    /// @throws LostRace when there is another group of an owner or a key
    public void makeAgain(long orgId, List<FollowedGroup> groups) {
        if (groups.isEmpty()) {
            return;
        }
        int made = jdbc.sql("""
                        INSERT INTO user_group (org_id, id, external_id, name, company_id, owner_id, max_size,
                                                member_count, status, extended_fields, created_by, created_at)
                        SELECT o.org_id, u.id, u.external_id, u.name, u.company_id, u.owner_id, :size, 0, 'ACTIVE', '{}',
                               u.created_by, u.created_at
                          FROM org AS o,
                               unnest(:ids, :keys, :names, :companies, :owners, :tills, :ats)
                                 AS u(id, external_id, name, company_id, owner_id, created_by, created_at)
                         WHERE o.org_id = :org
                         ORDER BY u.external_id
                        ON CONFLICT DO NOTHING
                        """)
                .param("org", orgId)
                .param("size", GroupPlanner.MAX_SIZE)
                .param("ids", SqlArrays.longs(groups, FollowedGroup::id))
                .param("keys", SqlArrays.text(groups, FollowedGroup::externalId))
                .param("names", SqlArrays.text(groups, FollowedGroup::name))
                .param("companies", SqlArrays.array("bigint", groups, FollowedGroup::companyId))
                .param("owners", SqlArrays.longs(groups, FollowedGroup::ownerId))
                .param("tills", SqlArrays.array("bigint", groups, FollowedGroup::createdBy))
                .param(
                        "ats",
                        SqlArrays.array(
                                "timestamptz",
                                groups,
                                group -> group.createdAt().atOffset(ZoneOffset.UTC)))
                .update();
        if (made < groups.size()) {
            throw new LostRace("groups");
        }
    }
}
