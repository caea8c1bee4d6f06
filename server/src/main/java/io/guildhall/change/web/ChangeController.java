package io.guildhall.change.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.change.ChangeHistory;
import io.guildhall.change.ChangeHistory.Opened;
import io.guildhall.change.domain.Activity;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v2/changes`: what calls have written, the newest first; `GET /v2/changes/{id}`: who, when, by which call, and
/// each record before and after (`decisions.md` 24).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ChangeController {
    /// Any of these asks for a part of the records.
    private static final Set<String> PARTS = Set.of("limit", "cursor", "kind");

    private final TenantTransactions transactions;
    private final ChangeSets changes;
    private final ChangeHistory history;

    ChangeController(TenantTransactions transactions, ChangeSets changes, ChangeHistory history) {
        this.transactions = transactions;
        this.changes = changes;
        this.history = history;
    }

    @JsonPropertyOrder({"data", "cursor", "warnings", "errors"})
    record Changes(List<Listed> data, @Nullable String cursor, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param importId absent where the call is about no import
    @JsonPropertyOrder({"id", "at", "by", "call", "importId", "activity"})
    record Listed(
            String id,
            String at,
            By by,
            Call call,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String importId,

            List<Count> activity) {
        static Listed of(ListedChange change) {
            return new Listed(
                    change.set().id().toString(),
                    Timestamps.exact(change.set().at(), ZoneOffset.UTC),
                    By.of(change.set(), change.tillCode(), change.user()),
                    Call.of(change.set()),
                    change.importId().map(UUID::toString).orElse(null),
                    change.activity().stream().map(Count::of).toList());
        }
    }

    @JsonPropertyOrder({"type", "action", "count"})
    record Count(String type, String action, long count) {
        static Count of(Activity counted) {
            return new Count(
                    shown(counted.kind().type()), counted.kind().action().name(), counted.count());
        }
    }

    /// @param cursor absent where all records were asked for; null on the last part of them
    @JsonPropertyOrder({"id", "at", "by", "call", "records", "cursor", "warnings", "errors"})
    record Change(
            String id,
            String at,
            By by,
            Call call,
            List<Entry> records,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Optional<String> cursor,

            List<ProblemBody> warnings,
            List<ProblemBody> errors) {

        static Change of(ChangeSet set, By by, List<ChangeRecord> records, @Nullable Optional<String> cursor) {
            return new Change(
                    set.id().toString(),
                    Timestamps.exact(set.at(), ZoneOffset.UTC),
                    by,
                    Call.of(set),
                    records.stream().map(Entry::of).toList(),
                    cursor,
                    List.of(),
                    List.of());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(
            @Nullable String till,
            @Nullable String client,
            @Nullable User user) {
        static By of(ChangeSet set, @Nullable String tillCode, RecordedChange.@Nullable User user) {
            return new By(tillCode, set.client(), User.of(user));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"type", "id", "source", "sourceId"})
    record User(
            @Nullable String type,
            @Nullable String id,
            @Nullable String source,
            @Nullable String sourceId) {
        static @Nullable User of(RecordedChange.@Nullable User user) {
            return user == null ? null : new User(user.type(), user.id(), user.source(), user.sourceId());
        }
    }

    record Call(String method, String path) {
        static Call of(ChangeSet set) {
            return new Call(set.method(), set.path());
        }
    }

    /// @param erased true where the person has been erased; absent otherwise
    @JsonPropertyOrder({"type", "id", "action", "before", "after", "erased"})
    record Entry(
            String type,
            long id,
            String action,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean erased) {

        static Entry of(ChangeRecord record) {
            return new Entry(
                    shown(record.type()),
                    record.entityId(),
                    record.action().name(),
                    record.before(),
                    record.after(),
                    record.erased() ? Boolean.TRUE : null);
        }
    }

    @Reads
    @GetMapping("/v2/changes")
    Changes changes(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        var wanted = new ChangeHistory.Query(
                QueryParameters.text("till", query.get("till")),
                instant("from", query.get("from")),
                instant("to", query.get("to")),
                kind(query.get("kind")));
        String cursor = QueryParameters.text("cursor", query.get("cursor"));
        Cursor.Part<ListedChange> part = history.list(caller.orgId(), wanted, limit(query), cursor);
        return new Changes(part.rows().stream().map(Listed::of).toList(), part.cursor(), List.of(), List.of());
    }

    @Reads
    @GetMapping("/v2/changes/{id}")
    Change change(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestParam Map<String, String> query) {
        UUID changeId = parse(id);
        if (query.keySet().stream().anyMatch(PARTS::contains)) {
            String cursor = QueryParameters.text("cursor", query.get("cursor"));
            Opened part = history.open(caller.orgId(), changeId, kind(query.get("kind")), limit(query), cursor);
            ListedChange change = part.change();
            By by = By.of(change.set(), change.tillCode(), change.user());
            return Change.of(change.set(), by, part.records(), Optional.ofNullable(part.cursor()));
        }
        RecordedChange change = transactions.read(
                caller.orgId(),
                () -> changes.find(caller.orgId(), changeId).orElseThrow(() -> RequestRefused.because(NOT_FOUND)));
        By by = By.of(change.set(), change.tillCode(), change.user());
        return Change.of(change.set(), by, change.records(), null);
    }

    private static int limit(Map<String, String> query) {
        return QueryParameters.number("limit", query.get("limit"), Page.DEFAULT_LIMIT, 1, Page.MAX_LIMIT);
    }

    private static @Nullable EntityType kind(@Nullable String sent) {
        String text = QueryParameters.text("kind", sent);
        return text == null
                ? null
                : Stream.of(EntityType.values())
                        .filter(type -> type.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> QueryParameters.refused("kind"));
    }

    private static @Nullable Instant instant(String name, @Nullable String sent) {
        String text = QueryParameters.text(name, sent);
        // a plus sign that was not encoded arrives as a space
        return text == null
                ? null
                : Timestamps.parse(text.replace(' ', '+')).orElseThrow(() -> QueryParameters.refused(name));
    }

    private static String shown(EntityType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw RequestRefused.because(NOT_FOUND);
        }
    }
}
