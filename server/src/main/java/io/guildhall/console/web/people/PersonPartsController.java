package io.guildhall.console.web.people;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.console.web.Day;
import io.guildhall.console.web.Days;
import io.guildhall.console.web.TreeBranches;
import io.guildhall.console.web.TreeNode.Branch;
import io.guildhall.console.web.TreeQuery;
import io.guildhall.error.RequestRefused;
import io.guildhall.person.Address;
import io.guildhall.person.Embed;
import io.guildhall.person.PersonDirectory;
import io.guildhall.person.PersonTimeline;
import io.guildhall.person.PersonTimeline.Kind;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Further parts of what a person's page shows: of the people below, and of the past.
@Controller
class PersonPartsController {
    private final PersonDirectory people;
    private final PersonTimeline timelines;
    private final TreeBranches branches;
    private final Days days;

    PersonPartsController(PersonDirectory people, PersonTimeline timelines, TreeBranches branches, Days days) {
        this.people = people;
        this.timelines = timelines;
        this.branches = branches;
        this.days = days;
    }

    /// The people directly below somebody.
    ///
    /// @param part set where a script asks for the lines alone
    @Reads
    @GetMapping("/console/people/{id}/below")
    String below(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        long number = number(id);
        Day day = days.day(caller.orgId(), asOf);
        String after = QueryParameters.text("cursor", cursor);
        TreeQuery query = new TreeQuery("/console/people/" + number, day, List.of());
        Branch branch = branches.below(caller.orgId(), number, after, query);
        model.addAttribute("branch", branch);
        model.addAttribute("day", day);
        if (part != null) {
            return branch.isFirst() ? "tree :: branch" : "tree :: lines";
        }
        Address address = new Address.ById(number, "ALL", null);
        model.addAttribute("id", id);
        model.addAttribute(
                "name",
                Names.of(people.details(caller.orgId(), address, Set.of(Embed.IGNORE_CARD_DETAILS), day.at())
                        .customer()));
        return "people/below";
    }

    /// What happened before.
    @Reads
    @GetMapping("/console/people/{id}/timeline")
    String timeline(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        long number = number(id);
        Kind shown = kind(kind);
        model.addAttribute(
                "timeline",
                TimelineView.of(
                        timelines.of(caller.orgId(), number, shown, change(before)),
                        shown,
                        "/console/people/" + number,
                        days.zone(caller.orgId())));
        return "people/timeline :: moments";
    }

    /// @throws RequestRefused with 404/8015 for what is no id
    static long number(String id) {
        Long number = QueryParameters.id(id);
        if (number == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return number;
    }

    /// @throws RequestRefused with 1686 for what is no kind
    static @Nullable Kind kind(@Nullable String name) {
        return QueryParameters.text("kind", name) == null ? null : QueryParameters.oneOf("kind", name, Kind.LINK);
    }

    /// @throws RequestRefused with 1686 for what is no id of a change set
    static @Nullable UUID change(@Nullable String id) {
        String text = QueryParameters.text("before", id);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw QueryParameters.refused("before");
        }
    }
}
