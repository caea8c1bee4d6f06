package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.StatusEntry;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which status labels people have had. Rows are only ever added; the status at registration is not stored.
@Repository
public class StatusLog {
    private final JdbcClient jdbc;

    StatusLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes those of these people whose stored status is another one; to be called before the new one is stored. An
    /// entry never comes before an earlier one, even where clocks do.
    ///
    /// @param at since when, the change as a whole
    void addChanged(long orgId, List<Customer> customers, Instant at, @Nullable String reason) {
        jdbc.sql("""
                        INSERT INTO customer_status_log (org_id, customer_id, at, status, label, prev_label, reason, created_by)
                        SELECT o.org_id, u.id,
                               GREATEST(:at, (SELECT max(l.at) + interval '1 microsecond'
                                                FROM customer_status_log AS l
                                               WHERE l.org_id = o.org_id AND l.customer_id = u.id)),
                               u.status, COALESCE(u.label, u.status), COALESCE(c.status_label, c.status),
                               CAST(:reason AS text), u.created_by
                          FROM org AS o,
                               unnest(:ids, :statuses, :labels, :tills) AS u(id, status, label, created_by),
                               customer AS c
                         WHERE o.org_id = :org AND c.org_id = o.org_id AND c.id = ANY(:ids) AND c.id = u.id
                           AND (c.status <> u.status OR c.status_label IS DISTINCT FROM u.label)
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reason", reason)
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .param(
                        "statuses",
                        SqlArrays.text(
                                customers,
                                customer -> customer.status().status().name()))
                .param(
                        "labels",
                        SqlArrays.text(customers, customer -> customer.status().label()))
                .param("tills", SqlArrays.longs(customers, StatusLog::changedBy))
                .update();
    }

    /// Whoever changed the person last did it in this call.
    private static long changedBy(Customer customer) {
        return customer.profiles().stream()
                .map(Profile::attribution)
                .max(Comparator.comparing(attribution -> attribution.modifiedAt()))
                .orElseThrow()
                .modifiedBy();
    }

    /// The changes of a person's status, the newest first.
    public List<StatusEntry> of(long orgId, long customerId) {
        return jdbc.sql("""
                        SELECT at, status, label, prev_label, reason, created_by
                          FROM customer_status_log
                         WHERE org_id = :org AND customer_id = :customer
                         ORDER BY at DESC
                        """)
                .param("org", orgId)
                .param("customer", customerId)
                .query((rs, _) -> new StatusEntry(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("status"),
                        rs.getString("label"),
                        rs.getString("prev_label"),
                        rs.getString("reason"),
                        rs.getLong("created_by")))
                .list();
    }
}
