package io.guildhall.console.web.associate;

import io.guildhall.org.domain.Source;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the form offers of the organisation.
@Component
class Choices {
    private final TenantTransactions transactions;
    private final Setups setups;

    Choices(TenantTransactions transactions, Setups setups) {
        this.transactions = transactions;
        this.setups = setups;
    }

    /// Names of sources; those with accounts need the account of each row.
    List<String> sources(long orgId) {
        return transactions.read(
                orgId,
                () -> setups.current(orgId).sources().values().stream()
                        .map(Source::name)
                        .sorted()
                        .toList());
    }
}
