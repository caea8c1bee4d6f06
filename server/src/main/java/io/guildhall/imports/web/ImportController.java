package io.guildhall.imports.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.error.ProblemBody;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.ImportDesk.Listing;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.Pagination;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How imports stand, and how they are steered.
@RestController
class ImportController {
    private final ImportDesk desk;

    ImportController(ImportDesk desk) {
        this.desk = desk;
    }

    record Imports(
            Pagination pagination,
            List<ImportAnswer.Body> data,
            List<ProblemBody> warnings,
            List<ProblemBody> errors) {}

    @Reads
    @GetMapping(ImportPaths.ALL)
    Imports list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String cursor) {
        Page page = Page.of(limit, offset, cursor);
        Listing listing = desk.list(caller.orgId(), page);
        return new Imports(
                Pagination.of(page, "createdAt", SortOrder.DESC, listing.total(), listing.cursor()),
                listing.views().stream().map(ImportAnswer.Body::of).toList(),
                List.of(),
                List.of());
    }

    @Reads
    @GetMapping(ImportPaths.ONE)
    ImportAnswer read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return ImportAnswer.of(desk.read(caller.orgId(), ImportPaths.id(id), true));
    }

    @Writes
    @PostMapping(ImportPaths.ONE + "/cancel")
    ImportAnswer cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return ImportAnswer.of(desk.cancel(caller.orgId(), ImportPaths.id(id)));
    }

    @Writes
    @PostMapping(ImportPaths.ONE + "/pause")
    ImportAnswer pause(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return ImportAnswer.of(desk.pause(caller.orgId(), ImportPaths.id(id)));
    }

    @Writes
    @PostMapping(ImportPaths.ONE + "/confirm")
    ImportAnswer confirm(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return ImportAnswer.of(desk.confirm(caller, ImportPaths.id(id)));
    }

    @Writes
    @PostMapping(ImportPaths.ONE + "/resume")
    ImportAnswer resume(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return ImportAnswer.of(desk.resume(caller.orgId(), ImportPaths.id(id)));
    }
}
