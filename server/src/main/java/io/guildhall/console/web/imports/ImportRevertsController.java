package io.guildhall.console.web.imports;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.console.web.changes.StayingRecords;
import io.guildhall.console.web.imports.ImportRevertView.SoFar;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.ImportReverts;
import io.guildhall.imports.ImportReverts.Result;
import io.guildhall.undo.RevertEngine.OnConflict;
import io.guildhall.undo.RevertEngine.Options;
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

/// Taking an import back. Both the trial and the work take up to twenty seconds a call: the page comes at once and asks
/// for the trial, and what there was no time for is done by the next call, which the page makes by itself.
@Controller
class ImportRevertsController {
    private static final String ONE = "/console/imports/{id}/revert";
    private static final String PAGE = "imports/revert";
    private static final String PART = PAGE + " :: outcome";

    private final ImportDesk desk;
    private final ImportReverts reverts;
    private final StayingRecords staying;

    ImportRevertsController(ImportDesk desk, ImportReverts reverts, StayingRecords staying) {
        this.desk = desk;
        this.reverts = reverts;
        this.staying = staying;
    }

    /// @param trial set where the trial is wanted with the page
    /// @param part set where a script asks for the trial alone
    @Writes
    @GetMapping(ONE)
    String preview(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String trial,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        model.addAttribute("job", ImportRow.of(desk.read(caller.orgId(), id, false)));
        if (trial != null || part != null) {
            Result result = reverts.revert(caller, id, new Options(OnConflict.SKIP, true));
            model.addAttribute("revert", view(caller, false, SoFar.NOTHING, result));
        }
        return part == null ? PAGE : PART;
    }

    /// @param reverted and the others: what earlier calls of this page have done
    @Writes
    @PostMapping(ONE)
    String revert(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int reverted,
            @RequestParam(defaultValue = "0") int restored,
            @RequestParam(defaultValue = "0") int removed,
            @RequestParam(defaultValue = "0") int stay,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        Result result = reverts.revert(caller, id, new Options(OnConflict.SKIP, false));
        model.addAttribute("job", ImportRow.of(desk.read(caller.orgId(), id, false)));
        model.addAttribute("revert", view(caller, true, new SoFar(reverted, restored, removed, stay), result));
        return part == null ? PAGE : PART;
    }

    private ImportRevertView view(Caller caller, boolean done, SoFar soFar, Result result) {
        return ImportRevertView.of(done, soFar, result, staying.first(caller.orgId(), result.skipped()));
    }
}
