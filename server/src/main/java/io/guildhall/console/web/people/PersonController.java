package io.guildhall.console.web.people;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.PeopleTrees;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.console.web.Day;
import io.guildhall.console.web.Days;
import io.guildhall.console.web.TreeBranches;
import io.guildhall.console.web.TreeQuery;
import io.guildhall.person.Address;
import io.guildhall.person.Embed;
import io.guildhall.person.PersonDirectory;
import io.guildhall.person.PersonDirectory.Details;
import io.guildhall.person.PersonTimeline;
import io.guildhall.person.PersonTimeline.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// One person with all that belongs to them: where they stand on a day, who is above and below, and what happened.
@Controller
class PersonController {
    private static final Set<Embed> ALL_SIDES =
            Set.copyOf(EnumSet.of(Embed.POINTS, Embed.FLEET_PARENT_DETAILS, Embed.SUBSCRIPTIONS, Embed.USER_GROUP));

    private final PersonDirectory people;
    private final PeopleTrees trees;
    private final PersonTimeline timelines;
    private final TreeBranches branches;
    private final Days days;

    PersonController(
            PersonDirectory people, PeopleTrees trees, PersonTimeline timelines, TreeBranches branches, Days days) {
        this.people = people;
        this.trees = trees;
        this.timelines = timelines;
        this.branches = branches;
        this.days = days;
    }

    /// Somebody above the person.
    record Above(long id, String name, String role) {
        static Above of(TreePerson person) {
            return new Above(person.customerId(), TreeBranches.name(person), person.roleCode());
        }

        @Override
        public String toString() {
            return "Above[" + id + "]"; // personal data stays out of logs
        }
    }

    /// @param query with `open`, the people below whose own people are shown
    @Reads
    @GetMapping("/console/people/{id}")
    String person(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        long number = PersonPartsController.number(id);
        Kind shown = PersonPartsController.kind(kind);
        UUID behind = PersonPartsController.change(before);
        Day day = days.day(caller.orgId(), asOf);
        Details details = people.details(caller.orgId(), new Address.ById(number, "ALL", null), ALL_SIDES, day.at());
        long own = details.customer().id();
        String page = "/console/people/" + own;
        TreeQuery tree = new TreeQuery(page, day, query.getOrDefault("open", List.of()));
        model.addAttribute("person", PersonView.of(details));
        model.addAttribute("day", day);
        model.addAttribute(
                "line",
                trees.ancestors(caller.orgId(), own, day.asOf()).people().reversed().stream()
                        .map(Above::of)
                        .toList());
        model.addAttribute("branch", branches.below(caller.orgId(), own, null, tree));
        model.addAttribute(
                "timeline",
                TimelineView.of(
                        timelines.of(caller.orgId(), own, shown, behind),
                        shown,
                        page,
                        details.setup().timeZone()));
        return "people/person";
    }
}
