package io.guildhall.org.store;

import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.TenantTransactions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The set-up of organisations, kept in memory and compared with the stored version on every use.
@Repository
public class Setups {
    private final JdbcClient jdbc;
    private final SetupReader reader;
    private final ConcurrentMap<Long, OrganisationSetup> known = new ConcurrentHashMap<>();

    Setups(JdbcClient jdbc, SetupReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /// The set-up as of this transaction: while nothing has changed no statement, as transactions begin by asking for
    /// the version.
    public OrganisationSetup current(long orgId) {
        long version = TenantTransactions.setupVersion(orgId).orElseGet(() -> version(orgId));
        OrganisationSetup cached = known.get(orgId);
        if (cached != null && cached.version() == version) {
            return cached;
        }
        OrganisationSetup read = reader.read(orgId);
        known.merge(orgId, read, (left, right) -> left.version() > right.version() ? left : right);
        return read;
    }

    private long version(long orgId) {
        return jdbc.sql("SELECT version FROM org WHERE org_id = :org")
                .param("org", orgId)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Marks the set-up as changed. For modules that keep parts of it (hierarchies); runs in their transaction.
    public void changed(long orgId) {
        jdbc.sql("UPDATE org SET version = version + 1 WHERE org_id = :org")
                .param("org", orgId)
                .update();
    }
}
