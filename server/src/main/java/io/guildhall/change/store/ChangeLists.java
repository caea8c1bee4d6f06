package io.guildhall.change.store;

import io.guildhall.change.domain.Activity;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.change.store.SealedRecords.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists of change sets and parts of their records. A page costs what it shows: change sets are read in the order of
/// their ids, which is that of time, and counted by the few records that carry counts ([ChangeSets#addAll]).
@Repository
public class ChangeLists {
    private static final Comparator<Activity> ORDER = Comparator.comparing(
                    (Activity counted) -> counted.kind().type())
            .thenComparing(counted -> counted.kind().action());

    private static final String LISTED = """
            SELECT c.id, c.at, c.till_id, c.client, c.method, c.path,
                   c.user_type, c.user_id, c.user_source, c.user_source_id,
                   (SELECT t.code FROM till AS t WHERE t.org_id = c.org_id AND t.id = c.till_id) AS till,
                   ARRAY(SELECT r.entity_type || ' ' || r.action || ' ' || sum(r.kind_count)
                           FROM change_record AS r
                          WHERE r.org_id = :org AND r.counts_of = c.id
                          GROUP BY r.entity_type, r.action) AS activity
              FROM change_set AS c
            """;

    private final JdbcClient jdbc;
    private final SealedRecords sealing;

    ChangeLists(JdbcClient jdbc, SealedRecords sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /// A span of change sets: ids from one (inclusive) to another (exclusive).
    public record Span(UUID from, UUID before, int limit) {}

    /// Which change sets are asked for.
    ///
    /// @param till code; null for everybody's
    /// @param kind only those that did something to a record of this kind; null for all
    public record Wanted(@Nullable String till, @Nullable EntityType kind) {}

    /// The newest first. By till and kind at once, all change sets of the till are looked at until enough of them have
    /// such a record.
    public List<ListedChange> newest(long orgId, Wanted wanted, Span span) {
        JdbcClient.StatementSpec statement = jdbc.sql(LISTED
                        + (wanted.till() == null && wanted.kind() != null
                                ? """
                         WHERE c.org_id = :org AND c.id = ANY(ARRAY(
                               SELECT DISTINCT k.counts_of
                                 FROM change_record AS k
                                WHERE k.org_id = :org AND k.entity_type = :kind
                                  AND k.counts_of >= :from AND k.counts_of < :before
                                ORDER BY k.counts_of DESC
                                LIMIT :limit))
                         ORDER BY c.id DESC
                        """
                                : """
                         WHERE c.org_id = :org AND c.id >= :from AND c.id < :before%s%s
                         ORDER BY c.id DESC
                         LIMIT :limit
                        """.formatted(
                                        wanted.till() == null ? "" : OF_TILL, wanted.kind() == null ? "" : OF_KIND)))
                .param("org", orgId)
                .param("from", span.from())
                .param("before", span.before())
                .param("limit", span.limit());
        if (wanted.till() != null) {
            statement = statement.param("till", wanted.till());
        }
        if (wanted.kind() != null) {
            statement = statement.param("kind", wanted.kind().name());
        }
        return statement.query((rs, _) -> listed(rs)).list();
    }

    private static final String OF_TILL =
            " AND c.till_id = (SELECT o.id FROM till AS o WHERE o.org_id = :org AND o.code = :till)";
    private static final String OF_KIND = """
             AND EXISTS (SELECT 1 FROM change_record AS k
                          WHERE k.org_id = :org AND k.entity_type = :kind AND k.counts_of = c.id)
            """;

    public Optional<ListedChange> find(long orgId, UUID id) {
        return jdbc.sql(LISTED + " WHERE c.org_id = :org AND c.id = :id")
                .param("org", orgId)
                .param("id", id)
                .query((rs, _) -> listed(rs))
                .optional();
    }

    /// Where a part of a change set's records begins: behind this one, which may be none that exists.
    public record After(String type, long id) {}

    /// A part of a change set's records, sorted by the name of their type and by id.
    ///
    /// @param kind only records of this kind; null for all
    /// @param after the last one of the part before; null for the first part
    public List<ChangeRecord> records(
            long orgId, UUID id, @Nullable EntityType kind, @Nullable After after, int limit) {
        Opening opening = sealing.new Opening(orgId);
        JdbcClient.StatementSpec statement = jdbc.sql("""
                        SELECT r.entity_type, r.entity_id, r.person_id, r.action, r.before, r.after, r.sealed,
                               (SELECT c.person_key
                                  FROM customer AS c
                                 WHERE c.org_id = r.org_id AND c.id = r.person_id) AS person_key
                          FROM change_record AS r
                         WHERE r.org_id = :org AND r.change_id = :id
                           AND (r.entity_type, r.entity_id) > (:afterType, :afterId)%s
                         ORDER BY r.entity_type, r.entity_id
                         LIMIT :limit
                        """.formatted(kind == null ? "" : " AND r.entity_type = :kind"))
                .param("org", orgId)
                .param("id", id)
                .param("afterType", after == null ? "" : after.type())
                .param("afterId", after == null ? 0 : after.id())
                .param("limit", limit);
        return (kind == null ? statement : statement.param("kind", kind.name()))
                .query((rs, _) -> ChangeSets.record(rs, id, opening))
                .list();
    }

    private static ListedChange listed(ResultSet rs) throws SQLException {
        ChangeSet set = new ChangeSet(
                rs.getObject("id", UUID.class),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getObject("till_id", Long.class),
                rs.getString("client"),
                rs.getString("method"),
                rs.getString("path"));
        List<Activity> activity = Stream.of((String[]) rs.getArray("activity").getArray())
                .map(ChangeLists::activity)
                .sorted(ORDER)
                .toList();
        return new ListedChange(set, rs.getString("till"), ChangeSets.user(rs), activity);
    }

    private static Activity activity(String counted) {
        String[] words = counted.split(" ");
        return new Activity(
                new Activity.Kind(EntityType.valueOf(words[0]), Action.valueOf(words[1])), Long.parseLong(words[2]));
    }
}
