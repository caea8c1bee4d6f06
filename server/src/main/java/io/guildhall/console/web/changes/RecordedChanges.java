package io.guildhall.console.web.changes;

import io.guildhall.change.domain.RecordedChange;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Reads change sets for pages.
@Component
class RecordedChanges {
    private final TenantTransactions transactions;
    private final ChangeSets changes;

    RecordedChanges(TenantTransactions transactions, ChangeSets changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /// @throws RequestRefused with 404
    RecordedChange one(long orgId, UUID id) {
        return transactions.read(
                orgId, () -> changes.find(orgId, id).orElseThrow(() -> RequestRefused.because(ErrorCode.NOT_FOUND)));
    }
}
