package io.guildhall.company;

import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.PlacedCompany;
import io.guildhall.company.store.Companies;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.FieldDefinition.Entity;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks companies up.
@Component
public class CompanyDirectory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final Companies companies;

    CompanyDirectory(TenantTransactions transactions, Setups setups, Hierarchies hierarchies, Companies companies) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.companies = companies;
    }

    /// A part of a list, and how many there are altogether.
    public record Listing<T>(
            List<T> page, long total, @Nullable String cursor) {}

    /// @throws io.guildhall.error.RequestRefused with 1704
    public CompanyForm one(long orgId, CompanyKey key) {
        return transactions.read(orgId, () -> {
            List<Hierarchy> all = hierarchies(orgId);
            return companies.findAll(orgId, key.externalIds(), key.ids()).stream()
                    .filter(placed -> key.names(
                            placed.company().externalId(), placed.company().id()))
                    .map(placed -> CompanyForm.of(placed, all))
                    .findFirst()
                    .orElseThrow(key::unknown);
        });
    }

    /// @throws io.guildhall.error.RequestRefused with 1686 for a cursor of another query
    public Listing<CompanyForm> all(long orgId, boolean active, Page page, Page.SortOrder order) {
        Cursor.Tie tie = Cursor.tie(orgId, "companies", active, order);
        Long after = after(tie, page);
        return transactions.read(orgId, () -> {
            List<Hierarchy> all = hierarchies(orgId);
            Cursor.Part<PlacedCompany> part = tie.part(
                    companies.page(orgId, active, page, order, after),
                    page.limit(),
                    last -> Cursor.of(last.company().id()));
            List<CompanyForm> forms = part.rows().stream()
                    .map(placed -> CompanyForm.of(placed, all))
                    .toList();
            return new Listing<>(forms, companies.count(orgId, active), part.cursor());
        });
    }

    private static @Nullable Long after(Cursor.Tie tie, Page page) {
        Cursor cursor = tie.read(page.cursor(), 1);
        return cursor == null ? null : cursor.number(0);
    }

    /// The active companies whose extended field starts with a text.
    ///
    /// @throws io.guildhall.error.RequestRefused with 1686 when companies have no such field, or for a cursor of
    ///     another query
    public Listing<Company> matching(long orgId, String field, String prefix, Page page, Page.SortOrder order) {
        Cursor.Tie tie = Cursor.tie(orgId, "companies by field", field, prefix, order);
        Long after = after(tie, page);
        return transactions.read(orgId, () -> {
            if (!setups.current(orgId).extendedFields(Entity.COMPANY).containsKey(field)) {
                throw QueryParameters.refused("extendedFieldName");
            }
            Cursor.Part<Company> part = tie.part(
                    companies.matching(orgId, field, prefix, page, order, after),
                    page.limit(),
                    last -> Cursor.of(last.id()));
            return new Listing<>(part.rows(), companies.countMatching(orgId, field, prefix), part.cursor());
        });
    }

    private List<Hierarchy> hierarchies(long orgId) {
        return hierarchies.all(orgId, setups.current(orgId).version());
    }
}
