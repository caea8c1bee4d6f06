package io.guildhall.console.web.imports;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.console.web.Pages;
import io.guildhall.imports.ErrorFiles;
import io.guildhall.imports.ErrorFiles.ErrorFile;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of imports, and one with its progress, which the page asks for again while it runs.
@Controller
class ImportsController {
    private static final int ROWS = 20;
    private static final String ONE = "/console/imports/{id}";

    private final ImportDesk desk;
    private final ErrorFiles errors;

    ImportsController(ImportDesk desk, ErrorFiles errors) {
        this.desk = desk;
        this.errors = errors;
    }

    @Reads
    @GetMapping("/console/imports")
    String imports(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        Page page = Pages.part(ROWS, offset);
        ImportDesk.Listing listing = desk.list(caller.orgId(), page);
        model.addAttribute(
                "imports", listing.views().stream().map(ImportRow::of).toList());
        model.addAttribute("pages", Pages.of(page, listing.total()));
        model.addAttribute("offset", page.offset());
        return "imports/imports";
    }

    /// @param part set where a script asks for the progress alone
    @Reads
    @GetMapping(ONE)
    String one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        ImportDesk.View view = desk.read(caller.orgId(), id, true);
        model.addAttribute("job", ImportRow.of(view));
        model.addAttribute(
                "changes", view.changes() == null ? 0 : view.changes().size());
        return part == null ? "imports/import" : "imports/import :: job";
    }

    /// The change sets of an import, the newest first; a thousand at most.
    @Reads
    @GetMapping(ONE + "/changes")
    String changes(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        Page page = Pages.part(ROWS, offset);
        ImportDesk.View view = desk.read(caller.orgId(), id, true);
        List<UUID> all = view.changes() == null ? List.of() : view.changes();
        model.addAttribute("job", ImportRow.of(view));
        model.addAttribute(
                "changes",
                IntStream.range(0, all.size())
                        .skip(page.offset())
                        .limit(page.limit())
                        .mapToObj(index -> PartRow.of(all.get(index), all.size() - index, view.zone()))
                        .toList());
        model.addAttribute("pages", Pages.of(page, all.size()));
        return "imports/changes";
    }

    /// The rows that failed, to be corrected and sent again.
    @Reads
    @GetMapping(ONE + "/errors")
    void errors(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        ErrorFile file = errors.of(caller.orgId(), id);
        FileFormat chosen = QueryParameters.oneOf("format", format, file.format());
        response.setContentType(chosen.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"errors-" + id + "." + chosen.wireName() + "\"");
        try (OutputStream out = new BufferedOutputStream(response.getOutputStream())) {
            file.write(chosen, out);
        }
    }

    @Writes
    @PostMapping(ONE + "/pause")
    String pause(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        desk.pause(caller.orgId(), id);
        return "redirect:/console/imports/" + id;
    }

    @Writes
    @PostMapping(ONE + "/resume")
    String resume(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        desk.resume(caller.orgId(), id);
        return "redirect:/console/imports/" + id;
    }

    @Writes
    @PostMapping(ONE + "/cancel")
    String cancel(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        desk.cancel(caller.orgId(), id);
        return "redirect:/console/imports/" + id;
    }
}
