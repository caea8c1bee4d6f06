package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.OwnerAccess;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Calls read the rows they are about and not the tables these are in, however wrong the planner's idea of the tables
/// is: connections keep plans that were made while tables were small, and autovacuum comes late.
@RunningService
class KeyedPlansTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int LINKS = 50_000;
    private static final int SOME_LINKS = 10_000;
    private static final int PEOPLE = 1_000;
    /// Rows of one table that one person may cost: foreign keys look at some of them again and again.
    private static final int MOST_OF_A_PERSON = 12;
    /// Statements are prepared at the database after five executions, on any of the connections.
    private static final int CALLS_TO_PREPARE = 8;
    private static final List<String> TABLES = List.of(
            "customer",
            "customer_profile",
            "customer_identifier",
            "association",
            "association_spell",
            "user_group",
            "user_group_member",
            "enrolment");
    /// Without statistics its primary key is no better than other indexes in the eyes of the planner.
    private static final String SOON_ANALYSED = "card";
    private static final List<String> LOADED = List.of(
            "customer", "customer_profile", "customer_identifier", "association", "association_spell", SOON_ANALYSED);

    @TestConfiguration
    static class Asking {
        @Bean
        static RowsRead rowsRead() {
            return new RowsRead();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    private JdbcClient owner;
    private TestOrganisation organisation;

    /// What the planner was last told of the tables.
    enum Statistics {
        NONE,
        /// What the service collects, after statements were prepared on some rows without any.
        EARLY,
        OF_SMALL_TABLES,
        OF_ANOTHER_ORGANISATION
    }

    @ParameterizedTest
    @EnumSource
    void readsRowsByKeyWithStatistics(Statistics statistics) {
        owner = JdbcClient.create(OwnerAccess.to(environment));
        String automatic = String.valueOf(statistics == Statistics.EARLY);
        TABLES.forEach(table -> owner.sql("ALTER TABLE " + table + " SET (autovacuum_enabled = " + automatic + ")")
                .update());
        // what works in the background may hold some table, and wait for another one
        await().ignoreExceptionsInstanceOf(PessimisticLockingFailureException.class)
                .until(() -> owner.sql("TRUNCATE org CASCADE").update() == 0);
        owner.sql("DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relname = ANY(:tables))")
                .param("tables", TABLES.toArray(String[]::new))
                .update();
        if (statistics == Statistics.OF_ANOTHER_ORGANISATION) {
            found();
            load(0, LINKS);
            owner.sql("ANALYZE").update();
        }
        found();
        int loaded = statistics == Statistics.EARLY ? SOME_LINKS : 0;
        load(0, loaded);
        prepare(0);
        if (statistics == Statistics.OF_SMALL_TABLES) {
            owner.sql("ANALYZE").update();
            prepare(1);
        }
        load(loaded, LINKS);
        awaitStatisticsOf(SOON_ANALYSED);
        if (statistics == Statistics.EARLY) {
            awaitStatisticsOf("association_spell");
        }

        RowsRead.reset();
        send("POST", batch(PEOPLE, i -> newcomer("n" + i)));
        readsFew(PEOPLE);

        RowsRead.reset();
        send("PUT", batch(PEOPLE, i -> person("l" + (i * 40 + 1), "b")));
        readsFew(PEOPLE);

        RowsRead.reset();
        look("l777");
        readsFew(2);
    }

    private void found() {
        organisation = TestOrganisation.create(port, """
                'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':true,'autoGroupCreationEnabled':true,
                  'roles':[{'code':'OWNER','childRoleCode':'MANAGER','maxChild':30000,'pointsAggregationRole':true},
                           {'code':'MANAGER','childRoleCode':'DRIVER','maxChild':30000},{'code':'DRIVER'}]}],
                'cardSeries':[{'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}]
                """);
        send("POST", "[" + manager("a") + "," + manager("b") + "]");
    }

    /// Has every statement prepared on tables as they are.
    private void prepare(int round) {
        for (int i = 0; i < CALLS_TO_PREPARE; i++) {
            String key = "w" + round + "-" + i;
            send("POST", "[" + newcomer(key) + "," + newcomer(key + "x") + "]");
            send("PUT", "[" + person(key, "b") + "," + person(key + "x", "b") + "]");
            look(key);
        }
    }

    private void send(String method, String body) {
        Answer answer = method.equals("POST") ? organisation.post(BULK, body) : organisation.put(BULK, body);
        assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                .as(answer.toString().substring(0, 1000))
                .contains("0");
    }

    private void look(String key) {
        Answer found = organisation.get(
                "/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=externalId&identifierValue=" + key
                        + "&embed=points,subscriptions,userGroup,fleetParentDetails,customerStatus");
        assertThat(found.status()).as(found.toString()).isEqualTo(200);
    }

    /// No call could make as many people in the time of a test, and none would leave them without statistics.
    ///
    /// @param from of all links that are ever loaded, the first to load now
    private void load(int from, int to) {
        long org = owner.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query(Long.class)
                .single();
        for (String statement : """
                INSERT INTO customer (org_id, id, loyalty, extended_fields, created_at, modified_at)
                SELECT :org, 5000000 + n, true, '{}', now(), now() FROM generate_series(:from + 1, :to) AS n;
                INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, fields, channels,
                                              created_by, modified_by, created_at, modified_at)
                SELECT :org, 5000000 + n, p.source, p.account_id, 0, 'Io', '{}', '[]', p.created_by, p.created_by, now(), now()
                  FROM generate_series(:from + 1, :to) AS n,
                       (SELECT * FROM customer_profile WHERE org_id = :org LIMIT 1) AS p;
                INSERT INTO customer_identifier (org_id, type, match_key, source, account_id, customer_id, value, position)
                SELECT :org, 'externalId', 'l' || n, p.source, p.account_id, 5000000 + n, 'l' || n, 0
                  FROM generate_series(:from + 1, :to) AS n,
                       (SELECT * FROM customer_profile WHERE org_id = :org LIMIT 1) AS p;
                INSERT INTO association (org_id, id, customer_id, hierarchy_id, child_count, started_at)
                SELECT :org, 5000000 + n, 5000000 + n, h.id, 0, now()
                  FROM generate_series(:from + 1, :to) AS n, hierarchy AS h WHERE h.org_id = :org;
                INSERT INTO card (org_id, id, series_id, number, customer_id, status, status_label, custom_fields,
                                  extended_fields, issued_at, created_at)
                SELECT :org, 5000000 + n, s.id, 'L' || n, 5000000 + n, 'ACTIVE', 'ACTIVE', '{}', '{}', now(), now()
                  FROM generate_series(:from + 1, :to) AS n, card_series AS s WHERE s.org_id = :org;
                INSERT INTO association_spell (org_id, id, association_id, role_code, default_child, from_at, change_id)
                SELECT :org, 5000000 + n, 5000000 + n, 'DRIVER', false, now(), gen_random_uuid()
                  FROM generate_series(:from + 1, :to) AS n
                """.split(";")) {
            owner.sql(statement)
                    .param("org", org)
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }

    /// Those that are collected when a table has doubled, not those of the few rows it had before.
    private void awaitStatisticsOf(String table) {
        await().untilAsserted(() -> assertThat(expectedRows(table)).isGreaterThan(LINKS / 2f));
    }

    private float expectedRows(String table) {
        return owner.sql("SELECT reltuples FROM pg_class WHERE oid = CAST(:table AS regclass)")
                .param("table", table)
                .query(Float.class)
                .single();
    }

    private static void readsFew(int people) {
        Map<String, Long> rows = RowsRead.byTable();
        assertThat(rows).containsKeys("customer", "association_spell");
        Stream.concat(TABLES.stream(), Stream.of(SOON_ANALYSED))
                .forEach(table -> assertThat(rows.getOrDefault(table, 0L))
                        .as("rows read of %s for %d people, of all: %s", table, people, rows)
                        .isLessThanOrEqualTo((long) MOST_OF_A_PERSON * people + 50));
    }

    private static String batch(int items, IntFunction<String> item) {
        return IntStream.range(0, items).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    private static String manager(String key) {
        return linked(profile(key), "MANAGER", "owner");
    }

    private static String newcomer(String key) {
        String card = ",{'type':'cardnumber','value':'%s','seriesCode':'PARTNER'}".formatted(key);
        return linked(profile(key, card), "DRIVER", "a");
    }

    private static String person(String key, String parent) {
        return linked(profile(key), "DRIVER", parent);
    }

    private static String linked(String profile, String role, String parent) {
        return """
                {'profiles':[%s],'associationDetails':{'hierarchyCode':'FLEET','roleCode':'%s',
                  'parentCustomer':{'profiles':[%s]}}}
                """.formatted(profile, role, profile(parent));
    }

    private static String profile(String key) {
        return profile(key, "");
    }

    private static String profile(String key, String further) {
        return "{'firstName':'Io','identifiers':[{'type':'externalId','value':'%s'}%s]}".formatted(key, further);
    }
}
