package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.OwnerAccess;
import io.guildhall.wire.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Trees cost by what they show: 30,000 people below one person and in one company, and as many of others.
@RunningService
class TreePlansTest {
    private static final int CHILDREN = 30_000;
    private static final int LIMIT = 100;
    /// Of one table for one row shown.
    private static final int MOST_OF_A_ROW = 12;
    private static final int CALLS_TO_PREPARE = 8;
    private static final List<String> TABLES =
            List.of("customer", "customer_profile", "association", "association_spell", "company");

    @TestConfiguration
    static class Asking {
        @Bean
        static RowsRead rowsRead() {
            return new RowsRead();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Environment environment;

    private JdbcClient owner;
    private TestOrganisation organisation;
    private long top;
    private long topMembership;
    private long childMembership;

    @ParameterizedTest(name = "statistics: {0}")
    @ValueSource(booleans = {false, true})
    void treesReadWhatTheyShow(boolean statistics) {
        owner = JdbcClient.create(OwnerAccess.to(environment));
        TABLES.forEach(table -> owner.sql("ALTER TABLE " + table + " SET (autovacuum_enabled = false)")
                .update());
        // what works in the background may hold some table, and wait for another one
        await().ignoreExceptionsInstanceOf(PessimisticLockingFailureException.class)
                .until(() -> owner.sql("TRUNCATE org CASCADE").update() == 0);
        owner.sql("DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relname = ANY(:tables))")
                .param("tables", TABLES.toArray(String[]::new))
                .update();
        found();
        for (int i = 0; i < CALLS_TO_PREPARE; i++) {
            readEverything();
        }
        load();
        if (statistics) {
            owner.sql("ANALYZE").update();
        }

        RowsRead.reset();
        Answer first = read("/v2/customers/" + top + "/descendants?limit=" + LIMIT);
        assertThat(first.at("/data")).hasSize(LIMIT);
        readsFew(LIMIT);

        RowsRead.reset();
        Answer deep = read("/v2/customers/" + top + "/descendants?limit=" + LIMIT + "&cursor=" + cursor(29_000));
        assertThat(deep.at("/data")).hasSize(LIMIT);
        assertThat(deep.at("/data/0/id").asLong()).isEqualTo(5_029_001);
        readsFew(LIMIT);

        RowsRead.reset();
        assertThat(read("/v2/customers/5017000/ancestors").at("/data")).hasSize(2);
        readsFew(2);

        RowsRead.reset();
        Answer company = read("/v2/companies/tree?externalId=BIG&limit=" + LIMIT);
        assertThat(company.at("/company/people")).hasSize(LIMIT);
        assertThat(company.at("/company/roles/0/count").asLong()).isEqualTo(CHILDREN);
        readsFew(LIMIT);

        RowsRead.reset();
        Answer then = read("/v2/companies/tree?externalId=BIG&limit=" + LIMIT + "&asOf="
                + Instant.now().truncatedTo(ChronoUnit.MICROS));
        assertThat(then.at("/company/roles/0/count").asLong()).isEqualTo(CHILDREN);
        readsFew(LIMIT, "association_spell"); // are counted by role

        RowsRead.reset();
        assertThat(read("/v2/companies/tree?externalId=SMALL").at("/company/people"))
                .hasSize(3);
        readsFew(3);
    }

    /// An owner over one manager and a manager over one driver, all in a company of their own.
    private void found() {
        organisation = TestOrganisation.create(port, """
                'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,
                  'roles':[{'code':'OWNER','childRoleCode':'MANAGER','maxChild':30000},
                           {'code':'MANAGER','childRoleCode':'DRIVER','maxChild':30000},{'code':'DRIVER'}]}]
                """);
        for (String key : List.of("BIG", "SMALL")) {
            organisation.post(
                    "/v2/companies",
                    "{'externalId':'%1$s','name':'%1$s','hierarchyDefinitionCode':'FLEET'}".formatted(key));
        }
        String company = ",'fleetCompany':{'externalId':'SMALL'}";
        Answer made = Fleet.post(organisation, Fleet.person(301, Fleet.in("FLEET", "OWNER", company)));
        top = made.at("/0/entity/id").asLong();
        Fleet.post(organisation, Fleet.person(302, Fleet.in("FLEET", "MANAGER", company, Fleet.under(301))));
        Fleet.post(organisation, Fleet.person(303, Fleet.in("FLEET", "DRIVER", company, Fleet.under(302))));
        topMembership = membership(301);
        childMembership = membership(302);
    }

    private long membership(int person) {
        return owner.sql("""
                        SELECT a.id FROM association AS a
                          JOIN customer_identifier AS i ON i.org_id = a.org_id AND i.customer_id = a.customer_id
                         WHERE i.match_key = :mobile
                        """)
                .param("mobile", Fleet.mobile(person))
                .query(Long.class)
                .single();
    }

    private void readEverything() {
        read("/v2/customers/" + top + "/descendants?limit=1");
        read("/v2/customers/" + top + "/ancestors");
        read("/v2/companies/tree?externalId=SMALL");
    }

    private Answer read(String path) {
        Answer answer = organisation.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private String cursor(int child) {
        long orgId = owner.sql("SELECT org_id FROM org").query(Long.class).single();
        return Cursor.tie(orgId, "descendants", top, 64, null)
                .text(Cursor.of(Cursor.micros(Instant.now()), topMembership, childMembership, 5_000_000L + child));
    }

    /// As many drivers of the manager in BIG, and as many people without a parent.
    private void load() {
        for (String statement : """
                INSERT INTO customer (org_id, id, loyalty, extended_fields, created_at, modified_at)
                SELECT o.org_id, 5000000 + n, true, '{}', now(), now() FROM org AS o, generate_series(1, 2 * :children) AS n;
                INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, fields, channels,
                                              created_by, modified_by, created_at, modified_at)
                SELECT p.org_id, 5000000 + n, p.source, p.account_id, 0, 'Io', '{}', '[]', p.created_by, p.created_by, now(), now()
                  FROM generate_series(1, 2 * :children) AS n, (SELECT * FROM customer_profile LIMIT 1) AS p;
                INSERT INTO association (org_id, id, customer_id, hierarchy_id, child_count, started_at)
                SELECT h.org_id, 5000000 + n, 5000000 + n, h.id, 0, now()
                  FROM generate_series(1, 2 * :children) AS n, hierarchy AS h;
                INSERT INTO association_spell (org_id, id, association_id, role_code, parent_id, company_id, default_child,
                                               from_at, change_id)
                SELECT c.org_id, 5000000 + n, 5000000 + n, 'DRIVER',
                       CASE WHEN n <= :children THEN CAST(:parent AS bigint) END,
                       CASE WHEN n <= :children THEN c.id END, false, now(), gen_random_uuid()
                  FROM generate_series(1, 2 * :children) AS n, company AS c WHERE c.external_id = 'BIG';
                INSERT INTO link_count (org_id, company_id, hierarchy_id, role_code, links)
                SELECT c.org_id, c.id, c.hierarchy_id, 'DRIVER', :children FROM company AS c WHERE c.external_id = 'BIG'
                """.split(";")) {
            var sql = owner.sql(statement).param("children", CHILDREN);
            (statement.contains(":parent") ? sql.param("parent", childMembership) : sql).update();
        }
    }

    private static void readsFew(int shown, String... but) {
        Map<String, Long> rows = RowsRead.byTable();
        assertThat(rows).containsKeys("customer_profile");
        TABLES.stream()
                .filter(table -> !List.of(but).contains(table))
                .forEach(table -> assertThat(rows.getOrDefault(table, 0L))
                        .as("rows read of %s for %d shown, of all: %s", table, shown, rows)
                        .isLessThanOrEqualTo((long) MOST_OF_A_ROW * shown + 50));
    }
}
