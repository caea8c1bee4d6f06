package io.guildhall.change.store;

import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.RecordedChange.User;
import io.guildhall.change.domain.Touch;
import io.guildhall.change.domain.Touch.Touched;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which change sets touched some records, in the organisation whose transaction is open. What they made of the records
/// stays sealed.
@Repository
public class Touches {
    /// Ids are made by the clock, and this one is behind all of them.
    public static final UUID NEWEST = new UUID(-1, -1);

    private static final User NOBODY = new User(null, null, null, null);

    private final JdbcClient jdbc;

    Touches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest first.
    ///
    /// @param keys of the records
    /// @param holders whose cards are meant as well: every one that the person has had
    /// @param before id of the change set that the list goes on behind
    public List<Touch> of(long orgId, Collection<EntityKey> keys, Collection<Long> holders, UUID before, int limit) {
        return jdbc.sql("""
                        WITH touched AS (
                          SELECT r.change_id, r.entity_type, r.action
                            FROM unnest(:types, :entities) AS u(type, entity)
                           CROSS JOIN LATERAL (
                                 SELECT o.change_id, o.entity_type, o.action
                                   FROM change_record AS o
                                  WHERE o.org_id = :org AND o.entity_type = u.type AND o.entity_id = u.entity
                                    AND o.change_id < :before
                                  ORDER BY o.change_id DESC
                                  LIMIT :limit) AS r
                          UNION ALL
                          SELECT r.change_id, r.entity_type, r.action
                            FROM unnest(:holders) AS u(holder)
                           CROSS JOIN LATERAL (
                                 SELECT o.change_id, o.entity_type, o.action
                                   FROM change_record AS o
                                  WHERE o.org_id = :org AND o.entity_type = 'CARD' AND o.person_id = u.holder
                                    AND o.change_id < :before
                                  ORDER BY o.change_id DESC
                                  LIMIT :limit) AS r
                        ), newest AS (
                          SELECT t.change_id, array_agg(DISTINCT t.entity_type || ' ' || t.action) AS records
                            FROM touched AS t
                           GROUP BY t.change_id
                           ORDER BY t.change_id DESC
                           LIMIT :limit
                        )
                        SELECT n.change_id, n.records, c.at, c.till_id, c.client, c.method, c.path,
                               c.user_type, c.user_id, c.user_source, c.user_source_id, l.code AS till
                          FROM newest AS n
                         CROSS JOIN LATERAL (
                               SELECT o.* FROM change_set AS o WHERE o.org_id = :org AND o.id = n.change_id
                               OFFSET 0) AS c
                          LEFT JOIN till AS l ON l.org_id = :org AND l.id = c.till_id
                         ORDER BY n.change_id DESC
                        """)
                .param("org", orgId)
                .param("types", SqlArrays.text(keys, key -> key.type().name()))
                .param("entities", SqlArrays.longs(keys, EntityKey::id))
                .param("holders", SqlArrays.longs(holders))
                .param("before", before)
                .param("limit", limit)
                .query((rs, _) -> touch(rs))
                .list();
    }

    private static Touch touch(ResultSet rs) throws SQLException {
        ChangeSet set = new ChangeSet(
                rs.getObject("change_id", UUID.class),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getObject("till_id", Long.class),
                rs.getString("client"),
                rs.getString("method"),
                rs.getString("path"));
        return new Touch(set, rs.getString("till"), user(rs), records(rs));
    }

    private static @Nullable User user(ResultSet rs) throws SQLException {
        User user = new User(
                rs.getString("user_type"),
                rs.getString("user_id"),
                rs.getString("user_source"),
                rs.getString("user_source_id"));
        return user.equals(NOBODY) ? null : user;
    }

    private static List<Touched> records(ResultSet rs) throws SQLException {
        List<Touched> records = new ArrayList<>();
        Stream.of((String[]) rs.getArray("records").getArray())
                .map(text -> text.split(" ", 2))
                .map(parts -> new Touched(EntityType.valueOf(parts[0]), Action.valueOf(parts[1])))
                .forEach(records::add);
        return records;
    }
}
