package io.guildhall.change;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.change.store.ChangeLists;
import io.guildhall.change.store.ChangeLists.After;
import io.guildhall.change.store.ChangeLists.Span;
import io.guildhall.change.store.ChangeLists.Wanted;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists what calls have written, the newest first, and shows what one of them did, in pages that cost what they show
/// (`spec/beyond.md` row 8).
///
/// A change set takes its place by when its call began. One that is still under way while a list is read stands, once
/// it
/// is there, before or among those that have been read, so that whoever wants to miss nothing reads on from the first
/// page again.
@Component
public class ChangeHistory {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantTransactions transactions;
    private final ChangeLists changes;

    ChangeHistory(TenantTransactions transactions, ChangeLists changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /// Which change sets are asked for; null asks for all.
    ///
    /// @param till code of the till in whose name they were made; an unknown one has made none
    /// @param from the oldest instant, to the millisecond
    /// @param to the instant after the youngest, to the millisecond
    /// @param kind only those that created, changed or ended a record of this kind
    public record Query(
            @Nullable String till,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable EntityType kind) {
        public static final Query ALL = new Query(null, null, null, null);
    }

    /// @param cursor of the page before; null for the first page
    /// @throws RequestRefused with 400/1686 for a cursor of another query
    public Cursor.Part<ListedChange> list(long orgId, Query query, int limit, @Nullable String cursor) {
        Cursor.Tie tie = Cursor.tie(orgId, "changes", query.till(), query.from(), query.to(), query.kind());
        Cursor after = tie.read(cursor, 2);
        UUID from = query.from() == null ? FIRST : ChangeIds.first(query.from());
        UUID to = after != null ? after.uuid(0) : query.to() == null ? LAST : ChangeIds.first(query.to());
        return transactions.read(
                orgId,
                () -> tie.part(
                        changes.newest(orgId, new Wanted(query.till(), query.kind()), new Span(from, to, limit + 1)),
                        limit,
                        last -> Cursor.of(last.set().id())));
    }

    /// A change set with a part of its records.
    ///
    /// @param change with how many records there are altogether
    /// @param records each before and after; those of erased people say so and nothing else
    /// @param cursor of the next part; null on the last one
    public record Opened(
            ListedChange change,
            List<ChangeRecord> records,
            @Nullable String cursor) {}

    /// @param kind only records of this kind; null for all
    /// @param cursor of the part before; null for the first one
    /// @throws RequestRefused with 404 for an unknown change set, with 400/1686 for a cursor of another query
    public Opened open(long orgId, UUID id, @Nullable EntityType kind, int limit, @Nullable String cursor) {
        Cursor.Tie tie = Cursor.tie(orgId, "change", id, kind);
        Cursor read = tie.read(cursor, 1);
        After after = read == null ? null : new After(read.text(), read.number(0));
        return transactions.read(orgId, () -> {
            ListedChange change = changes.find(orgId, id).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
            Cursor.Part<ChangeRecord> part = tie.part(
                    changes.records(orgId, id, kind, after, limit + 1),
                    limit,
                    last -> new Cursor(List.of(last.entityId()), last.type().name()));
            return new Opened(change, part.rows(), part.cursor());
        });
    }
}
