package io.guildhall.group.store;

import io.guildhall.group.domain.Group;
import io.guildhall.group.domain.GroupKey;
import io.guildhall.group.domain.Member;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Reads groups and who belongs to them now, for calls that only look.
@Repository
public class Groups {
    private final JdbcClient jdbc;

    Groups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Group> find(long orgId, GroupKey key) {
        String condition = switch (key) {
            case GroupKey.Id _ -> "g.id = :key";
            case GroupKey.ExternalId _ -> "g.external_id = :key";
            case GroupKey.PrimaryMember _ -> """
                        g.id = (SELECT min(m.group_id)
                                  FROM user_group_member AS m
                                 WHERE m.org_id = :org AND m.customer_id = :key AND m.to_at = 'infinity'
                                   AND m.primary_member)
                        """;
        };
        Object value = switch (key) {
            case GroupKey.Id(var id) -> id;
            case GroupKey.ExternalId(var externalId) -> externalId;
            case GroupKey.PrimaryMember(var customer) -> customer;
        };
        return jdbc.sql("""
                        SELECT g.id, g.external_id, g.name, g.status, g.max_size, g.member_count, t.code AS created_by,
                               g.created_at,
                               (SELECT count(DISTINCT e.customer_id)
                                  FROM user_group_member AS e
                                 WHERE e.org_id = g.org_id AND e.group_id = g.id AND e.to_at < 'infinity'
                                   AND NOT EXISTS (
                                       SELECT 1
                                         FROM user_group_member AS n
                                        WHERE n.org_id = e.org_id AND n.group_id = e.group_id
                                          AND n.customer_id = e.customer_id AND n.to_at = 'infinity')) AS exited
                          FROM user_group AS g
                          LEFT JOIN till AS t ON t.org_id = g.org_id AND t.id = g.created_by
                         WHERE g.org_id = :org AND\s""" + condition)
                .param("org", orgId)
                .param("key", value)
                .query((rs, _) -> group(rs))
                .optional();
    }

    private static Group group(ResultSet rs) throws SQLException {
        return new Group(
                rs.getLong("id"),
                rs.getString("external_id"),
                rs.getString("name"),
                Group.Status.valueOf(rs.getString("status")),
                rs.getInt("max_size"),
                rs.getInt("member_count"),
                rs.getLong("exited"),
                rs.getString("created_by"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /// What a list of members is sorted by; ties by id, in the same direction.
    public enum SortBy {
        IS_PRIMARY("m.primary_member"),
        JOINED_ON("m.from_at");

        private final String column;

        SortBy(String column) {
            this.column = column;
        }

        private Object value(Last last) {
            return switch (this) {
                case IS_PRIMARY -> last.primaryMember();
                case JOINED_ON -> last.joinedOn().atOffset(ZoneOffset.UTC);
            };
        }
    }

    /// Where a page of members ended.
    public record Last(long customerId, boolean primaryMember, Instant joinedOn) {}

    /// Which members of a group are asked for.
    ///
    /// @param from and
    /// @param to between which they joined, null without a bound
    public record Wanted(
            long groupId, @Nullable Instant from, @Nullable Instant to) {}

    private static final String WANTED = """
             WHERE m.org_id = :org AND m.group_id = :group AND m.to_at = 'infinity'
               AND m.from_at >= COALESCE(CAST(:from AS timestamptz), '-infinity')
               AND m.from_at <= COALESCE(CAST(:to AS timestamptz), 'infinity')
            """;

    /// Everybody in the group, the primary member first.
    public List<Member> members(long orgId, long groupId) {
        return wanted(
                        orgId,
                        new Wanted(groupId, null, null),
                        """
                SELECT m.customer_id, m.primary_member, m.default_group, m.permissions, m.from_at
                  FROM user_group_member AS m
                """ + WANTED + " ORDER BY m.primary_member DESC, m.customer_id")
                .query((rs, _) -> member(rs))
                .list();
    }

    /// A page with the row after it, where there is one.
    ///
    /// @param after the last one of the page before, or nobody any more; null for a page told by its offset
    public List<Member> page(
            long orgId, Wanted wanted, SortBy sortBy, Page.SortOrder order, Page page, @Nullable Last after) {
        String behind = after == null
                ? ""
                : " AND (%s, m.customer_id) %s (:lastSorted, :lastId)"
                        .formatted(sortBy.column, order == Page.SortOrder.ASC ? ">" : "<");
        StatementSpec list = wanted(
                orgId,
                wanted,
                """
                SELECT m.customer_id, m.primary_member, m.default_group, m.permissions, m.from_at
                  FROM user_group_member AS m
                """ + WANTED + behind
                        + " ORDER BY %s %s, m.customer_id %s LIMIT :limit OFFSET :offset"
                                .formatted(sortBy.column, order, order));
        return (after == null
                        ? list
                        : list.param("lastSorted", sortBy.value(after)).param("lastId", after.customerId()))
                .param("limit", page.withNext())
                .param("offset", page.offset())
                .query((rs, _) -> member(rs))
                .list();
    }

    public long count(long orgId, Wanted wanted) {
        return wanted(orgId, wanted, "SELECT count(*) FROM user_group_member AS m" + WANTED)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private StatementSpec wanted(long orgId, Wanted wanted, String sql) {
        return jdbc.sql(sql)
                .param("org", orgId)
                .param("group", wanted.groupId())
                .param("from", utc(wanted.from()))
                .param("to", utc(wanted.to()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Member member(ResultSet rs) throws SQLException {
        return new Member(
                rs.getLong("customer_id"),
                rs.getBoolean("primary_member"),
                rs.getBoolean("default_group"),
                List.of((String[]) rs.getArray("permissions").getArray()),
                rs.getObject("from_at", OffsetDateTime.class).toInstant());
    }

    /// A group that a person belongs to now.
    public record GroupOfCustomer(
            long customerId,
            long groupId,
            String externalId,
            String name,
            Group.Status status,
            boolean primaryMember,
            boolean defaultGroup,
            Instant joinedOn) {}

    /// The groups that these people belong to, by customer id, the default one first; who belongs to none is absent.
    public Map<Long, List<GroupOfCustomer>> ofCustomers(long orgId, Collection<Long> customerIds) {
        return jdbc
                .sql("""
                        SELECT m.customer_id, g.id, g.external_id, g.name, g.status, m.primary_member, m.default_group,
                               m.from_at
                          FROM user_group_member AS m
                         CROSS JOIN LATERAL (
                               SELECT f.id, f.external_id, f.name, f.status
                                 FROM user_group AS f
                                WHERE f.org_id = :org AND f.id BETWEEN m.group_id AND m.group_id
                                ORDER BY f.id
                                LIMIT 1) AS g
                         WHERE m.org_id = :org AND m.customer_id = ANY(:customers) AND m.to_at = 'infinity'
                         ORDER BY m.customer_id, m.default_group DESC, g.id
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> new GroupOfCustomer(
                        rs.getLong("customer_id"),
                        rs.getLong("id"),
                        rs.getString("external_id"),
                        rs.getString("name"),
                        Group.Status.valueOf(rs.getString("status")),
                        rs.getBoolean("primary_member"),
                        rs.getBoolean("default_group"),
                        rs.getObject("from_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.groupingBy(GroupOfCustomer::customerId));
    }
}
