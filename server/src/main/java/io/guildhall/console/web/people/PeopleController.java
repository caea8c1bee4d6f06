package io.guildhall.console.web.people;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.LinkDirectory;
import io.guildhall.association.store.LinkReads.Spell;
import io.guildhall.console.web.Pages;
import io.guildhall.error.RequestRefused;
import io.guildhall.person.Address;
import io.guildhall.person.Embed;
import io.guildhall.person.PeopleSearch;
import io.guildhall.person.PersonDirectory;
import io.guildhall.person.PersonDirectory.Details;
import io.guildhall.person.domain.SearchText;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Finding people as one types, and one person with all that belongs to them.
@Controller
class PeopleController {
    private static final int ROWS = 20;
    private static final Set<Embed> ALL_SIDES =
            Set.copyOf(EnumSet.of(Embed.POINTS, Embed.FLEET_PARENT_DETAILS, Embed.SUBSCRIPTIONS, Embed.USER_GROUP));

    private final PeopleSearch search;
    private final PersonDirectory people;
    private final LinkDirectory links;
    private final Clock clock;

    PeopleController(PeopleSearch search, PersonDirectory people, LinkDirectory links, Clock clock) {
        this.search = search;
        this.people = people;
        this.links = links;
        this.clock = clock;
    }

    /// @param part set where a script asks for the rows alone
    @Reads
    @GetMapping("/console/people")
    String people(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String offset,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        Page page = Pages.part(ROWS, offset);
        String typed = QueryParameters.text("q", q); // refuses what no text of the database holds
        Optional<SearchText> text = SearchText.of(typed == null ? "" : typed);
        model.addAttribute("q", q.strip());
        model.addAttribute(
                "result",
                text.map(prefix -> FoundPeople.of(search.find(caller.orgId(), prefix, page), prefix, page))
                        .orElse(null));
        return part == null ? "people/people" : "people/people :: result";
    }

    @Reads
    @GetMapping("/console/people/{id}")
    String person(@AuthenticationPrincipal Caller caller, @PathVariable String id, Model model) {
        Long number = QueryParameters.id(id);
        if (number == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        Details details =
                people.details(caller.orgId(), new Address.ById(number, "ALL", null), ALL_SIDES, clock.instant());
        List<Spell> spells =
                links.history(caller.orgId(), details.customer().id()).spells();
        model.addAttribute("person", PersonView.of(details, spells));
        return "people/person";
    }
}
