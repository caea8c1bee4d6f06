package io.guildhall.group.web;

import static io.guildhall.error.ErrorCode.GROUP_ID_INVALID;
import static io.guildhall.error.ErrorCode.GROUP_KEY_INVALID;
import static io.guildhall.error.ErrorCode.GROUP_KEY_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NAME_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_TYPE_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_VALUE_MISSING;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.RequestRefused;
import io.guildhall.group.GroupDirectory;
import io.guildhall.group.GroupDirectory.MembersQuery;
import io.guildhall.group.domain.GroupKey;
import io.guildhall.group.store.Groups.SortBy;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.Pagination;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Groups and their members (`spec/domain.md` §3).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE) // asked for anything else, nothing is written
class GroupController {
    private final GroupDirectory directory;

    GroupController(GroupDirectory directory) {
        this.directory = directory;
    }

    @GetMapping("/v2/userGroup2")
    @Reads
    GroupAnswer one(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String primaryUserId) {
        return GroupAnswer.of(directory.one(caller.orgId(), key(id, externalId, primaryUserId)));
    }

    /// Of several parameters the first counts.
    private static GroupKey key(@Nullable String id, @Nullable String externalId, @Nullable String primaryUserId) {
        String number = QueryParameters.text("id", id);
        if (number != null) {
            return new GroupKey.Id(number(number, GROUP_ID_INVALID));
        }
        String key = QueryParameters.text("externalId", externalId);
        if (key != null) {
            return new GroupKey.ExternalId(key);
        }
        String primary = QueryParameters.text("primaryUserId", primaryUserId);
        if (primary != null) {
            return new GroupKey.PrimaryMember(number(primary, GROUP_KEY_INVALID));
        }
        throw RequestRefused.because(GROUP_KEY_MISSING);
    }

    private static long number(String text, ErrorCode unknown) {
        Long number = QueryParameters.id(text);
        if (number == null) {
            throw RequestRefused.because(unknown, text);
        }
        return number;
    }

    @GetMapping("/v2/userGroup2/members")
    @Reads
    MembersAnswer members(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String identifierName,
            @RequestParam(required = false) @Nullable String identifierValue,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable String fromDate,
            @RequestParam(required = false) @Nullable String toDate) {
        MembersQuery query = new MembersQuery(
                namedKey(identifierName, identifierValue),
                instant("fromDate", fromDate),
                instant("toDate", toDate),
                QueryParameters.oneOf("sortBy", sortBy, SortBy.IS_PRIMARY),
                QueryParameters.oneOf("sortOrder", sortOrder, SortOrder.DESC),
                Page.of(limit, offset, cursor));
        var view = directory.members(caller.orgId(), query);
        Pagination pagination =
                Pagination.of(query.page(), query.sortBy().name(), query.order(), view.total(), view.cursor());
        return MembersAnswer.of(view, pagination);
    }

    private static GroupKey namedKey(@Nullable String identifierName, @Nullable String identifierValue) {
        String name = QueryParameters.text("identifierName", identifierName);
        if (name == null) {
            throw RequestRefused.because(IDENTIFIER_NAME_MISSING);
        }
        String value = QueryParameters.text("identifierValue", identifierValue);
        if (value == null) {
            throw RequestRefused.because(IDENTIFIER_VALUE_MISSING);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "id" -> key(value, null, null);
            case "externalid" -> key(null, value, null);
            case "primaryuserid" -> key(null, null, value);
            default -> throw RequestRefused.because(IDENTIFIER_TYPE_INVALID, name);
        };
    }

    private static @Nullable Instant instant(String name, @Nullable String sent) {
        String text = QueryParameters.text(name, sent);
        return text == null ? null : Timestamps.parse(text).orElseThrow(() -> QueryParameters.refused(name));
    }
}
