package io.guildhall.console.web.overview;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.console.web.imports.ImportRow;
import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.imports.ImportDesk;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// What the organisation has, and what happened last.
@Controller
class OverviewController {
    private static final Page LATEST = new Page(5, 0);
    private static final Page NONE_BUT_THEIR_NUMBER = new Page(1, 0);

    private final CompanyDirectory companies;
    private final HierarchyRegistry hierarchies;
    private final ImportDesk imports;

    OverviewController(CompanyDirectory companies, HierarchyRegistry hierarchies, ImportDesk imports) {
        this.companies = companies;
        this.hierarchies = hierarchies;
        this.imports = imports;
    }

    @Reads
    @GetMapping("/console")
    String overview(@AuthenticationPrincipal Caller caller, Model model) {
        long org = caller.orgId();
        model.addAttribute(
                "companies",
                companies.all(org, true, NONE_BUT_THEIR_NUMBER, SortOrder.ASC).total());
        model.addAttribute("hierarchies", hierarchies.all(org).hierarchies());
        ImportDesk.Listing latest = imports.list(org, LATEST);
        model.addAttribute("imports", latest.views().stream().map(ImportRow::of).toList());
        model.addAttribute("importCount", latest.total());
        return "overview/overview";
    }
}
