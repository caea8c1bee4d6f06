package io.guildhall.change.store;

import io.guildhall.access.ActingUser;
import io.guildhall.access.Origin;
import io.guildhall.change.domain.Activity;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.change.store.SealedRecords.Opening;
import io.guildhall.change.store.SealedRecords.Row;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Change sets of the organisation whose transaction is open. Rows are only ever added.
@Repository
public class ChangeSets {
    private static final RecordedChange.User NOBODY = new RecordedChange.User(null, null, null, null);

    private final JdbcClient jdbc;
    private final SealedRecords sealing;

    ChangeSets(JdbcClient jdbc, SealedRecords sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /// The row is the audit record of the call too, so it says where the call came from and whom it names as user.
    public void open(long orgId, ChangeSet change) {
        Origin origin = Origin.current();
        ActingUser user = origin.user();
        jdbc.sql("""
                        INSERT INTO change_set (org_id, id, at, till_id, client, method, path, address, request_id,
                                                user_type, user_id, user_source, user_source_id)
                        VALUES (:org, :id, :at, CAST(:till AS bigint), CAST(:client AS text), :method, :path,
                                CAST(:address AS text), CAST(:request AS text), CAST(:userType AS text),
                                CAST(:userId AS text), CAST(:userSource AS text), CAST(:userSourceId AS text))
                        """)
                .param("org", orgId)
                .param("id", change.id())
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("till", change.tillId())
                .param("client", change.client())
                .param("method", change.method())
                .param("path", change.path())
                .param("address", origin.address())
                .param("request", origin.requestId())
                .param("userType", user == null ? null : user.type())
                .param("userId", user == null ? null : user.id())
                .param("userSource", user == null ? null : user.source())
                .param("userSourceId", user == null ? null : user.sourceId())
                .update();
    }

    /// Adds records; what they say of people is kept under the keys of those people.
    public void addAll(long orgId, ChangeSet change, Collection<ChangeRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Row> rows = sealing.seal(orgId, change.id(), records);
        Map<ChangeRecord, Integer> counts = counts(records);
        jdbc.sql("""
                        INSERT INTO change_record (org_id, change_id, entity_type, entity_id, person_id, action, before, after, sealed,
                                                   counts_of, kind_count)
                        SELECT o.org_id, :change, u.type, u.entity, u.person, u.action,
                               CAST(u.before AS jsonb), CAST(u.after AS jsonb), u.sealed,
                               CASE WHEN u.count IS NOT NULL THEN CAST(:change AS uuid) END, u.count
                          FROM org AS o,
                               unnest(:types, :entities, :people, :actions, :befores, :afters, :sealed, :counts)
                                 AS u(type, entity, person, action, before, after, sealed, count)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("change", change.id())
                .param("types", SqlArrays.text(rows, row -> row.record().type().name()))
                .param("entities", SqlArrays.longs(rows, row -> row.record().entityId()))
                .param(
                        "people",
                        SqlArrays.array("bigint", rows, row -> row.record().personId()))
                .param(
                        "actions",
                        SqlArrays.text(rows, row -> row.record().action().name()))
                .param("befores", SqlArrays.text(rows, Row::before))
                .param("afters", SqlArrays.text(rows, Row::after))
                .param("sealed", SqlArrays.bytes(rows, Row::sealed))
                .param("counts", SqlArrays.array("integer", rows, row -> counts.get(row.record())))
                .update();
    }

    /// The first record of each kind and action stands for all of them: lists of change sets look at no other
    /// ([ChangeLists]).
    private static Map<ChangeRecord, Integer> counts(Collection<ChangeRecord> records) {
        Map<Activity.Kind, ChangeRecord> firsts = new HashMap<>();
        Map<ChangeRecord, Integer> counts = new IdentityHashMap<>();
        for (ChangeRecord record : records) {
            ChangeRecord first = firsts.computeIfAbsent(new Activity.Kind(record.type(), record.action()), _ -> record);
            counts.merge(first, 1, Integer::sum);
        }
        return counts;
    }

    /// A change set with its records as they were written; those of erased people say so and nothing else.
    public Optional<RecordedChange> find(long orgId, UUID id) {
        Opening opening = sealing.new Opening(orgId);
        List<ChangeRecord> records = jdbc.sql("""
                        SELECT r.entity_type, r.entity_id, r.person_id, r.action, r.before, r.after, r.sealed,
                               (SELECT c.person_key
                                  FROM customer AS c
                                 WHERE c.org_id = r.org_id AND c.id = r.person_id) AS person_key
                          FROM change_record AS r
                         WHERE r.org_id = :org AND r.change_id = :id
                         ORDER BY r.entity_type, r.entity_id
                        """)
                .param("org", orgId)
                .param("id", id)
                .query((rs, _) -> record(rs, id, opening))
                .list();
        return jdbc.sql("""
                        SELECT c.at, c.till_id, t.code AS till, c.client, c.method, c.path,
                               c.user_type, c.user_id, c.user_source, c.user_source_id
                          FROM change_set AS c
                          LEFT JOIN till AS t ON t.org_id = c.org_id AND t.id = c.till_id
                         WHERE c.org_id = :org AND c.id = :id
                        """)
                .param("org", orgId)
                .param("id", id)
                .query((rs, _) -> new RecordedChange(
                        new ChangeSet(
                                id,
                                rs.getObject("at", OffsetDateTime.class).toInstant(),
                                rs.getObject("till_id", Long.class),
                                rs.getString("client"),
                                rs.getString("method"),
                                rs.getString("path")),
                        rs.getString("till"),
                        user(rs),
                        records))
                .optional();
    }

    static RecordedChange.@Nullable User user(ResultSet rs) throws SQLException {
        var user = new RecordedChange.User(
                rs.getString("user_type"),
                rs.getString("user_id"),
                rs.getString("user_source"),
                rs.getString("user_source_id"));
        return user.equals(NOBODY) ? null : user;
    }

    /// The latest change set of each of these records, beside one of all; records without another are absent.
    public Map<EntityKey, UUID> latest(long orgId, Collection<EntityKey> keys, UUID beside) {
        Map<EntityKey, UUID> latest = new HashMap<>();
        jdbc.sql("""
                        SELECT u.type, u.entity, r.change_id
                          FROM unnest(:types, :entities) AS u(type, entity)
                         CROSS JOIN LATERAL (
                               SELECT c.change_id
                                 FROM change_record AS c
                                WHERE c.org_id = :org AND c.entity_type = u.type AND c.entity_id = u.entity
                                  AND c.change_id <> :beside
                                ORDER BY c.change_id DESC
                                LIMIT 1) AS r
                        """)
                .param("org", orgId)
                .param("beside", beside)
                .param("types", SqlArrays.text(keys, key -> key.type().name()))
                .param("entities", SqlArrays.longs(keys, EntityKey::id))
                .query(rs -> {
                    latest.put(
                            new EntityKey(EntityType.valueOf(rs.getString("type")), rs.getLong("entity")),
                            rs.getObject("change_id", UUID.class));
                });
        return latest;
    }

    static ChangeRecord record(ResultSet rs, UUID change, Opening opening) throws SQLException {
        ChangeRecord stored = new ChangeRecord(
                EntityType.valueOf(rs.getString("entity_type")),
                rs.getLong("entity_id"),
                rs.getObject("person_id", Long.class),
                Action.valueOf(rs.getString("action")),
                rs.getString("before"),
                rs.getString("after"),
                false);
        byte[] sealed = rs.getBytes("sealed");
        if (sealed != null) {
            return opening.open(change, stored, sealed, rs.getBytes("person_key"));
        }
        return stored.personId() == null ? stored : SealedRecords.erased(stored);
    }
}
