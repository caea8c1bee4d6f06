package io.guildhall.association;

import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.association.domain.CompanyPart;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.association.store.CompanyMemberReads;
import io.guildhall.association.store.LinkReads;
import io.guildhall.association.store.TreeReads.Moment;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.store.Customers;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up what belongs to a company part by part: its roles, the people of one of them, its sub-companies. Each part
/// costs what it shows, however large the company is.
@Component
public class CompanyMembers {
    private final TenantTransactions transactions;
    private final CompanyTrees trees;
    private final Reads reads;
    private final Clock clock;

    CompanyMembers(TenantTransactions transactions, CompanyTrees trees, Reads reads, Clock clock) {
        this.transactions = transactions;
        this.trees = trees;
        this.reads = reads;
        this.clock = clock;
    }

    @Component
    static class Reads {
        private final CompanyMemberReads members;
        private final LinkReads links;
        private final Customers customers;

        Reads(CompanyMemberReads members, LinkReads links, Customers customers) {
            this.members = members;
            this.links = links;
            this.customers = customers;
        }
    }

    /// Rows that come after those that are known already.
    ///
    /// @param after key of the last known one, 0 for the beginning: the id of a company, the membership of a person
    /// @param limit how many at most
    public record Part(long after, int limit) {}

    /// When the company was created.
    ///
    /// @throws io.guildhall.error.RequestRefused with 404/1704 for an unknown company
    public Instant createdAt(long orgId, CompanyForm company) {
        return transactions.read(
                orgId,
                () -> reads.members
                        .createdAt(orgId, company.companyId())
                        .orElseThrow(() -> new CompanyKey(null, company.companyId()).unknown()));
    }

    /// How many people there are in each role of the company, its sub-companies left out.
    ///
    /// @param asOf the instant that is looked at; null for the present
    /// @throws io.guildhall.error.RequestRefused with 404/1704 for an unknown company
    public List<RoleCount> roles(long orgId, long companyId, @Nullable Instant asOf) {
        CompanyBranch company = trees.tree(orgId, new CompanyKey(null, companyId), 0, 0, asOf);
        return company.roles();
    }

    /// The companies directly below one, by id.
    public List<CompanyPart> subCompanies(long orgId, long companyId, @Nullable Instant asOf, Part part) {
        Instant at = moment(asOf).at();
        return transactions.read(
                orgId, () -> reads.members.subCompanies(orgId, companyId, at, part.after(), part.limit()));
    }

    /// The people of a company in one role, by membership, which is each one's path.
    public List<TreePerson> people(long orgId, long companyId, String roleCode, @Nullable Instant asOf, Part part) {
        Moment moment = moment(asOf);
        return transactions.read(
                orgId, () -> reads.members.people(orgId, companyId, roleCode, moment, part.after(), part.limit()));
    }

    /// @param customers the people and their parents, by id
    public record Sheet(List<TreePerson> people, Map<Long, Customer> customers) {}

    /// As [#people], with all that is known of them and their parents.
    public Sheet sheet(long orgId, long companyId, String roleCode, @Nullable Instant asOf, Part part) {
        Moment moment = moment(asOf);
        return transactions.read(orgId, () -> {
            List<TreePerson> people =
                    reads.members.people(orgId, companyId, roleCode, moment, part.after(), part.limit());
            Set<Long> ids = new LinkedHashSet<>();
            for (TreePerson person : people) {
                ids.add(person.customerId());
                if (person.parentCustomerId() != null) {
                    ids.add(person.parentCustomerId());
                }
            }
            return new Sheet(people, reads.customers.findAll(orgId, ids));
        });
    }

    /// Ids of the company and of every company below it.
    public List<Long> withSubCompanies(long orgId, long companyId) {
        return transactions.read(orgId, () -> reads.links.withSubCompanies(orgId, companyId));
    }

    private Moment moment(@Nullable Instant asOf) {
        return new Moment(asOf == null ? clock.instant() : asOf, asOf == null);
    }
}
