package io.guildhall.console.web.companies;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.console.web.Day;
import io.guildhall.console.web.Days;
import io.guildhall.console.web.TreeBranches;
import io.guildhall.console.web.TreeNode.Branch;
import io.guildhall.console.web.TreeQuery;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Parts of a company's tree: for the script that opens a line, and each as a page of its own.
@Controller
class BranchController {
    private final CompanyDirectory companies;
    private final TreeBranches branches;
    private final Days days;

    BranchController(CompanyDirectory companies, TreeBranches branches, Days days) {
        this.companies = companies;
        this.branches = branches;
        this.days = days;
    }

    /// What belongs to a company.
    ///
    /// @param after the last sub-company that is shown already
    /// @param part set where a script asks for the lines alone
    @Reads
    @GetMapping("/console/companies/{id}/branch")
    String company(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        CompanyForm company = companies.one(caller.orgId(), CompanyKey.of(null, id));
        Day day = days.day(caller.orgId(), asOf);
        Branch branch = branches.ofCompany(caller.orgId(), company.companyId(), key(after), query(company, day));
        return shown(company, "", branch, day, part, model);
    }

    /// The people of a company in one role.
    ///
    /// @param after membership of the last one that is shown already
    @Reads
    @GetMapping("/console/companies/{id}/people")
    String people(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        CompanyForm company = companies.one(caller.orgId(), CompanyKey.of(null, id));
        Day day = days.day(caller.orgId(), asOf);
        String code = QueryParameters.text("role", role);
        if (code == null) {
            throw QueryParameters.refused("role");
        }
        Branch branch = branches.ofRole(caller.orgId(), company.companyId(), code, key(after), query(company, day));
        return shown(company, code, branch, day, part, model);
    }

    private static String shown(
            CompanyForm company, String role, Branch branch, Day day, @Nullable String part, Model model) {
        model.addAttribute("company", company);
        model.addAttribute("role", role);
        model.addAttribute("branch", branch);
        model.addAttribute("day", day);
        return part == null ? "companies/branch" : branch.isFirst() ? "tree :: branch" : "tree :: lines";
    }

    private static TreeQuery query(CompanyForm company, Day day) {
        return new TreeQuery("/console/companies/" + company.companyId(), day, List.of());
    }

    private static long key(String after) {
        Long key = QueryParameters.id(after);
        if (key == null || key < 0) {
            throw QueryParameters.refused("after");
        }
        return key;
    }
}
