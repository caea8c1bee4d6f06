package io.guildhall.console.web.companies;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.LinkDirectory;
import io.guildhall.association.LinkDirectory.Subject;
import io.guildhall.association.store.LinkReads.SortBy;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.console.web.Pages;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of companies, and one with its people as of a day.
@Controller
class CompaniesController {
    private static final int ROWS = 25;

    private final CompanyDirectory companies;
    private final LinkDirectory links;
    private final Clock clock;

    CompaniesController(CompanyDirectory companies, LinkDirectory links, Clock clock) {
        this.companies = companies;
        this.links = links;
        this.clock = clock;
    }

    @Reads
    @GetMapping("/console/companies")
    String companies(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "active") String state,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        boolean active = !state.equals("inactive");
        Page page = Pages.part(ROWS, offset);
        CompanyDirectory.Listing<CompanyForm> listing = companies.all(caller.orgId(), active, page, SortOrder.DESC);
        model.addAttribute("active", active);
        model.addAttribute("companies", listing.page());
        model.addAttribute("pages", Pages.of(page, listing.total()));
        return "companies/companies";
    }

    /// @param sub set where the people of its sub-companies are wanted, too
    /// @param day as of its end, in the organisation's time zone; absent for now
    @Reads
    @GetMapping("/console/companies/{id}")
    String company(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String sub,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        CompanyKey key = CompanyKey.of(null, id);
        CompanyForm company = companies.one(caller.orgId(), key);
        Page page = Pages.part(ROWS, offset);
        Subject subject = new Subject.Company(new LinkDirectory.CompanyKey(null, company.companyId()), sub != null);
        LinkDirectory.Listing people = links.list(
                caller.orgId(),
                setup -> new LinkDirectory.Request(
                        subject, page, SortBy.CREATED_ON, SortOrder.ASC, endOf(day, setup.timeZone())));
        model.addAttribute("company", company);
        model.addAttribute(
                "people",
                people.people().stream().map(row -> PersonRow.of(row, people)).toList());
        model.addAttribute("pages", Pages.of(page, people.total()));
        model.addAttribute("sub", sub != null);
        model.addAttribute("day", day == null ? "" : day);
        model.addAttribute(
                "today", LocalDate.ofInstant(clock.instant(), people.setup().timeZone()));
        return "companies/company";
    }

    /// The last instant of the day, or now where the day is not over.
    private Instant endOf(@Nullable String day, ZoneId zone) {
        Instant now = clock.instant();
        if (day == null || day.isBlank()) {
            return now;
        }
        try {
            Instant end = LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .minusMillis(1);
            return end.isAfter(now) ? now : end;
        } catch (DateTimeParseException unreadable) {
            throw QueryParameters.refused("day");
        }
    }
}
