package io.guildhall.console.web.companies;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanySearch;
import io.guildhall.console.web.Pages;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import io.guildhall.wire.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of companies, and finding some of them as one types.
@Controller
class CompaniesController {
    private static final int ROWS = 25;

    private final CompanyDirectory companies;
    private final CompanySearch search;

    CompaniesController(CompanyDirectory companies, CompanySearch search) {
        this.companies = companies;
        this.search = search;
    }

    /// @param q a part of a name or externalId; all companies where it is absent
    /// @param part set where a script asks for the rows alone
    @Reads
    @GetMapping("/console/companies")
    String companies(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "active") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String offset,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        boolean active = !state.equals("inactive");
        Page page = Pages.part(ROWS, offset);
        String text = QueryParameters.text("q", q);
        CompanyDirectory.Listing<CompanyForm> listing = text == null
                ? companies.all(caller.orgId(), active, page, SortOrder.DESC)
                : search.find(caller.orgId(), text, active, page);
        model.addAttribute("active", active);
        model.addAttribute("q", text == null ? "" : text);
        model.addAttribute("companies", listing.page());
        model.addAttribute("pages", Pages.of(page, listing.total()));
        return part == null ? "companies/companies" : "companies/companies :: result";
    }
}
