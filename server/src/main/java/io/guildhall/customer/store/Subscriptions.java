package io.guildhall.customer.store;

import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.domain.Subscription.Priority;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Subscriptions of the people of the organisation whose transaction is open: one statement, whatever their number.
@Repository
public class Subscriptions {
    private static final Comparator<Subscription> KEY_ORDER = Comparator.comparing(
                    (Subscription subscription) -> subscription.profile().source())
            .thenComparing(subscription -> subscription.profile().accountId())
            .thenComparing(Subscription::channel)
            .thenComparing(subscription -> subscription.priority().name());

    private final JdbcClient jdbc;

    Subscriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long customerId, Subscription subscription) {}

    /// Stores these, over what was stored for the same profile, channel and priority; others stay. Of two for the same
    /// the later one counts.
    ///
    /// @param wanted by person's id
    public void writeAll(long orgId, Map<Long, List<Subscription>> wanted) {
        List<Row> rows = inKeyOrder(wanted);
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO customer_subscription (org_id, customer_id, source, account_id, channel, priority, opted_in)
                        SELECT o.org_id, u.customer_id, u.source, u.account_id, u.channel, u.priority, u.opted_in
                          FROM org AS o,
                               unnest(:customers, :sources, :accounts, :channels, :priorities, :optedIns)
                                 AS u(customer_id, source, account_id, channel, priority, opted_in)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, customer_id, source, account_id, channel, priority)
                        DO UPDATE SET opted_in = excluded.opted_in
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(rows, Row::customerId))
                .param(
                        "sources",
                        SqlArrays.text(rows, row -> row.subscription().profile().source()))
                .param(
                        "accounts",
                        SqlArrays.text(rows, row -> row.subscription().profile().accountId()))
                .param(
                        "channels",
                        SqlArrays.text(rows, row -> row.subscription().channel()))
                .param(
                        "priorities",
                        SqlArrays.text(
                                rows, row -> row.subscription().priority().name()))
                .param(
                        "optedIns",
                        SqlArrays.array(
                                "boolean", rows, row -> row.subscription().optedIn()))
                .update();
    }

    /// Gives each of these people exactly these.
    ///
    /// @param wanted by person's id; an empty list takes all away
    public void replaceAll(long orgId, Map<Long, List<Subscription>> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        jdbc.sql("DELETE FROM customer_subscription WHERE org_id = :org AND customer_id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(wanted.keySet()))
                .update();
        writeAll(orgId, wanted);
    }

    /// Each key once: PostgreSQL refuses to update a row twice in one statement.
    private static List<Row> inKeyOrder(Map<Long, List<Subscription>> wanted) {
        return new TreeMap<>(wanted)
                .entrySet().stream()
                        .flatMap(entry -> {
                            Map<Subscription, Subscription> last = new TreeMap<>(KEY_ORDER);
                            entry.getValue().forEach(subscription -> {
                                last.remove(subscription);
                                last.put(subscription, subscription);
                            });
                            return last.values().stream().map(subscription -> new Row(entry.getKey(), subscription));
                        })
                        .toList();
    }

    /// By person's id, in key order; people without any are absent.
    public Map<Long, List<Subscription>> ofCustomers(long orgId, Collection<Long> customerIds) {
        return jdbc
                .sql("""
                        SELECT customer_id, source, account_id, channel, priority, opted_in
                          FROM customer_subscription
                         WHERE org_id = :org AND customer_id = ANY(:customers)
                         ORDER BY customer_id, source, account_id, channel, priority
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> new Row(rs.getLong("customer_id"), subscription(rs)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Row::customerId, Collectors.mapping(Row::subscription, Collectors.toList())));
    }

    private static Subscription subscription(ResultSet rs) throws SQLException {
        return new Subscription(
                new ProfileKey(rs.getString("source"), rs.getString("account_id")),
                rs.getString("channel"),
                Priority.valueOf(rs.getString("priority")),
                rs.getBoolean("opted_in"));
    }
}
