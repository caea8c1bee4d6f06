package io.guildhall.console.web.changes;

import static io.guildhall.error.ErrorCode.ALREADY_REVERTED;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.RecordNames;
import io.guildhall.change.ChangeHistory;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.error.RequestRefused;
import io.guildhall.undo.ChangeReverts;
import io.guildhall.undo.ChangeReverts.Call;
import io.guildhall.undo.ChangeReverts.Outcome;
import io.guildhall.undo.RevertEngine.OnConflict;
import io.guildhall.undo.RevertEngine.Options;
import io.guildhall.undo.Reverted;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Taking a change set back: first what that would do, then doing it.
@Controller
class RevertsController {
    private static final String ONE = "/console/changes/{id}/revert";
    private static final int MOST_SHOWN = 50;

    private final RecordedChanges changes;
    private final ChangeHistory history;
    private final RecordNames names;
    private final ChangeReverts reverts;

    RevertsController(RecordedChanges changes, ChangeHistory history, RecordNames names, ChangeReverts reverts) {
        this.changes = changes;
        this.history = history;
        this.names = names;
        this.reverts = reverts;
    }

    /// Tries it out and undoes the trial; of a change set that is reverted, tells by which.
    @Writes
    @GetMapping(ONE)
    String preview(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, Model model) {
        return show(caller, id, true, model);
    }

    @Writes
    @PostMapping(ONE)
    String revert(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, Model model) {
        return show(caller, id, false, model);
    }

    private String show(Caller caller, UUID id, boolean dryRun, Model model) {
        RecordedChange change = changes.one(caller.orgId(), id);
        Optional<Reverted> reverted = revert(caller, id, dryRun);
        List<ChangeRecord> shown = reverted.map(one -> takenBack(change, one)).orElse(List.of());
        List<Reverted.Protected> stays = reverted.map(Reverted::protectedRecords).orElse(List.of()).stream()
                .limit(MOST_SHOWN)
                .toList();
        List<ChangeRecord> staying = records(change, stays);
        RecordNames.Known known = names.of(
                caller.orgId(),
                Naming.asked(Stream.concat(shown.stream(), staying.stream()).toList()));
        Naming naming = new Naming(known);
        model.addAttribute(
                "change",
                ChangeView.of(
                        history.open(caller.orgId(), id, null, 1, null).change(),
                        reverts.inForce(caller.orgId(), id).orElse(null),
                        known.setup().timeZone()));
        model.addAttribute(
                "revert",
                reverted.map(one -> view(one, !dryRun, shown, stays, staying, naming))
                        .orElse(null));
        return "changes/revert";
    }

    /// Nothing where the change set has been taken back already.
    private Optional<Reverted> revert(Caller caller, UUID id, boolean dryRun) {
        Call call = new Call(caller, "/v2/changes/" + id + "/revert", new Options(OnConflict.SKIP, dryRun), null);
        try {
            return switch (reverts.revert(call, id, _ -> {
                throw new IllegalStateException("There is no key to keep the answer under");
            })) {
                case Outcome.Fresh(var reverted) -> Optional.of(reverted);
                case Outcome.Replay _ -> throw new IllegalStateException("There is no key to replay");
            };
        } catch (RequestRefused refused) {
            if (refused.isFor(ALREADY_REVERTED)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static List<ChangeRecord> takenBack(RecordedChange change, Reverted reverted) {
        return change.records().stream()
                .filter(record -> reverted.takenBack().contains(record.key()))
                .sorted(Comparator.comparing(ChangeRecord::key))
                .limit(MOST_SHOWN)
                .map(RecordView::reversed)
                .toList();
    }

    private static List<ChangeRecord> records(RecordedChange change, List<Reverted.Protected> stays) {
        Set<EntityKey> keys =
                stays.stream().map(record -> record.skipped().key()).collect(Collectors.toSet());
        return change.records().stream()
                .filter(record -> keys.contains(record.key()))
                .toList();
    }

    private static RevertView view(
            Reverted reverted,
            boolean done,
            List<ChangeRecord> shown,
            List<Reverted.Protected> stays,
            List<ChangeRecord> staying,
            Naming naming) {
        int all = reverted.protectedRecords().size();
        return new RevertView(
                done,
                reverted.changeId(),
                reverted.restored(),
                reverted.removed(),
                all,
                shown.stream().map(record -> RecordView.of(record, naming)).toList(),
                reverted.takenBack().size() - shown.size(),
                stays.stream().map(one -> stays(one, staying, naming)).toList(),
                all - stays.size());
    }

    private static StaysView stays(Reverted.Protected one, List<ChangeRecord> staying, Naming naming) {
        Value subject = staying.stream()
                .filter(record -> record.key().equals(one.skipped().key()))
                .findFirst()
                .map(record -> RecordView.of(record, naming).subject())
                .orElse(Value.plain("#" + one.skipped().key().id()));
        return StaysView.of(one, subject);
    }
}
