package io.guildhall.console.web.people;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.console.web.Pages;
import io.guildhall.person.PeopleSearch;
import io.guildhall.person.domain.SearchText;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Finding people as one types.
@Controller
class PeopleController {
    private static final int ROWS = 20;

    private final PeopleSearch search;

    PeopleController(PeopleSearch search) {
        this.search = search;
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
}
