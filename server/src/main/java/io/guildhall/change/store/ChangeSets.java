package io.guildhall.change.store;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.postgres.SqlArrays;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Change sets of the organisation whose transaction is open. Rows are only ever added.
@Repository
public class ChangeSets {
    private final JdbcClient jdbc;

    ChangeSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void open(long orgId, ChangeSet change) {
        jdbc.sql("""
                        INSERT INTO change_set (org_id, id, at, till_id, method, path)
                        VALUES (:org, :id, :at, CAST(:till AS bigint), :method, :path)
                        """)
                .param("org", orgId)
                .param("id", change.id())
                .param("at", change.at().atOffset(ZoneOffset.UTC))
                .param("till", change.tillId())
                .param("method", change.method())
                .param("path", change.path())
                .update();
    }

    public void addAll(long orgId, ChangeSet change, Collection<ChangeRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO change_record (org_id, change_id, entity_type, entity_id, action, before, after)
                        SELECT o.org_id, :change, u.type, u.entity, u.action, CAST(u.before AS jsonb), CAST(u.after AS jsonb)
                          FROM org AS o,
                               unnest(:types, :entities, :actions, :befores, :afters) AS u(type, entity, action, before, after)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("change", change.id())
                .param("types", SqlArrays.text(records, record -> record.type().name()))
                .param("entities", SqlArrays.longs(records, ChangeRecord::entityId))
                .param(
                        "actions",
                        SqlArrays.text(records, record -> record.action().name()))
                .param("befores", SqlArrays.text(records, ChangeRecord::before))
                .param("afters", SqlArrays.text(records, ChangeRecord::after))
                .update();
    }
}
