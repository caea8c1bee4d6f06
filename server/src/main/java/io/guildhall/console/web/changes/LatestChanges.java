package io.guildhall.console.web.changes;

import io.guildhall.change.ChangeHistory;
import io.guildhall.change.ChangeHistory.Query;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/// The newest change sets.
@Component
public class LatestChanges {
    private final ChangeHistory history;
    private final TenantTransactions transactions;
    private final Setups setups;

    LatestChanges(ChangeHistory history, TenantTransactions transactions, Setups setups) {
        this.history = history;
        this.transactions = transactions;
        this.setups = setups;
    }

    public List<ChangeRow> latest(long orgId, int limit) {
        ZoneId zone = setup(orgId).timeZone();
        return history.list(orgId, Query.ALL, limit, null).rows().stream()
                .map(change -> ChangeRow.of(change, zone))
                .toList();
    }

    OrganisationSetup setup(long orgId) {
        return transactions.read(orgId, () -> setups.current(orgId));
    }
}
