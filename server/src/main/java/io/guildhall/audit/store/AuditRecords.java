package io.guildhall.audit.store;

import io.guildhall.audit.domain.AuditEntry;
import io.guildhall.audit.domain.Tally.Counted;
import io.guildhall.postgres.SqlArrays;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Audit records. Rows are only ever added; they go by age, through a function of the database that keeps the young
/// ones whoever asks.
@Repository
public class AuditRecords {
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    AuditRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A span of records: ids from one (inclusive) to another (exclusive), which order by time as UUIDs of version 7
    /// do.
    public record Span(UUID from, UUID before, int limit) {}

    public void add(Collection<Counted> seen) {
        if (seen.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO audit_record (id, at, until, count, kind, org_id, actor, name, address, request_id,
                                                  method, path, status)
                        SELECT CAST(u.id AS uuid), u.at, u.until, u.count, u.kind, u.org, u.actor, u.name, u.address,
                               u.request, u.method, u.path, u.status
                          FROM unnest(:ids, :ats, :untils, :counts, :kinds, :orgs, :actors, :names, :addresses,
                                      :requests, :methods, :paths, :statuses)
                                 AS u(id, at, until, count, kind, org, actor, name, address, request, method, path,
                                      status)
                         ORDER BY u.id
                        """)
                .param("ids", SqlArrays.text(seen, counted -> id(counted.at()).toString()))
                .param("ats", SqlArrays.array("timestamptz", seen, counted -> utc(counted.at())))
                .param("untils", SqlArrays.array("timestamptz", seen, counted -> utc(counted.until())))
                .param("counts", SqlArrays.longs(seen, Counted::count))
                .param(
                        "kinds",
                        SqlArrays.text(seen, counted -> counted.event().kind().name()))
                .param(
                        "orgs",
                        SqlArrays.array(
                                "bigint", seen, counted -> counted.event().orgId()))
                .param(
                        "actors",
                        SqlArrays.text(seen, counted -> counted.event().actor().name()))
                .param("names", SqlArrays.text(seen, counted -> counted.event().name()))
                .param(
                        "addresses",
                        SqlArrays.text(seen, counted -> counted.event().address()))
                .param("requests", SqlArrays.text(seen, Counted::requestId))
                .param(
                        "methods",
                        SqlArrays.text(seen, counted -> counted.event().method()))
                .param("paths", SqlArrays.text(seen, counted -> counted.event().path()))
                .param("statuses", SqlArrays.array("smallint", seen, counted ->
                        (short) counted.event().status()))
                .update();
    }

    private UUID id(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// Removes records older than this, if they are older than the database keeps them anyway.
    public void forget(Instant before) {
        long gone;
        do {
            gone = jdbc.sql("SELECT forget_audit_records(:before, :most)")
                    .param("before", utc(before))
                    .param("most", FORGOTTEN_AT_ONCE)
                    .query(Long.class)
                    .single();
        } while (gone == FORGOTTEN_AT_ONCE);
    }

    /// The id of an organisation, by its code.
    public Optional<Long> organisation(String code) {
        return jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }

    /// Refusals and the operator's calls on the whole server, newest first; outside of every organisation's
    /// transaction.
    public List<AuditEntry> all(Span span) {
        return jdbc.sql("""
                        SELECT a.id, a.at, a.until, a.count, a.kind, o.code AS org, a.actor, a.name,
                               CAST(NULL AS text) AS till, a.address, a.request_id, a.method, a.path, a.status
                          FROM audit_record AS a
                          LEFT JOIN org AS o ON o.org_id = a.org_id
                         WHERE a.id >= :from AND a.id < :before
                         ORDER BY a.id DESC
                         LIMIT :limit
                        """)
                .param("from", span.from())
                .param("before", span.before())
                .param("limit", span.limit())
                .query((rs, _) -> entry(rs))
                .list();
    }

    /// Everything of the organisation whose transaction is open, its writes included, newest first.
    public List<AuditEntry> ofOrganisation(long orgId, Span span) {
        return jdbc.sql("""
                        SELECT r.id, r.at, r.until, r.count, r.kind, o.code AS org, r.actor, r.name, r.till, r.address,
                               r.request_id, r.method, r.path, r.status
                          FROM org AS o,
                               ((SELECT c.id, c.at, c.at AS until, CAST(1 AS bigint) AS count, 'WRITE' AS kind,
                                        CASE WHEN c.client IS NOT NULL THEN 'CLIENT'
                                             WHEN c.till_id IS NOT NULL THEN 'TILL'
                                             ELSE 'OPERATOR' END AS actor,
                                        coalesce(c.client, t.code) AS name, t.code AS till, c.address, c.request_id,
                                        c.method, c.path, CAST(200 AS smallint) AS status
                                   FROM change_set AS c
                                   LEFT JOIN till AS t ON t.org_id = c.org_id AND t.id = c.till_id
                                  WHERE c.org_id = :org AND c.id >= :from AND c.id < :before
                                  ORDER BY c.id DESC
                                  LIMIT :limit)
                                UNION ALL
                                (SELECT a.id, a.at, a.until, a.count, a.kind, a.actor, a.name, NULL, a.address,
                                        a.request_id, a.method, a.path, a.status
                                   FROM audit_record AS a
                                  WHERE a.org_id = :org AND a.id >= :from AND a.id < :before
                                  ORDER BY a.id DESC
                                  LIMIT :limit)) AS r
                         WHERE o.org_id = :org
                         ORDER BY r.id DESC
                         LIMIT :limit
                        """)
                .param("org", orgId)
                .param("from", span.from())
                .param("before", span.before())
                .param("limit", span.limit())
                .query((rs, _) -> entry(rs))
                .list();
    }

    private static AuditEntry entry(ResultSet rs) throws SQLException {
        return new AuditEntry(
                rs.getObject("id", UUID.class),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getObject("until", OffsetDateTime.class).toInstant(),
                rs.getLong("count"),
                rs.getString("kind"),
                rs.getString("org"),
                rs.getString("actor"),
                rs.getString("name"),
                rs.getString("till"),
                rs.getString("address"),
                rs.getString("request_id"),
                rs.getString("method"),
                rs.getString("path"),
                rs.getInt("status"));
    }
}
