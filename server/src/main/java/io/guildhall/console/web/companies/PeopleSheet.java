package io.guildhall.console.web.companies;

import io.guildhall.association.CompanyMembers;
import io.guildhall.association.CompanyMembers.Part;
import io.guildhall.association.CompanyMembers.Sheet;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.console.web.TreeBranches;
import io.guildhall.console.web.people.Names;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.imports.domain.Neutral;
import io.guildhall.imports.file.TableWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the people of a company and of those below it as a table, part by part: neither many companies nor many
/// people are ever in memory together.
@Component
class PeopleSheet {
    private static final int PART = 500;
    private static final List<IdentifierType> NAMED =
            List.of(IdentifierType.MOBILE, IdentifierType.EMAIL, IdentifierType.EXTERNAL_ID);

    private final CompanyMembers members;
    private final CompanyDirectory companies;

    PeopleSheet(CompanyMembers members, CompanyDirectory companies) {
        this.members = members;
        this.companies = companies;
    }

    /// @param titles of the columns, in their order: id, name, mobile, email, externalId, role, parent's id, parent,
    ///     company's key, company
    /// @param asOf the instant that is looked at; null for the present
    void write(long orgId, CompanyForm company, @Nullable Instant asOf, List<String> titles, TableWriter table)
            throws IOException {
        table.row(titles);
        for (long id : members.withSubCompanies(orgId, company.companyId())) {
            List<RoleCount> roles = members.roles(orgId, id, asOf);
            if (!roles.isEmpty()) {
                CompanyForm own = companies.one(orgId, new CompanyKey(null, id));
                for (RoleCount role : roles) {
                    people(orgId, own, role.roleCode(), asOf, table);
                }
            }
        }
    }

    private void people(long orgId, CompanyForm company, String role, @Nullable Instant asOf, TableWriter table)
            throws IOException {
        long after = 0;
        Sheet sheet;
        do {
            sheet = members.sheet(orgId, company.companyId(), role, asOf, new Part(after, PART));
            for (TreePerson person : sheet.people()) {
                table.row(row(company, person, sheet));
                after = person.path().getLast();
            }
        } while (sheet.people().size() == PART);
    }

    private static List<String> row(CompanyForm company, TreePerson person, Sheet sheet) {
        Customer customer = sheet.customers().get(person.customerId());
        Long parentId = person.parentCustomerId();
        Customer parent = parentId == null ? null : sheet.customers().get(parentId);
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(person.customerId()));
        cells.add(customer == null ? TreeBranches.name(person) : Names.of(customer));
        for (IdentifierType type : NAMED) {
            cells.add(customer == null ? "" : identifiers(customer, type));
        }
        cells.add(person.roleCode());
        cells.add(parentId == null ? "" : Long.toString(parentId));
        cells.add(parent == null ? "" : Names.of(parent));
        cells.add(company.externalId());
        cells.add(company.name());
        return cells.stream().map(Neutral::marked).toList();
    }

    private static String identifiers(Customer customer, IdentifierType type) {
        return customer.allIdentifiers().stream()
                .filter(identifier -> identifier.type() == type)
                .map(identifier -> identifier.value())
                .collect(Collectors.joining(" "));
    }
}
