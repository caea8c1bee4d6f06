package io.guildhall.association.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A company with its people and the companies below it.
///
/// @param subCompanyCount direct sub-companies, also where fewer of them are shown
/// @param roles how many people there are in each role, by its code
/// @param people the first ones, by role
public record CompanyBranch(
        long id,
        String externalId,
        String name,
        boolean isActive,
        @Nullable Long parentId,
        long subCompanyCount,
        List<RoleCount> roles,
        List<Member> people,
        List<CompanyBranch> subCompanies) {
    public CompanyBranch {
        roles = List.copyOf(roles);
        people = List.copyOf(people);
        subCompanies = List.copyOf(subCompanies);
    }

    public record RoleCount(String roleCode, long people) {}

    public record Member(
            long customerId,
            @Nullable String firstName,
            @Nullable String lastName,
            String roleCode,
            @Nullable Long parentCustomerId) {
        @Override
        public String toString() {
            return "Member[" + customerId + "]"; // personal data stays out of logs
        }
    }

    /// Nests companies that come one by one.
    ///
    /// @param companies each without sub-companies; the topmost first, and each after its parent
    public static CompanyBranch nested(List<CompanyBranch> companies) {
        Map<Long, List<CompanyBranch>> children = new HashMap<>();
        for (CompanyBranch company : companies.subList(1, companies.size()).reversed()) {
            children.computeIfAbsent(Objects.requireNonNull(company.parentId()), _ -> new ArrayList<>())
                    .addFirst(company.over(children.getOrDefault(company.id(), List.of())));
        }
        CompanyBranch top = companies.getFirst();
        return top.over(children.getOrDefault(top.id(), List.of()));
    }

    private CompanyBranch over(List<CompanyBranch> below) {
        return new CompanyBranch(id, externalId, name, isActive, parentId, subCompanyCount, roles, people, below);
    }
}
