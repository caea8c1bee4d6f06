package io.guildhall.console.web;

import io.guildhall.association.CompanyMembers;
import io.guildhall.association.CompanyMembers.Part;
import io.guildhall.association.PeopleTrees;
import io.guildhall.association.PeopleTrees.Below;
import io.guildhall.association.PeopleTrees.Descendants;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.association.domain.CompanyPart;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.association.store.CompanyMemberReads;
import io.guildhall.console.web.TreeNode.Branch;
import io.guildhall.console.web.TreeNode.Kind;
import io.guildhall.console.web.people.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The branches of trees: what belongs to a company, who has a role there, who stands below a person. However many they
/// are, a branch has so many lines, and a way to the next ones.
@Component
public class TreeBranches {
    private static final int LINES = 50;

    private final CompanyMembers members;
    private final PeopleTrees people;

    TreeBranches(CompanyMembers members, PeopleTrees people) {
        this.members = members;
        this.people = people;
    }

    public static String roleKey(long companyId, String role) {
        return "r" + companyId + "." + role;
    }

    /// The roles of a company, then its sub-companies.
    ///
    /// @param after the last sub-company that is known already; 0 for the beginning
    public Branch ofCompany(long orgId, long companyId, long after, TreeQuery query) {
        List<RoleCount> roles =
                after == 0 ? members.roles(orgId, companyId, query.day().asOf()) : List.of();
        return ofCompany(orgId, companyId, roles, after, query);
    }

    /// @param roles of the company where they are to be shown, that is at the beginning
    public Branch ofCompany(long orgId, long companyId, List<RoleCount> roles, long after, TreeQuery query) {
        List<TreeNode> nodes = new ArrayList<>();
        for (RoleCount role : roles) {
            nodes.add(role(orgId, companyId, role, query));
        }
        List<CompanyPart> found =
                members.subCompanies(orgId, companyId, query.day().asOf(), new Part(after, LINES + 1));
        List<CompanyPart> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        for (CompanyPart company : shown) {
            nodes.add(company(orgId, company, query));
        }
        String more = found.size() > LINES
                ? query.source(
                        "/console/companies/" + companyId + "/branch",
                        "after",
                        Long.toString(shown.getLast().id()))
                : null;
        return new Branch(nodes, more, after == 0);
    }

    /// @param after the last membership that is known already; 0 for the beginning
    public Branch ofRole(long orgId, long companyId, String role, long after, TreeQuery query) {
        List<TreePerson> found =
                members.people(orgId, companyId, role, query.day().asOf(), new Part(after, LINES + 1));
        List<TreePerson> shown = found.size() > LINES ? found.subList(0, LINES) : found;
        String more = found.size() > LINES
                ? query.source(
                        rolePath(companyId),
                        "role",
                        role,
                        "after",
                        Long.toString(shown.getLast().path().getLast()))
                : null;
        return new Branch(people(orgId, shown, false, query), more, after == 0);
    }

    /// The children of a person.
    ///
    /// @param cursor of the part before; null for the beginning
    public Branch below(long orgId, long customerId, @Nullable String cursor, TreeQuery query) {
        Descendants found = people.descendants(
                orgId, new Below(customerId, 1, LINES, query.day().asOf(), cursor));
        String more = found.cursor() == null ? null : query.source(belowPath(customerId), "cursor", found.cursor());
        return new Branch(people(orgId, found.people(), true, query), more, cursor == null);
    }

    private List<TreeNode> people(long orgId, List<TreePerson> people, boolean withRole, TreeQuery query) {
        return people.stream()
                .map(person -> person(orgId, person, withRole, query))
                .toList();
    }

    private TreeNode role(long orgId, long companyId, RoleCount role, TreeQuery query) {
        String key = roleKey(companyId, role.roleCode());
        return new TreeNode(
                Kind.ROLE,
                key,
                companyId,
                role.roleCode(),
                "",
                role.people(),
                false,
                true,
                query.source(rolePath(companyId), "role", role.roleCode()),
                query.toggled(key),
                query.opens(key) ? ofRole(orgId, companyId, role.roleCode(), 0, query) : null);
    }

    private TreeNode company(long orgId, CompanyPart company, TreeQuery query) {
        String key = "c" + company.id();
        boolean isEmpty = company.people() == 0 && !company.isDivided();
        return new TreeNode(
                Kind.COMPANY,
                key,
                company.id(),
                company.name(),
                company.externalId(),
                company.people(),
                company.people() == CompanyMemberReads.MOST_COUNTED,
                company.isActive(),
                isEmpty ? null : query.source("/console/companies/" + company.id() + "/branch"),
                query.toggled(key),
                !isEmpty && query.opens(key) ? ofCompany(orgId, company.id(), 0, query) : null);
    }

    private TreeNode person(long orgId, TreePerson person, boolean withRole, TreeQuery query) {
        String key = "p" + person.customerId();
        boolean isAlone = person.childCount() == 0;
        return new TreeNode(
                Kind.PERSON,
                key,
                person.customerId(),
                name(person),
                withRole ? person.roleCode() : "",
                person.childCount(),
                false,
                true,
                isAlone ? null : query.source(belowPath(person.customerId())),
                query.toggled(key),
                !isAlone && query.opens(key) ? below(orgId, person.customerId(), null, query) : null);
    }

    /// The name of the first profile, empty for somebody without one.
    public static String name(TreePerson person) {
        return Names.joined(person.firstName(), person.lastName());
    }

    private static String rolePath(long companyId) {
        return "/console/companies/" + companyId + "/people";
    }

    private static String belowPath(long customerId) {
        return "/console/people/" + customerId + "/below";
    }
}
