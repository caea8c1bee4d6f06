package io.guildhall.console.web;

import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import org.springframework.stereotype.Component;

/// What organisations are set up with, for whatever of a page no other module tells.
@Component
public class CurrentSetups {
    private final TenantTransactions transactions;
    private final Setups setups;

    CurrentSetups(TenantTransactions transactions, Setups setups) {
        this.transactions = transactions;
        this.setups = setups;
    }

    public OrganisationSetup of(long orgId) {
        return transactions.read(orgId, () -> setups.current(orgId));
    }
}
