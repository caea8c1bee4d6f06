package io.guildhall.imports.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.imports.DryRunRows;
import io.guildhall.imports.DryRunRows.Part;
import io.guildhall.imports.DryRunRows.Row;
import io.guildhall.imports.ErrorFiles.ErrorFile.Explanation;
import io.guildhall.imports.domain.RowPreview;
import io.guildhall.imports.domain.RowSelection;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v2/imports/{id}/rows`: what a dry run would do.
@RestController
class ImportRowsController {
    private final DryRunRows rows;

    ImportRowsController(DryRunRows rows) {
        this.rows = rows;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            List<Body> rows,
            long warned,
            @Nullable Long previous,
            @Nullable Long next,
            List<ProblemBody> warnings,
            List<ProblemBody> errors) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            long line,
            String effect,
            @Nullable Long customerId,
            @Nullable String name,
            @Nullable String hierarchyCode,
            @Nullable String roleCode,
            @Nullable String companyExternalId,
            @Nullable Boolean createsCompany,
            @Nullable Long parentCustomerId,
            @Nullable Long formerParentCustomerId,
            @Nullable List<Change> changes,
            List<Told> problems) {

        static Body of(Row row) {
            RowPreview preview = row.preview();
            RowPreview.Place place = preview == null ? null : preview.place();
            RowPreview.Named parent = place == null ? null : place.parent();
            return new Body(
                    row.outcome().line(),
                    row.outcome().effect().name().toLowerCase(Locale.ROOT),
                    preview == null ? null : preview.customerId(),
                    preview == null || preview.name().isEmpty() ? null : preview.name(),
                    place == null ? null : place.hierarchy(),
                    place == null ? null : place.role(),
                    place == null ? null : place.company(),
                    place != null && place.companyIsNew() ? true : null,
                    parent == null ? null : parent.customerId(),
                    place == null ? null : place.formerParentId(),
                    preview == null
                            ? null
                            : preview.fields().stream().map(Change::of).toList(),
                    told(row));
        }

        private static List<Told> told(Row row) {
            if (row.explained() == null) {
                return List.of();
            }
            List<Explanation> all = row.explained().explanations();
            return IntStream.range(0, all.size())
                    .mapToObj(i -> Told.of(all.get(i), i < row.errors()))
                    .toList();
        }

        @Override
        public String toString() {
            return "Body[" + line + "]"; // personal data stays out of logs
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String field, @Nullable String before, @Nullable String after) {
        static Change of(RowPreview.FieldChange change) {
            return new Change(change.name(), change.before(), change.after());
        }

        @Override
        public String toString() {
            return "Change[" + field + "]"; // personal data stays out of logs
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            String level,
            int code,
            String message,
            @Nullable String field,
            @Nullable String hint) {
        static Told of(Explanation said, boolean isError) {
            return new Told(
                    isError ? "error" : "warning",
                    said.code(),
                    said.message(),
                    orNull(said.place()),
                    orNull(said.hint()));
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @Reads
    @GetMapping(ImportPaths.ONE + "/rows")
    Answer rows(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String limit) {
        RowSelection selection = QueryParameters.oneOf("show", show, RowSelection.ALL);
        int line = QueryParameters.number("from", from, 0, 0, Integer.MAX_VALUE);
        int most = QueryParameters.number("limit", limit, Page.DEFAULT_LIMIT, 1, Page.MAX_LIMIT);
        Part part = rows.read(caller.orgId(), ImportPaths.id(id), selection, line, most);
        return new Answer(
                part.rows().stream().map(Body::of).toList(),
                part.warned(),
                part.previous(),
                part.next(),
                List.of(),
                List.of());
    }
}
