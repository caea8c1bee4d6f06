package io.guildhall.imports.store;

import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.ImportJob;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.imports.domain.ImportState;
import io.guildhall.imports.domain.PreparationStep;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Imports of the organisation whose transaction is open.
@Repository
public class ImportJobs {
    private static final String SELECT = """
            SELECT j.id, j.state, j.prepared, j.preparation, j.file_bytes, j.read_bytes, j.reason, j.till_id,
                   t.code AS till, j.file_name, j.format, j.operation,
                   j.atomicity, j.dry_run, j.strict, j.update_existing, j.every_program, j.source, j.account, j.repairs,
                   j.headers, j.columns, j.total, j.unreadable, j.created_at, j.touched_at, j.started_at, j.finished_at
              FROM import_job AS j
              LEFT JOIN till AS t ON t.org_id = j.org_id AND t.id = j.till_id
             WHERE j.org_id = :org
            """;

    private final JdbcClient jdbc;

    ImportJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(long orgId, ImportJob job) {
        ImportOptions options = job.options();
        jdbc.sql("""
                        INSERT INTO import_job (org_id, id, state, prepared, till_id, file_name, format, operation, atomicity,
                                                dry_run, strict, update_existing, every_program, source, account, repairs,
                                                headers, columns, file_bytes, total, unreadable, created_at, touched_at)
                        VALUES (:org, :id, :state, :prepared, :till, CAST(:fileName AS text), :format, :operation, :atomicity,
                                :dryRun, :strict, :updateExisting, :everyProgram, CAST(:source AS text),
                                CAST(:account AS text), CAST(:repairs AS uuid), :headers, :columns, CAST(:fileBytes AS bigint), 0, 0,
                                :createdAt, :createdAt)
                        """)
                .param("org", orgId)
                .param("id", job.id())
                .param("state", job.state().name())
                .param("prepared", job.prepared())
                .param("till", job.tillId())
                .param("fileName", job.fileName())
                .param("format", job.format().name())
                .param("operation", options.operation().name())
                .param("atomicity", options.atomicity().name())
                .param("dryRun", options.dryRun())
                .param("strict", options.strict())
                .param("updateExisting", options.updateExisting())
                .param("everyProgram", options.everyProgram())
                .param("source", options.source())
                .param("account", options.account())
                .param("repairs", job.repairs())
                .param("headers", SqlArrays.text(job.headers(), header -> header))
                .param("columns", SqlArrays.text(job.columns(), column -> column))
                .param("fileBytes", job.fileBytes())
                .param("createdAt", utc(job.createdAt()))
                .update();
    }

    public Optional<ImportJob> find(long orgId, UUID id) {
        return one(orgId, id, "");
    }

    /// Waits until nobody works on the import, and keeps workers away until the transaction ends.
    public Optional<ImportJob> hold(long orgId, UUID id) {
        return one(orgId, id, " FOR UPDATE OF j");
    }

    /// Like [#hold]; nothing where somebody else has it.
    public Optional<ImportJob> tryHold(long orgId, UUID id) {
        return one(orgId, id, " FOR UPDATE OF j SKIP LOCKED");
    }

    /// Keeps the import from being paused or cancelled while the transaction lasts; nothing where that is being
    /// done.
    public Optional<ImportJob> share(long orgId, UUID id) {
        return one(orgId, id, " FOR SHARE OF j SKIP LOCKED");
    }

    private Optional<ImportJob> one(long orgId, UUID id, String lock) {
        return jdbc.sql(SELECT + " AND j.id = :id" + lock)
                .param("org", orgId)
                .param("id", id)
                .query((rs, _) -> job(rs))
                .optional();
    }

    /// Where a page of the list ended; the import may be gone since.
    public record Last(Instant createdAt, UUID id) {}

    /// The newest first, with the row after the page, where there is one.
    ///
    /// @param after the last one of the page before; null for a page told by its offset
    public List<ImportJob> list(long orgId, Page page, @Nullable Last after) {
        StatementSpec list = jdbc.sql(SELECT
                + (after == null ? "" : " AND (j.created_at, j.id) < (:lastAt, :lastId)")
                + " ORDER BY j.created_at DESC, j.id DESC LIMIT :limit OFFSET :offset");
        return (after == null
                        ? list
                        : list.param("lastAt", utc(after.createdAt())).param("lastId", after.id()))
                .param("org", orgId)
                .param("limit", page.withNext())
                .param("offset", page.offset())
                .query((rs, _) -> job(rs))
                .list();
    }

    public long count(long orgId) {
        return jdbc.sql("SELECT count(*) FROM import_job WHERE org_id = :org")
                .param("org", orgId)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// What is still to be done.
    ///
    /// @param rows of those that are cut into chunks
    public record Backlog(long imports, long rows) {}

    public Backlog backlog(long orgId) {
        return jdbc.sql("""
                        SELECT count(*) AS imports, coalesce(sum(c.rows), 0) AS rows
                          FROM import_job AS j
                         CROSS JOIN LATERAL (
                               SELECT sum(cardinality(c.lines)) AS rows
                                 FROM import_chunk AS c
                                WHERE c.org_id = :org AND c.import_id = j.id AND c.done_at IS NULL) AS c
                         WHERE j.org_id = :org AND j.state IN ('RECEIVING', 'QUEUED', 'RUNNING', 'PAUSED')
                        """)
                .param("org", orgId)
                .query((rs, _) -> new Backlog(rs.getLong("imports"), rs.getLong("rows")))
                .single();
    }

    /// How much of a file has arrived.
    ///
    /// @param unreadable rows of those
    public record Arrived(long rows, long unreadable, long bytes) {}

    public void arrived(long orgId, UUID id, Arrived arrived, Instant at) {
        jdbc.sql("""
                        UPDATE import_job
                           SET total = :total, unreadable = :unreadable, read_bytes = :bytes, touched_at = :at
                         WHERE org_id = :org AND id = :id
                        """)
                .param("org", orgId)
                .param("id", id)
                .param("total", arrived.rows())
                .param("unreadable", arrived.unreadable())
                .param("bytes", arrived.bytes())
                .param("at", utc(at))
                .update();
    }

    public void become(long orgId, UUID id, ImportState state) {
        jdbc.sql("UPDATE import_job SET state = :state WHERE org_id = :org AND id = :id")
                .param("org", orgId)
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    /// Notes what the preparation goes on with.
    public void prepareNext(long orgId, UUID id, PreparationStep next) {
        jdbc.sql("UPDATE import_job SET preparation = :next WHERE org_id = :org AND id = :id")
                .param("org", orgId)
                .param("id", id)
                .param("next", next.number())
                .update();
    }

    /// The rows have been cut into chunks, and the work begins.
    public void begin(long orgId, UUID id, Instant at) {
        jdbc.sql("""
                        UPDATE import_job SET state = 'RUNNING', prepared = true, started_at = COALESCE(started_at, :at)
                         WHERE org_id = :org AND id = :id
                        """).param("org", orgId).param("id", id).param("at", utc(at)).update();
    }

    /// A dry run that has come to its end is carried out, from the beginning and in the name of this till.
    public void carryOut(long orgId, UUID id, long tillId) {
        jdbc.sql("""
                        UPDATE import_job
                           SET dry_run = false, state = 'QUEUED', prepared = false, preparation = :step, till_id = :till,
                               started_at = NULL, finished_at = NULL
                         WHERE org_id = :org AND id = :id
                        """)
                .param("org", orgId)
                .param("id", id)
                .param("step", PreparationStep.FORGET.number())
                .param("till", tillId)
                .update();
    }

    public void end(long orgId, UUID id, ImportState state, @Nullable String reason, Instant at) {
        jdbc.sql("""
                        UPDATE import_job SET state = :state, reason = CAST(:reason AS text), finished_at = :at
                         WHERE org_id = :org AND id = :id
                        """)
                .param("org", orgId)
                .param("id", id)
                .param("state", state.name())
                .param("reason", reason)
                .param("at", utc(at))
                .update();
    }

    /// Imports that came to their end before this instant.
    public List<UUID> endedBefore(long orgId, Instant instant, int limit) {
        return jdbc.sql("""
                        SELECT id FROM import_job
                         WHERE org_id = :org AND created_at < :before AND finished_at < :before
                         ORDER BY created_at LIMIT :limit
                        """)
                .param("org", orgId)
                .param("before", utc(instant))
                .param("limit", limit)
                .query((rs, _) -> rs.getObject("id", UUID.class))
                .list();
    }

    public void remove(long orgId, UUID id) {
        jdbc.sql("DELETE FROM import_job WHERE org_id = :org AND id = :id")
                .param("org", orgId)
                .param("id", id)
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ImportJob job(ResultSet rs) throws SQLException {
        return new ImportJob(
                rs.getObject("id", UUID.class),
                ImportState.valueOf(rs.getString("state")),
                rs.getBoolean("prepared"),
                new PreparationStep(rs.getInt("preparation")),
                rs.getObject("file_bytes", Long.class),
                rs.getLong("read_bytes"),
                rs.getString("reason"),
                rs.getLong("till_id"),
                rs.getString("till"),
                rs.getString("file_name"),
                FileFormat.valueOf(rs.getString("format")),
                new ImportOptions(
                        Operation.valueOf(rs.getString("operation")),
                        Atomicity.valueOf(rs.getString("atomicity")),
                        rs.getBoolean("dry_run"),
                        rs.getBoolean("strict"),
                        rs.getBoolean("update_existing"),
                        rs.getBoolean("every_program"),
                        rs.getString("source"),
                        rs.getString("account")),
                rs.getObject("repairs", UUID.class),
                List.of((String[]) rs.getArray("headers").getArray()),
                List.of((String[]) rs.getArray("columns").getArray()),
                rs.getLong("total"),
                rs.getLong("unreadable"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                rs.getObject("touched_at", OffsetDateTime.class).toInstant(),
                instant(rs, "started_at"),
                instant(rs, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
