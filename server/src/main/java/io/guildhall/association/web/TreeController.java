package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.CompanyTrees;
import io.guildhall.association.PeopleTrees;
import io.guildhall.association.PeopleTrees.Ancestors;
import io.guildhall.association.PeopleTrees.Below;
import io.guildhall.association.PeopleTrees.Descendants;
import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.company.CompanyKey;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who stands above and below a person, and what a company is made of (`spec/beyond.md` row 11, `decisions.md` 23).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class TreeController {
    private static final int COMPANY_DEPTH = 3;
    private static final int COMPANY_PEOPLE = 10;

    private final PeopleTrees people;
    private final CompanyTrees companies;
    private final Clock clock;

    TreeController(PeopleTrees people, CompanyTrees companies, Clock clock) {
        this.people = people;
        this.companies = companies;
        this.clock = clock;
    }

    record Line(List<Person> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param cursor of the next page; null on the last one
    @JsonPropertyOrder({"data", "cursor", "warnings", "errors"})
    record Part(List<Person> data, @Nullable String cursor, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    record Whole(Branch company, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    @JsonPropertyOrder({"id", "firstName", "lastName", "roleCode", "depth", "parentId", "fleetCompany", "childCount"})
    record Person(
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            String roleCode,
            int depth,
            @Nullable Long parentId,
            @Nullable Company fleetCompany,
            long childCount) {
        static Person of(TreePerson person) {
            TreePerson.Company company = person.company();
            return new Person(
                    person.customerId(),
                    person.firstName(),
                    person.lastName(),
                    person.roleCode(),
                    person.depth(),
                    person.parentCustomerId(),
                    company == null ? null : new Company(company.externalId(), company.id(), company.name()),
                    person.childCount());
        }

        @Override
        public String toString() {
            return "Person[" + id + "]"; // personal data stays out of logs
        }
    }

    @JsonPropertyOrder({"externalId", "companyId", "name"})
    record Company(String externalId, long companyId, String name) {}

    @JsonPropertyOrder({
        "externalId",
        "companyId",
        "name",
        "isActive",
        "roles",
        "people",
        "subCompanyCount",
        "subCompanies"
    })
    record Branch(
            String externalId,
            long companyId,
            String name,
            boolean isActive,
            List<Role> roles,
            List<Member> people,
            long subCompanyCount,
            List<Branch> subCompanies) {
        static Branch of(CompanyBranch company) {
            return new Branch(
                    company.externalId(),
                    company.id(),
                    company.name(),
                    company.isActive(),
                    company.roles().stream()
                            .map(role -> new Role(role.roleCode(), role.people()))
                            .toList(),
                    company.people().stream().map(Member::of).toList(),
                    company.subCompanyCount(),
                    company.subCompanies().stream().map(Branch::of).toList());
        }
    }

    @JsonPropertyOrder({"roleCode", "count"})
    record Role(String roleCode, long count) {}

    @JsonPropertyOrder({"id", "firstName", "lastName", "roleCode", "parentId"})
    record Member(
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            String roleCode,
            @Nullable Long parentId) {
        static Member of(CompanyBranch.Member member) {
            return new Member(
                    member.customerId(),
                    member.firstName(),
                    member.lastName(),
                    member.roleCode(),
                    member.parentCustomerId());
        }

        @Override
        public String toString() {
            return "Member[" + id + "]"; // personal data stays out of logs
        }
    }

    @Reads
    @GetMapping("/v2/customers/{id}/ancestors")
    Line ancestors(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestParam Map<String, String> query) {
        Instant asOf = asOf(query);
        long asked = customer(id);
        Ancestors ancestors = people.ancestors(caller.orgId(), asked, asOf);
        return new Line(
                shown(ancestors.people()),
                ProblemBody.listOf(Merged.warning(asked, ancestors.customerId())),
                List.of());
    }

    @Reads
    @GetMapping("/v2/customers/{id}/descendants")
    Part descendants(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestParam Map<String, String> query) {
        int depth = QueryParameters.number("depth", query.get("depth"), PeopleTrees.DEEPEST, 1, PeopleTrees.DEEPEST);
        int limit = QueryParameters.number("limit", query.get("limit"), Page.DEFAULT_LIMIT, 1, Page.MAX_LIMIT);
        Instant asOf = asOf(query);
        String cursor = QueryParameters.text("cursor", query.get("cursor"));
        long asked = customer(id);
        Descendants descendants = people.descendants(caller.orgId(), new Below(asked, depth, limit, asOf, cursor));
        return new Part(
                shown(descendants.people()),
                descendants.cursor(),
                ProblemBody.listOf(Merged.warning(asked, descendants.customerId())),
                List.of());
    }

    @Reads
    @GetMapping("/v2/companies/tree")
    Whole company(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        int depth = QueryParameters.number("depth", query.get("depth"), COMPANY_DEPTH, 0, CompanyTrees.DEEPEST);
        int limit = QueryParameters.number("limit", query.get("limit"), COMPANY_PEOPLE, 0, CompanyTrees.MOST_PEOPLE);
        Instant asOf = asOf(query);
        CompanyKey key = CompanyKey.of(query.get("externalId"), query.get("id"));
        CompanyBranch company = companies.tree(caller.orgId(), key, depth, limit, asOf);
        return new Whole(Branch.of(company), List.of(), List.of());
    }

    private @Nullable Instant asOf(Map<String, String> query) {
        String text = QueryParameters.text("asOf", query.get("asOf"));
        return text == null ? null : QueryParameters.notAhead("asOf", text, clock.instant());
    }

    private static long customer(String id) {
        Long customerId = QueryParameters.id(id);
        if (customerId == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return customerId;
    }

    private static List<Person> shown(List<TreePerson> people) {
        return people.stream().map(Person::of).toList();
    }
}
