package io.guildhall.company.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.change.ChangeLog;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyDirectory.Listing;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.company.CompanyRegistry;
import io.guildhall.company.CompanyRegistry.Written;
import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.CompanyDraft;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.Pagination;
import io.guildhall.wire.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Companies and sub-companies (`spec/domain.md` §4).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE) // asked for anything else, nothing is written
class CompanyController {
    private static final String SORT_BY = "createdDate";
    /// Shortest text that extended fields are searched for.
    private static final int MIN_QUERY = 3;

    private final CompanyRegistry registry;
    private final CompanyDirectory directory;

    CompanyController(CompanyRegistry registry, CompanyDirectory directory) {
        this.registry = registry;
        this.directory = directory;
    }

    private enum Status {
        ACTIVE,
        INACTIVE
    }

    record CompanyAnswer(@JsonUnwrapped CompanyForm company, List<ProblemBody> warnings) {}

    record PageAnswer<T>(Pagination pagination, List<T> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    record MatchAnswer(long entityId, String externalId, String name, MatchedField matchedExtendedField) {}

    record MatchedField(String fieldName, Object fieldValue) {}

    @PostMapping(CompanyRegistry.PATH)
    @Writes
    ResponseEntity<CompanyAnswer> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        List<Problem> unreadable = new ArrayList<>();
        CompanyDraft draft = CompanyReader.read(body, unreadable);
        return answer(registry.create(caller, draft, unreadable));
    }

    @PutMapping(CompanyRegistry.PATH)
    @Writes
    ResponseEntity<CompanyAnswer> update(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String id,
            @RequestBody JsonNode body) {
        CompanyKey key = CompanyKey.of(externalId, id);
        List<Problem> unreadable = new ArrayList<>();
        CompanyDraft draft = CompanyReader.read(body, unreadable);
        return answer(registry.update(caller, key, draft, unreadable));
    }

    @GetMapping(CompanyRegistry.PATH)
    @Reads
    CompanyAnswer one(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String id) {
        return new CompanyAnswer(directory.one(caller.orgId(), CompanyKey.of(externalId, id)), List.of());
    }

    @DeleteMapping(CompanyRegistry.PATH)
    @Writes
    ResponseEntity<CompanyAnswer> switchOff(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String externalId,
            @RequestParam(required = false) @Nullable String id) {
        return answer(registry.switchOff(caller, CompanyKey.of(externalId, id)));
    }

    @GetMapping(CompanyRegistry.PATH + "/all")
    @Reads
    PageAnswer<CompanyForm> all(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder) {
        Page page = Page.of(limit, offset, cursor);
        Status wanted = QueryParameters.oneOf("status", status, Status.ACTIVE);
        SortOrder order = order(sortBy, sortOrder);
        Listing<CompanyForm> listing = directory.all(caller.orgId(), wanted == Status.ACTIVE, page, order);
        return answer(listing.page(), Pagination.of(page, SORT_BY, order, listing.total(), listing.cursor()));
    }

    @GetMapping(CompanyRegistry.PATH + "/extendedFieldSearch")
    @Reads
    PageAnswer<MatchAnswer> search(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String extendedFieldName,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder) {
        String field = QueryParameters.text("extendedFieldName", extendedFieldName);
        if (field == null) {
            throw QueryParameters.refused("extendedFieldName");
        }
        String prefix = QueryParameters.text("q", q);
        if (prefix == null || prefix.codePointCount(0, prefix.length()) < MIN_QUERY) {
            throw QueryParameters.refused("q");
        }
        Page page = Page.of(limit, offset, cursor);
        SortOrder order = order(sortBy, sortOrder);
        Listing<Company> listing = directory.matching(caller.orgId(), field, prefix, page, order);
        List<MatchAnswer> matches =
                listing.page().stream().map(company -> match(company, field)).toList();
        return answer(matches, Pagination.of(page, SORT_BY, order, listing.total(), listing.cursor()));
    }

    private static SortOrder order(@Nullable String sortBy, @Nullable String sortOrder) {
        String wanted = QueryParameters.text("sortBy", sortBy);
        if (wanted != null && !wanted.equals(SORT_BY)) {
            throw QueryParameters.refused("sortBy");
        }
        return QueryParameters.oneOf("sortOrder", sortOrder, SortOrder.DESC);
    }

    private static MatchAnswer match(Company company, String field) {
        Object value = company.extendedFields().values().getOrDefault(field, "");
        return new MatchAnswer(company.id(), company.externalId(), company.name(), new MatchedField(field, value));
    }

    private static <T> PageAnswer<T> answer(List<T> data, Pagination pagination) {
        return new PageAnswer<>(pagination, data, List.of(), List.of());
    }

    private static ResponseEntity<CompanyAnswer> answer(Written written) {
        return ResponseEntity.ok()
                .header(ChangeLog.ANSWER_HEADER, written.changeId().toString())
                .body(new CompanyAnswer(written.company(), ProblemBody.listOf(written.warnings())));
    }
}
