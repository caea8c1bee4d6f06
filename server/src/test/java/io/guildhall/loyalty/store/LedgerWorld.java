package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.domain.Merged;
import io.guildhall.loyalty.domain.NewEnrolment;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.TenantTransactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// An organisation of one test's own with people by number, and a ledger that works for it as the application's role.
final class LedgerWorld {
    static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");
    static final long MILES = 71;
    static final long TYRES = 72;

    private static final AtomicLong ORGANISATIONS = new AtomicLong(1_000);

    final long org = ORGANISATIONS.incrementAndGet();
    final Enrolments enrolments;
    final Ledger ledger;
    final JdbcClient jdbc;
    private final PointsReads reads;
    private final TenantTransactions transactions;
    private final JdbcClient owner;
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

    LedgerWorld(DataSource requests, DataSource owner) {
        DataSource counting = new Counting(requests);
        JdbcTemplate template = new JdbcTemplate(counting);
        this.jdbc = JdbcClient.create(counting);
        this.owner = JdbcClient.create(owner);
        this.transactions = new TenantTransactions(new DataSourceTransactionManager(counting), template);
        IdBlocks ids = new IdBlocks(new JdbcTemplate(requests));
        this.enrolments = new Enrolments(jdbc);
        this.ledger = new Ledger(
                enrolments, new PointsAccounts(jdbc, ids), new PointsLots(jdbc), new Postings(jdbc, ids), ids);
        this.reads = new PointsReads(jdbc);
        this.owner.sql("""
                        INSERT INTO guildhall.org (org_id, code, name, active, version, document, created_at, modified_at)
                        VALUES (:org, 'ledger-' || :org, 'L', true, 1, '{}', now(), now())
                        """).param("org", org).update();
    }

    /// Makes people with the ids 1 to this many.
    void people(int count) {
        owner.sql("""
                        INSERT INTO guildhall.customer (org_id, id, loyalty, extended_fields, created_at, modified_at)
                        SELECT :org, n, true, '{}', now(), now() FROM generate_series(1, :count) AS n
                        """).param("org", org).param("count", count).update();
    }

    static Enrolled place(long customer, long program, int tier, long points) {
        return place(customer, program, tier, points, null);
    }

    static Enrolled place(long customer, long program, int tier, long points, Instant pointsExpireAt) {
        return new Enrolled(customer, new NewEnrolment(program, tier, null, points, pointsExpireAt));
    }

    void enrol(Enrolled... places) {
        enrol(NOW, List.of(places));
    }

    void enrol(Instant at, List<Enrolled> places) {
        write(() -> {
            ledger.enrolAll(org, places, at, UUID.randomUUID());
            return true;
        });
    }

    void move(Instant at, Merged... merges) {
        write(() -> {
            ledger.moveAll(org, List.of(merges), at, UUID.randomUUID());
            return true;
        });
    }

    <T> T write(Supplier<T> work) {
        return transactions.write(org, work);
    }

    Map<Long, List<ProgramStanding>> standings(Collection<Long> customers, Instant at) {
        return transactions.read(org, () -> reads.ofCustomers(org, customers, at));
    }

    ProgramStanding standing(long customer, long program, Instant at) {
        return standings(List.of(customer), at).getOrDefault(customer, List.of()).stream()
                .filter(standing -> standing.programId() == program)
                .findFirst()
                .orElseThrow();
    }

    List<String> rows(String sql) {
        return owner.sql(sql)
                .param("org", org)
                .query((rs, _) -> {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                        columns.add(rs.getString(i));
                    }
                    return String.join(" ", columns);
                })
                .list();
    }

    /// Places where the books do not agree: none, whatever has happened.
    List<String> contradictions() {
        return rows("""
                WITH posted AS (
                  SELECT account, SUM(points) AS points
                    FROM (SELECT to_account AS account, points FROM guildhall.posting WHERE org_id = :org
                          UNION ALL
                          SELECT from_account, -points FROM guildhall.posting WHERE org_id = :org) AS side
                   GROUP BY account
                ), last AS (
                  SELECT DISTINCT ON (account_id) account_id, seq, balance_after
                    FROM guildhall.points_entry WHERE org_id = :org ORDER BY account_id, seq DESC
                ), account AS (
                  SELECT a.id, a.kind, COALESCE(p.points, 0) AS posted, COALESCE(l.balance_after, 0) AS balance, COALESCE(l.seq, 0) AS seq,
                         (SELECT count(*) FROM guildhall.points_entry AS e WHERE e.org_id = :org AND e.account_id = a.id) AS entries
                    FROM guildhall.points_account AS a
                    LEFT JOIN posted AS p ON p.account = a.id
                    LEFT JOIN last AS l ON l.account_id = a.id
                   WHERE a.org_id = :org
                )
                SELECT 'balance', id FROM account WHERE kind IN ('CUSTOMER', 'GROUP') AND (posted <> balance OR seq <> entries)
                UNION ALL
                SELECT 'sum', 0 FROM account
                HAVING SUM(CASE WHEN kind IN ('CUSTOMER', 'GROUP') THEN balance ELSE posted END) <> 0
                UNION ALL
                SELECT 'lot', l.id
                  FROM guildhall.points_lot AS l
                  LEFT JOIN guildhall.points_entry AS e ON e.org_id = l.org_id AND e.lot_id = l.id
                 WHERE l.org_id = :org
                 GROUP BY l.id, l.points
                HAVING l.points <> COALESCE(SUM(e.points), 0)
                """);
    }

    /// Statements of the work, those of transactions left out.
    List<String> statementsOf(Runnable work) {
        statements.clear();
        work.run();
        return statements.stream()
                .filter(sql -> !sql.startsWith("SET LOCAL") && !sql.contains("pg_advisory"))
                .toList();
    }

    private final class Counting extends DelegatingDataSource {
        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.add(arguments[0].toString().strip());
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }
}
