package io.guildhall.console.web.associate;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.imports.DryRunRows;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.ImportDesk.View;
import io.guildhall.imports.domain.RowSelection;
import io.guildhall.wire.QueryParameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// What a file would do, row by row, and the step from there to doing it.
@Controller
class DryRunController {
    private static final String ONE = AssociateController.PATH + "/{id}";
    private static final int ROWS = 25;

    private final ImportDesk desk;
    private final DryRunRows rows;

    DryRunController(ImportDesk desk, DryRunRows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    /// @param show which rows
    /// @param from the line that the part begins at
    /// @param part set where a script asks for the content alone
    @Writes
    @GetMapping(ONE)
    String one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        View view = desk.read(caller.orgId(), id, false);
        if (!view.job().options().dryRun()) {
            return "redirect:/console/imports/" + id;
        }
        RowSelection selection = QueryParameters.oneOf("show", show, RowSelection.ALL);
        int line = QueryParameters.number("from", from, 0, 0, Integer.MAX_VALUE);
        model.addAttribute("run", DryRunView.of(view));
        model.addAttribute("show", selection.name());
        if (DryRunView.hasRows(view)) {
            model.addAttribute(
                    "part", PartView.of(view.job(), rows.read(caller.orgId(), id, selection, line, ROWS), line));
        }
        return part == null ? "associate/dry-run" : "associate/dry-run :: run";
    }

    @Writes
    @PostMapping(ONE + "/confirm")
    String confirm(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        desk.confirm(caller, id);
        return "redirect:/console/imports/" + id;
    }
}
