package io.guildhall.association;

import io.guildhall.association.store.LinkReads;
import io.guildhall.company.domain.Company;
import io.guildhall.company.store.Companies;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.store.Customers;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What the ids in the log of changes stand for, as of now.
@Component
public class RecordNames {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Customers customers;
    private final Companies companies;
    private final LinkReads links;

    RecordNames(
            TenantTransactions transactions, Setups setups, Customers customers, Companies companies, LinkReads links) {
        this.transactions = transactions;
        this.setups = setups;
        this.customers = customers;
        this.companies = companies;
        this.links = links;
    }

    /// @param memberships whose holders are wanted
    public record Asked(Set<Long> people, Set<Long> companies, Set<Long> memberships) {
        public Asked {
            people = Set.copyOf(people);
            companies = Set.copyOf(companies);
            memberships = Set.copyOf(memberships);
        }
    }

    /// Whoever and whatever is not there any more is absent.
    ///
    /// @param people by id, holders of the memberships included
    /// @param companies by id
    /// @param holders ids of people by membership
    public record Known(
            OrganisationSetup setup,
            Map<Long, Customer> people,
            Map<Long, Company> companies,
            Map<Long, Long> holders) {
        public Known {
            people = Map.copyOf(people);
            companies = Map.copyOf(companies);
            holders = Map.copyOf(holders);
        }

        @Override
        public String toString() {
            return "Known[" + people.size() + " people]"; // personal data stays out of logs
        }
    }

    /// Three statements, whatever is asked for.
    public Known of(long orgId, Asked asked) {
        return transactions.read(orgId, () -> {
            Map<Long, Long> holders = links.holders(orgId, asked.memberships());
            Set<Long> people = new HashSet<>(asked.people());
            people.addAll(holders.values());
            Map<Long, Company> byId = new HashMap<>();
            companies
                    .findAll(orgId, List.of(), asked.companies())
                    .forEach(placed -> byId.put(placed.company().id(), placed.company()));
            return new Known(setups.current(orgId), customers.findAll(orgId, people), byId, holders);
        });
    }
}
