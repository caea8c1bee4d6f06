package io.guildhall.console.web.companies;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.CompanyMembers;
import io.guildhall.association.LinkDirectory;
import io.guildhall.association.LinkDirectory.Subject;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.association.store.LinkReads.SortBy;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.console.web.Day;
import io.guildhall.console.web.Days;
import io.guildhall.console.web.Pages;
import io.guildhall.console.web.TreeBranches;
import io.guildhall.console.web.TreeQuery;
import io.guildhall.wire.Page;
import io.guildhall.wire.Page.SortOrder;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// One company as of a day: as a tree, or as a list of its people.
@Controller
class CompanyPageController {
    private static final int ROWS = 25;
    /// A role of so few people is open before anybody asks for it.
    private static final int FEW = 10;

    private final CompanyDirectory companies;
    private final CompanyMembers members;
    private final LinkDirectory links;
    private final TreeBranches branches;
    private final Days days;

    CompanyPageController(
            CompanyDirectory companies, CompanyMembers members, LinkDirectory links, TreeBranches branches, Days days) {
        this.companies = companies;
        this.members = members;
        this.links = links;
        this.branches = branches;
        this.days = days;
    }

    /// The days that the slider goes over.
    ///
    /// @param chosen days after the first one
    record Life(LocalDate first, LocalDate last, long chosen, long days) {
        static Life of(LocalDate created, Day day) {
            LocalDate first = created.isBefore(day.today()) ? created : day.today();
            return new Life(
                    first,
                    day.today(),
                    Math.max(0, ChronoUnit.DAYS.between(first, day.date())),
                    ChronoUnit.DAYS.between(first, day.today()));
        }
    }

    /// @param view `list` for a list, else the tree
    /// @param query with `open`, the lines of the tree that are open; absent for those that have little to show
    /// @param sub set where the list is to have the people of its sub-companies, too
    @Reads
    @GetMapping("/console/companies/{id}")
    String company(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "tree") String view,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(required = false) @Nullable String sub,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String offset,
            Model model) {
        CompanyForm company = companies.one(caller.orgId(), CompanyKey.of(null, id));
        Day day = days.day(caller.orgId(), asOf);
        LocalDate created = LocalDate.ofInstant(members.createdAt(caller.orgId(), company), days.zone(caller.orgId()));
        model.addAttribute("company", company);
        model.addAttribute("day", day);
        model.addAttribute("life", Life.of(created, day));
        model.addAttribute("sub", sub != null);
        model.addAttribute("view", view.equals("list") ? "list" : "tree");
        if (view.equals("list")) {
            list(caller, company, day, sub != null, Pages.part(ROWS, offset), model);
        } else {
            tree(caller, company, day, query.get("open"), model);
        }
        return "companies/company";
    }

    private void tree(Caller caller, CompanyForm company, Day day, @Nullable List<String> open, Model model) {
        long id = company.companyId();
        List<RoleCount> roles = members.roles(caller.orgId(), id, day.asOf());
        List<String> opened = open != null
                ? open
                : roles.stream()
                        .filter(role -> role.people() <= FEW)
                        .map(role -> TreeBranches.roleKey(id, role.roleCode()))
                        .toList();
        TreeQuery query = new TreeQuery("/console/companies/" + id, day, opened);
        model.addAttribute("branch", branches.ofCompany(caller.orgId(), id, roles, 0, query));
        model.addAttribute("total", roles.stream().mapToLong(RoleCount::people).sum());
    }

    private void list(Caller caller, CompanyForm company, Day day, boolean sub, Page page, Model model) {
        Subject subject = new Subject.Company(new LinkDirectory.CompanyKey(null, company.companyId()), sub);
        LinkDirectory.Listing people = links.list(
                caller.orgId(),
                _ -> new LinkDirectory.Request(subject, page, SortBy.CREATED_ON, SortOrder.ASC, day.at()));
        model.addAttribute(
                "people",
                people.people().stream().map(row -> PersonRow.of(row, people)).toList());
        model.addAttribute("pages", Pages.of(page, people.total()));
        model.addAttribute("total", people.total());
    }
}
