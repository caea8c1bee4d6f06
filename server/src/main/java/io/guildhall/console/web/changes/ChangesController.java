package io.guildhall.console.web.changes;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.RecordNames;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.console.web.Pages;
import io.guildhall.undo.ChangeReverts;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What calls did: the list of change sets, and one with each of its records before and after.
@Controller
class ChangesController {
    private static final int ROWS = 25;
    /// Up to this many records all are shown at once.
    private static final int FEW = 8;

    private final RecordedChanges changes;
    private final RecordNames names;
    private final ChangeReverts reverts;

    ChangesController(RecordedChanges changes, RecordNames names, ChangeReverts reverts) {
        this.changes = changes;
        this.names = names;
        this.reverts = reverts;
    }

    /// @param type of the records shown, absent for all
    @Reads
    @GetMapping("/console/changes/{id}")
    String one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        Page page = Pages.part(ROWS, offset);
        EntityType chosen = type == null || type.isBlank() ? null : type(type);
        RecordedChange change = changes.one(caller.orgId(), id);
        List<ChangeRecord> wanted = change.records().stream()
                .filter(record -> chosen == null || record.type() == chosen)
                .sorted(Comparator.comparing(ChangeRecord::key))
                .toList();
        List<ChangeRecord> shown =
                wanted.stream().skip(page.offset()).limit(page.limit()).toList();
        RecordNames.Known known = names.of(caller.orgId(), Naming.asked(shown));
        Naming naming = new Naming(known);
        model.addAttribute(
                "change",
                ChangeView.of(
                        change,
                        reverts.inForce(caller.orgId(), id).orElse(null),
                        known.setup().timeZone()));
        model.addAttribute(
                "records",
                shown.stream().map(record -> RecordView.of(record, naming)).toList());
        model.addAttribute("pages", Pages.of(page, wanted.size()));
        model.addAttribute("type", chosen == null ? "" : chosen.name());
        model.addAttribute("open", shown.size() <= FEW);
        return "changes/change";
    }

    private static EntityType type(String name) {
        try {
            return EntityType.valueOf(name);
        } catch (IllegalArgumentException none) {
            throw QueryParameters.refused("type");
        }
    }
}
