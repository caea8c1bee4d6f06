package io.guildhall.association.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.access.Caller;
import io.guildhall.association.BulkAssociation;
import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.BulkAssociation.Outcome;
import io.guildhall.postgres.TenantTransactions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The real thing beside a [World]: an organisation of its own at the running service, and what the database holds of
/// it in the words of the naive model.
final class StoredWorld {
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final BulkAssociation bulk;
    private final TestOrganisation organisation;
    private final Caller caller;

    /// Creates the organisation with the companies of the world, still open ones, and the free cards.
    StoredWorld(int port, JdbcClient jdbc, TenantTransactions transactions, BulkAssociation bulk, World world) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bulk = bulk;
        String hierarchies = SeededRequests.HIERARCHIES.replaceFirst(
                "]$",
                ",{'code':'SHUT','name':'SHUT','active':false,'roles':[{'code':'A','childRoleCode':'B','maxChild':2},{'code':'B'}]}]");
        this.organisation = TestOrganisation.create(port, RandomBenefits.MEMBERS + "," + hierarchies);
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
        String till = organisation.code() + ".till";
        long tillId = transactions.read(
                orgId,
                () -> jdbc.sql("SELECT id FROM till WHERE code = :code")
                        .param("code", till)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
        this.caller = new Caller(orgId, tillId, till, Caller.Role.WRITE);
        SeededRequests.companies(world).forEach(company -> isDone(organisation.post("/v2/companies", company)));
        for (String number : RandomBenefits.FREE) {
            isDone(organisation.post(
                    "/v2/card",
                    "{'seriesId':%d,'cardNumber':'%s','statusLabel':'NOT_ISSUED'}"
                            .formatted(Setup.PARTNER.id(), number)));
        }
    }

    private static void isDone(TestOrganisation.Answer answer) {
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
    }

    void close(String company) {
        isDone(organisation.delete("/v2/companies?externalId=" + company));
    }

    Executed execute(Batch batch) {
        String method = batch.operation() == Operation.ASSOCIATE ? "POST" : "PUT";
        Call call = new Call(caller, method, "/v2/customers/bulk", false, null, false);
        Outcome outcome = bulk.execute(call, (_, _) -> batch, _ -> {
            throw new IllegalStateException("Without a key nothing is kept");
        });
        return ((Outcome.Fresh) outcome).executed();
    }

    /// Everything that the naive model tells of, each in its words.
    ///
    /// @param registered everybody by name; whoever has no identifier by id, which no model knows
    /// @param places as [World#places] has them
    /// @param cards who holds which; of numbers that are drawn the series alone
    /// @param changed how many people the change set says were changed
    record Contents(
            Set<String> registered,
            Set<String> places,
            Set<String> companies,
            Set<String> cards,
            Set<String> enrolments,
            int changed) {}

    private static final String CONTENTS = """
            WITH named AS (
              SELECT i.customer_id, min(i.value COLLATE "C") AS name FROM customer_identifier AS i GROUP BY i.customer_id)
            SELECT 'registered', COALESCE(n.name, 'nameless ' || c.id)
              FROM customer AS c LEFT JOIN named AS n ON n.customer_id = c.id
            UNION ALL
            SELECT 'place', n.name || ': ' || s.role_code || COALESCE(' of ' || c.external_id, '')
                     || COALESCE(' under ' || above.name, '') || CASE WHEN s.default_child THEN ' *' ELSE '' END
              FROM association AS a
              JOIN named AS n ON n.customer_id = a.customer_id
              JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'
              LEFT JOIN company AS c ON c.id = s.company_id
              LEFT JOIN association AS p ON p.id = s.parent_id
              LEFT JOIN named AS above ON above.customer_id = p.customer_id
             WHERE a.ended_at = 'infinity'
            UNION ALL
            SELECT 'company', external_id FROM company
            UNION ALL
            SELECT 'card', n.name || ': ' || CASE c.series_id %s ELSE 'PARTNER ' || c.number END
              FROM card AS c LEFT JOIN named AS n ON n.customer_id = c.customer_id
             WHERE c.customer_id IS NOT NULL
            UNION ALL
            SELECT 'enrolment', n.name || ' in ' || e.program_id || ', tier ' || e.tier_number || ', '
                     || COALESCE((SELECT trim_scale(sum(t.points)) FROM points_account AS a
                                    JOIN posting AS t ON t.to_account = a.id
                                   WHERE a.kind = 'CUSTOMER' AND a.holder_id = e.customer_id
                                     AND a.program_id = e.program_id), 0) || ' points'
              FROM enrolment AS e LEFT JOIN named AS n ON n.customer_id = e.customer_id
            UNION ALL
            SELECT 'changed', entity_id::text FROM change_record
             WHERE change_id = :change AND entity_type = 'CUSTOMER' AND action = 'UPDATE'
            """.formatted(drawn());

    private static String drawn() {
        StringBuilder cases = new StringBuilder();
        RandomBenefits.SETUP.cardSeries().stream()
                .filter(series -> !series.external())
                .forEach(series -> cases.append(" WHEN " + series.id() + " THEN '" + series.code() + "'"));
        return cases.toString();
    }

    /// What there is after the call of this change set. What is said of one thing twice stays twice, and differs from
    /// every model.
    Contents contents(UUID changeId) {
        Map<String, Set<String>> told = new HashMap<>();
        transactions.read(caller.orgId(), () -> {
            jdbc.sql(CONTENTS).param("change", changeId).query(row -> {
                Set<String> of = told.computeIfAbsent(row.getString(1), _ -> new TreeSet<>());
                String line = String.valueOf(row.getString(2));
                of.add(of.contains(line) ? line + " again" : line);
            });
            return told;
        });
        return new Contents(
                told.getOrDefault("registered", Set.of()),
                told.getOrDefault("place", Set.of()),
                told.getOrDefault("company", Set.of()),
                told.getOrDefault("card", Set.of()),
                told.getOrDefault("enrolment", Set.of()),
                told.getOrDefault("changed", Set.of()).size());
    }

    /// How many rows there are.
    long count(String fromWhere) {
        return transactions.read(
                caller.orgId(),
                () -> jdbc.sql("SELECT count(*) FROM " + fromWhere)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }
}
