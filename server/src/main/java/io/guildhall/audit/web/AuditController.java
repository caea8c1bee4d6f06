package io.guildhall.audit.web;

import static io.guildhall.error.ErrorCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Operates;
import io.guildhall.audit.domain.AuditEntry;
import io.guildhall.audit.store.AuditRecords;
import io.guildhall.audit.store.AuditRecords.Span;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /admin/v1/audit`: who did what and who was refused what, newest first. With an organisation, everything of it;
/// without one, refusals and the operator's calls of the whole server, since writes are behind each organisation's
/// wall.
@RestController
class AuditController {
    private static final Set<String> PARAMETERS = Set.of("org", "from", "to", "limit", "cursor");
    private static final int LIMIT = 50;
    private static final int MOST = 100;
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantTransactions transactions;
    private final AuditRecords records;

    AuditController(TenantTransactions transactions, AuditRecords records) {
        this.transactions = transactions;
        this.records = records;
    }

    /// @param cursor of the next page; null on the last one
    record Page(List<Entry> data, @Nullable String cursor) {
        static Page of(List<AuditEntry> entries, int limit) {
            boolean isLast = entries.size() <= limit;
            List<AuditEntry> shown = isLast ? entries : entries.subList(0, limit);
            String cursor = isLast ? null : shown.getLast().id().toString();
            return new Page(shown.stream().map(Entry::of).toList(), cursor);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(String kind, @Nullable String name, @Nullable String till) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record From(@Nullable String address, @Nullable String requestId) {}

    record Call(String method, String path, int status) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"id", "kind", "at", "until", "count", "org", "changeId", "by", "from", "call"})
    record Entry(
            String id,
            String kind,
            String at,
            String until,
            long count,
            @Nullable String org,
            @Nullable String changeId,
            By by,
            From from,
            Call call) {
        static Entry of(AuditEntry entry) {
            boolean isWrite = entry.kind().equals("WRITE");
            String id = entry.id().toString();
            return new Entry(
                    id,
                    entry.kind(),
                    Timestamps.exact(entry.at(), ZoneOffset.UTC),
                    Timestamps.exact(entry.until(), ZoneOffset.UTC),
                    entry.count(),
                    entry.org(),
                    isWrite ? id : null,
                    new By(entry.actor(), entry.name(), entry.till()),
                    new From(entry.address(), entry.requestId()),
                    new Call(entry.method(), entry.path(), entry.status()));
        }
    }

    @Operates
    @GetMapping(path = "/admin/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
    Page audit(@RequestParam MultiValueMap<String, String> query) {
        query.forEach((name, values) -> {
            if (!PARAMETERS.contains(name) || values.size() != 1) {
                throw QueryParameters.refused(name);
            }
        });
        int limit = limit(query.getFirst("limit"));
        UUID cursor = cursor(query.getFirst("cursor"));
        UUID to = first(instant("to", query.getFirst("to")), LAST);
        UUID from = first(instant("from", query.getFirst("from")), new UUID(0, 0));
        Span span = new Span(from, comesBefore(cursor, to) ? cursor : to, limit + 1);
        String org = QueryParameters.text("org", query.getFirst("org"));
        if (org == null) {
            return Page.of(records.all(span), limit);
        }
        long orgId = records.organisation(org).orElseThrow(() -> RequestRefused.because(NOT_FOUND));
        return transactions.read(orgId, () -> Page.of(records.ofOrganisation(orgId, span), limit));
    }

    /// As the database orders them; Java takes the halves for signed numbers.
    private static boolean comesBefore(UUID left, UUID right) {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0
                ? high < 0
                : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits()) < 0;
    }

    /// The least id of an instant, which counts to the millisecond.
    private static UUID first(@Nullable Instant at, UUID fallback) {
        return at == null ? fallback : new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
    }

    private static int limit(@Nullable String sent) {
        Long limit = sent == null ? Long.valueOf(LIMIT) : QueryParameters.id(sent);
        if (limit == null || limit < 1 || limit > MOST) {
            throw QueryParameters.refused("limit");
        }
        return limit.intValue();
    }

    private static @Nullable Instant instant(String name, @Nullable String sent) {
        String text = QueryParameters.text(name, sent);
        // a plus sign that was not encoded arrives as a space
        return text == null
                ? null
                : Timestamps.parse(text.replace(' ', '+')).orElseThrow(() -> QueryParameters.refused(name));
    }

    private static UUID cursor(@Nullable String sent) {
        if (sent == null) {
            return LAST;
        }
        try {
            return UUID.fromString(sent);
        } catch (IllegalArgumentException noId) {
            throw QueryParameters.refused("cursor");
        }
    }
}
