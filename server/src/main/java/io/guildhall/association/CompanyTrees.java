package io.guildhall.association;

import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.store.CompanyTreeReads;
import io.guildhall.association.store.CompanyTreeReads.Bounds;
import io.guildhall.association.store.TreeReads.Moment;
import io.guildhall.company.CompanyKey;
import io.guildhall.company.store.Companies;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up a company with its sub-companies and people (`spec/beyond.md` row 11).
///
/// The companies are those of today: where one stood earlier is not kept. Who worked there is.
@Component
public class CompanyTrees {
    public static final int DEEPEST = 20;
    public static final int MOST_PEOPLE = 100;
    private static final int MOST_SUB_COMPANIES = 100;
    private static final int MOST_COMPANIES = 500;

    private final TenantTransactions transactions;
    private final Companies companies;
    private final CompanyTreeReads trees;
    private final Clock clock;

    CompanyTrees(TenantTransactions transactions, Companies companies, CompanyTreeReads trees, Clock clock) {
        this.clock = clock;
        this.transactions = transactions;
        this.companies = companies;
        this.trees = trees;
    }

    /// @param depth levels of sub-companies, 0 to [#DEEPEST]
    /// @param people how many people of each company come along, 0 to [#MOST_PEOPLE]
    /// @param asOf the instant whose people are wanted, and which companies created later are left out
    ///     of; null for the present, where the people of a company need not be counted
    /// @return with at most 100 sub-companies of each company and 500 companies altogether, the upper ones first
    /// @throws RequestRefused with 404/1704 for an unknown company
    public CompanyBranch tree(long orgId, CompanyKey key, int depth, int people, @Nullable Instant asOf) {
        Instant at = asOf == null ? clock.instant() : asOf;
        return transactions.read(orgId, () -> {
            long id = companies.findAll(orgId, key.externalIds(), key.ids()).stream()
                    .map(placed -> placed.company())
                    .filter(company -> key.names(company.externalId(), company.id()))
                    .map(company -> company.id())
                    .findFirst()
                    .orElseThrow(key::unknown);
            Bounds bounds = new Bounds(depth, people, MOST_SUB_COMPANIES, MOST_COMPANIES);
            return CompanyBranch.nested(trees.tree(orgId, id, new Moment(at, asOf == null), bounds));
        });
    }
}
