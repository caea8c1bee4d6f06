package io.guildhall.console.web.changes;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.RecordNames;
import io.guildhall.change.ChangeHistory;
import io.guildhall.change.ChangeHistory.Opened;
import io.guildhall.change.ChangeHistory.Query;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.console.web.CurrentSetups;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Till;
import io.guildhall.undo.ChangeReverts;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.QueryParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /// Of years that a change set can be of.
    private static final Pattern DAY = Pattern.compile("[2-9]\\d{3}-\\d\\d-\\d\\d");

    private final ChangeHistory history;
    private final CurrentSetups setups;
    private final RecordNames names;
    private final ChangeReverts reverts;

    ChangesController(ChangeHistory history, CurrentSetups setups, RecordNames names, ChangeReverts reverts) {
        this.history = history;
        this.setups = setups;
        this.names = names;
        this.reverts = reverts;
    }

    /// @param till its code, empty for all
    /// @param day in the organisation's time zone, empty for all
    /// @param kind of the records changed, empty for all
    /// @param live `off` where the page shall stay as it is
    @Reads
    @GetMapping("/console/changes")
    String list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "") String till,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String live,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        OrganisationSetup setup = setups.of(caller.orgId());
        ZoneId zone = setup.timeZone();
        LocalDate date = day(day);
        boolean isFirst = cursor == null || cursor.isEmpty();
        Query query = new Query(
                QueryParameters.text("till", till),
                start(date, zone),
                start(following(date), zone),
                kind("kind", kind));
        Cursor.Part<ListedChange> part = history.list(caller.orgId(), query, ROWS, isFirst ? null : cursor);
        model.addAttribute(
                "changes",
                part.rows().stream().map(change -> ChangeRow.of(change, zone)).toList());
        model.addAttribute("next", part.cursor());
        model.addAttribute("isFirst", isFirst);
        model.addAttribute("tills", setup.tills().stream().map(Till::code).toList());
        model.addAttribute("kinds", EntityType.values());
        model.addAttribute("till", till);
        model.addAttribute("day", day);
        model.addAttribute("kind", kind);
        model.addAttribute("live", !live.equals("off"));
        return "changes/changes";
    }

    /// @param type of the records shown, empty for all
    @Reads
    @GetMapping("/console/changes/{id}")
    String one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        boolean isFirst = cursor == null || cursor.isEmpty();
        Opened opened = history.open(caller.orgId(), id, kind("type", type), ROWS, isFirst ? null : cursor);
        RecordNames.Known known = names.of(caller.orgId(), Naming.asked(opened.records()));
        Naming naming = new Naming(known);
        model.addAttribute(
                "change",
                ChangeView.of(
                        opened.change(),
                        reverts.inForce(caller.orgId(), id).orElse(null),
                        known.setup().timeZone()));
        model.addAttribute(
                "records",
                opened.records().stream()
                        .map(record -> RecordView.of(record, naming))
                        .toList());
        model.addAttribute("next", opened.cursor());
        model.addAttribute("isFirst", isFirst);
        model.addAttribute("type", type);
        model.addAttribute("open", opened.records().size() <= FEW);
        return "changes/change";
    }

    private static @Nullable EntityType kind(String parameter, String name) {
        if (name.isEmpty()) {
            return null;
        }
        return Stream.of(EntityType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> QueryParameters.refused(parameter));
    }

    private static @Nullable LocalDate day(String day) {
        if (day.isEmpty()) {
            return null;
        }
        if (!DAY.matcher(day).matches()) {
            throw QueryParameters.refused("day");
        }
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException none) {
            throw QueryParameters.refused("day");
        }
    }

    private static @Nullable LocalDate following(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1);
    }

    private static @Nullable Instant start(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}
