package io.guildhall.org;

import io.guildhall.audit.AuditLog;
import io.guildhall.postgres.TenantTransactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Transactions that read or apply an organisation's document. Each application has its audit record, written with it.
@Component
class DocumentTransactions {
    private static final String METHOD = "PUT";
    private static final String PATH = "/admin/v1/orgs/{code}";

    private final TenantTransactions transactions;
    private final AuditLog audit;

    DocumentTransactions(TenantTransactions transactions, AuditLog audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    <T> T read(long orgId, Supplier<T> work) {
        return transactions.read(orgId, work);
    }

    /// @param work gives nothing where another call was faster: there is nothing to record then
    Optional<AppliedDocument> apply(long orgId, Supplier<Optional<AppliedDocument>> work) {
        return transactions.configure(orgId, () -> {
            Optional<AppliedDocument> applied = work.get();
            applied.ifPresent(_ -> audit.written(orgId, METHOD, PATH));
            return applied;
        });
    }
}
