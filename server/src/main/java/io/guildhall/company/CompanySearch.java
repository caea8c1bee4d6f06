package io.guildhall.company;

import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.company.store.Companies;
import io.guildhall.company.store.CompanySearchReads;
import io.guildhall.company.store.CompanySearchReads.Hits;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds companies by a part of their name or externalId.
@Component
public class CompanySearch {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final Companies companies;
    private final CompanySearchReads search;

    CompanySearch(
            TenantTransactions transactions,
            Setups setups,
            Hierarchies hierarchies,
            Companies companies,
            CompanySearchReads search) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.companies = companies;
        this.search = search;
    }

    /// @param text in any case, anywhere in the name or externalId
    public CompanyDirectory.Listing<CompanyForm> find(long orgId, String text, boolean active, Page page) {
        return transactions.read(orgId, () -> {
            Hits hits = search.find(orgId, text, active, page);
            List<Hierarchy> all = hierarchies.all(orgId, setups.current(orgId).version());
            Map<Long, PlacedCompany> found = companies.findAll(orgId, List.of(), hits.ids()).stream()
                    .collect(Collectors.toMap(placed -> placed.company().id(), Function.identity()));
            List<CompanyForm> forms = hits.ids().stream()
                    .map(found::get)
                    .filter(Objects::nonNull)
                    .map(placed -> CompanyForm.of(placed, all))
                    .toList();
            return new CompanyDirectory.Listing<>(forms, hits.total(), null);
        });
    }
}
