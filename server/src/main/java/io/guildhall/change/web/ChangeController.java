package io.guildhall.change.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Timestamps;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v2/changes/{id}`: who, when, by which call, and each record before and after (`decisions.md` 24).
@RestController
class ChangeController {
    private final TenantTransactions transactions;
    private final ChangeSets changes;

    ChangeController(TenantTransactions transactions, ChangeSets changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    @JsonPropertyOrder({"id", "at", "by", "call", "records", "warnings", "errors"})
    record Change(
            String id,
            String at,
            By by,
            Call call,
            List<Entry> records,
            List<ProblemBody> warnings,
            List<ProblemBody> errors) {

        static Change of(RecordedChange change) {
            return new Change(
                    change.set().id().toString(),
                    Timestamps.exact(change.set().at(), ZoneOffset.UTC),
                    new By(change.tillCode(), change.set().client(), User.of(change.user())),
                    new Call(change.set().method(), change.set().path()),
                    change.records().stream().map(Entry::of).toList(),
                    List.of(),
                    List.of());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(
            @Nullable String till,
            @Nullable String client,
            @Nullable User user) {}

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

    record Call(String method, String path) {}

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
                    record.type().name().toLowerCase(Locale.ROOT),
                    record.entityId(),
                    record.action().name(),
                    record.before(),
                    record.after(),
                    record.erased() ? Boolean.TRUE : null);
        }
    }

    @Reads
    @GetMapping("/v2/changes/{id}")
    Change change(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        UUID changeId = parse(id);
        return transactions.read(
                caller.orgId(),
                () -> changes.find(caller.orgId(), changeId)
                        .map(Change::of)
                        .orElseThrow(() -> RequestRefused.because(NOT_FOUND)));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noId) {
            throw RequestRefused.because(NOT_FOUND);
        }
    }
}
