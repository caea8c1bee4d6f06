package io.guildhall.association;

import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What people hold when they become one: cards, programmes, points, groups, a place (`spec/beyond.md` row 17).
@RunningService
class MergedHoldingsTest {
    private static final String DOCUMENT = """
            'settings':{'autoMerge':true},
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'WECHAT','accounts':[{'id':'WECHAT-A'}]}],
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]},
                        {'id':72,'name':'Fuel','tiers':[{'number':1,'name':'One'}]}],
            'cardSeries':[{'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}],
            'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,'roles':[
              {'code':'OWNER','childRoleCode':'DRIVER','maxChild':30,'pointsAggregationRole':true,
               'permissions':[{'permissionCode':'allow_points_transfer','permissionValue':true}]},
              {'code':'DRIVER'}]}]
            """;
    private static final String MERGE = profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(301)
            + "'},{'type':'mobile','value':'" + mobile(302) + "'}],'source':'WECHAT','accountId':'WECHAT-A'}");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredLinks stored;
    private StoredGroups groups;
    private long orgId;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, DOCUMENT);
        stored = new StoredLinks(jdbc, transactions, org);
        groups = new StoredGroups(jdbc, transactions, org);
        orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();
    }

    private static String person(int number, String source, String card, String enrolments, String link) {
        return profiles(
                "{'identifiers':[{'type':'mobile','value':'" + mobile(number) + "'},{'type':'cardnumber','value':'"
                        + card + "','seriesId':503}],'source':'" + source + "'}",
                ",'loyaltyProgramEnrollments':[" + enrolments + "]",
                link);
    }

    private static String enrolment(int program, int tier, int points) {
        return "{'programId':" + program + ",'tierNumber':" + tier + ",'loyaltyPoints':" + points + "}";
    }

    private static String owner() {
        return ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'OWNER','childCustomers':["
                + profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(303) + "'}]}") + "]}";
    }

    private long register(String item) {
        Answer answer = post(org, item);
        assertThat(answer.at("/0/errors")).isEmpty();
        return answer.at("/0/entity/id").asLong(0);
    }

    private static List<String> found(Answer answer) {
        return Found.in(answer.body()).stream().map(Found::toString).toList();
    }

    private long idOf(String source, String type, String value) {
        return org.get("/v2/customers/lookup?source=" + source + "&identifierName=" + type + "&identifierValue=" + value
                        + (source.equals("WECHAT") ? "&accountId=WECHAT-A" : ""))
                .at("/entity")
                .asLong(0);
    }

    /// Points in hand by programme, as the ledger has them.
    private Map<Long, Long> balances(long customer) {
        return transactions.read(
                orgId,
                () -> jdbc
                        .sql("""
                        SELECT a.program_id, sum(CASE WHEN p.to_account = a.id THEN p.points ELSE -p.points END) AS points
                          FROM points_account AS a
                          JOIN posting AS p ON p.org_id = a.org_id AND a.id IN (p.to_account, p.from_account)
                         WHERE a.kind = 'CUSTOMER' AND a.holder_id = :customer
                         GROUP BY a.program_id
                        """)
                        .param("customer", customer)
                        .query((rs, _) -> Map.entry(rs.getLong(1), rs.getLong(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private List<String> records(Answer answer) {
        String change = answer.response().headers().firstValue("X-Change-Id").orElseThrow();
        JsonNode records = org.get("/v2/changes/" + change).at("/records");
        return records.valueStream()
                .map(record -> record.path("type").asString() + " "
                        + record.path("action").asString() + " "
                        + record.at("/before/customerId").asString("-") + " "
                        + record.at("/after/customerId").asString("-"))
                .toList();
    }

    private void ownsAll(long ana, long bo) {
        for (String source : List.of("INSTORE", "WEBSITE", "WECHAT")) {
            int own = source.equals("WEBSITE") ? 302 : 301;
            assertThat(idOf(source, "mobile", mobile(own))).as(source).isEqualTo(ana);
        }
        assertThat(idOf("WECHAT", "mobile", mobile(302))).isEqualTo(ana);
        assertThat(idOf("INSTORE", "cardnumber", "PARTNER1")).isEqualTo(ana);
        assertThat(idOf("INSTORE", "cardnumber", "PARTNER2")).isEqualTo(ana);
        assertThat(stored.count("card WHERE customer_id = " + ana)).isEqualTo(2);
        assertThat(stored.count("card WHERE customer_id = " + bo)).isZero();
        assertThat(balances(ana)).isEqualTo(Map.of(71L, 150L, 72L, 7L));
        assertThat(balances(bo).values()).containsOnly(0L);
        assertThat(stored.count("enrolment WHERE program_id = 71 AND tier_number = 2 AND customer_id = " + ana))
                .isEqualTo(1);
        Answer read = org.get("/v2/customers/" + bo + "?source=INSTORE");
        assertThat(read.at("/id").asLong()).isEqualTo(ana);
        assertThat(read.warnings()).containsExactly("8069 -");
        stored.areInOrder();
    }

    @Test
    void aVictimWhoOwnsAGroupHandsItOverWithEverythingElse() {
        long ana = register(person(301, "INSTORE", "PARTNER1", enrolment(71, 1, 100), ""));
        long bo =
                register(person(302, "WEBSITE", "PARTNER2", enrolment(71, 2, 50) + "," + enrolment(72, 1, 7), owner()));

        Answer merged = post(org, MERGE);

        assertThat(found(merged)).containsExactly("8051 /0");
        ownsAll(ana, bo);
        groups.areInOrder();
        assertThat(stored.count("user_group_member WHERE primary_member AND default_group AND to_at = 'infinity'"
                        + " AND permissions = '{allow_points_transfer}' AND customer_id = " + ana))
                .isEqualTo(1);
        assertThat(stored.count("user_group_member WHERE customer_id = " + bo)).isZero();
        assertThat(records(merged))
                .containsExactlyInAnyOrder(
                        "customer UPDATE - -",
                        "customer END - -",
                        "association UPDATE " + bo + " " + ana,
                        "card UPDATE " + bo + " " + ana,
                        "enrolment UPDATE " + ana + " " + ana,
                        "enrolment CREATE - " + ana,
                        "group UPDATE - -");
        assertThat(stored.count("customer_merge WHERE pre_image->'victim'->'groups'->0->>'primaryMember' = 'true'"))
                .isEqualTo(1);
    }

    @Test
    void aSurvivorWhoOwnsAGroupKeepsIt() {
        long ana = register(
                person(301, "INSTORE", "PARTNER1", enrolment(71, 1, 100) + "," + enrolment(72, 1, 7), owner()));
        long bo = register(person(302, "WEBSITE", "PARTNER2", enrolment(71, 2, 50), ""));

        Answer merged = post(org, MERGE);

        assertThat(found(merged)).containsExactly("8051 /0");
        ownsAll(ana, bo);
        groups.areInOrder();
    }

    @Test
    void theSameMergeOnceMoreChangesNothing() {
        long ana = register(person(301, "INSTORE", "PARTNER1", enrolment(71, 1, 100), ""));
        long bo =
                register(person(302, "WEBSITE", "PARTNER2", enrolment(71, 2, 50) + "," + enrolment(72, 1, 7), owner()));
        post(org, MERGE);
        long records = stored.count("change_record");
        long postings = stored.count("posting");

        Answer again = post(org, MERGE);

        assertThat(found(again)).containsExactly("8006 /0");
        assertThat(stored.count("change_record")).isEqualTo(records);
        assertThat(stored.count("posting")).isEqualTo(postings);
        assertThat(stored.count("customer_merge")).isEqualTo(1);
        ownsAll(ana, bo);
        groups.areInOrder();
    }

    @Test
    void whoTakesAPlaceOverAndMovesInOneCallIsInTheRightGroup() {
        register(person(301, "INSTORE", "PARTNER1", enrolment(71, 1, 1), ""));
        register(profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(309) + "'}]}", owner()));
        register(profiles(
                "{'identifiers':[{'type':'mobile','value':'" + mobile(302) + "'}],'source':'WEBSITE'}", under(308)));

        Answer moved = post(org, MERGE.replaceAll("}\\]}$", "}]" + under(309) + "}"));

        assertThat(found(moved)).contains("8051 /0");
        assertThat(moved.response().headers().firstValue("X-Failure-Count")).contains("0");
        assertThat(stored.count("association_spell WHERE to_at < 'infinity'")).isEqualTo(1);
        assertThat(records(moved))
                .filteredOn(record -> record.startsWith("group"))
                .hasSize(2);
        groups.areInOrder();
        stored.areInOrder();
    }

    private static String under(int owner) {
        return ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'DRIVER','parentCustomer':"
                + profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(owner) + "'}]}") + "}";
    }

    @Test
    void twoMembersOfAGroupAreOneAfterwards() {
        long ana = register(person(301, "INSTORE", "PARTNER1", enrolment(71, 1, 1), ""));
        long bo = register(person(302, "WEBSITE", "PARTNER2", enrolment(71, 2, 1), ""));
        long group = groupOf(ana, bo);

        Answer merged = post(org, MERGE);

        assertThat(found(merged)).containsExactly("8051 /0");
        assertThat(stored.count("user_group WHERE member_count = 1 AND id = " + group))
                .isEqualTo(1);
        assertThat(stored.count("user_group_member WHERE to_at = 'infinity' AND primary_member AND default_group"
                        + " AND permissions = '{earn,spend}' AND customer_id = " + ana))
                .isEqualTo(1);
        assertThat(stored.count("user_group_member WHERE to_at < 'infinity' AND end_change_id IS NOT NULL"
                        + " AND customer_id = " + bo))
                .isEqualTo(1);
        assertThat(records(merged)).contains("group UPDATE - -");
    }

    /// A group made by hand, the second of whom is its primary member.
    private long groupOf(long member, long primary) {
        long id = 77;
        transactions.write(orgId, () -> {
            jdbc.sql("""
                            INSERT INTO user_group (org_id, id, external_id, name, max_size, member_count, status, extended_fields, created_at)
                            VALUES (:org, :id, 'hand', 'Hand', 10, 2, 'ACTIVE', '{}', now())
                            """).param("org", orgId).param("id", id).update();
            return jdbc.sql("""
                            INSERT INTO user_group_member (org_id, group_id, customer_id, primary_member, default_group, permissions, from_at, change_id)
                            VALUES (:org, :id, :member, false, false, '{earn}', now() - interval '1 hour', :change),
                                   (:org, :id, :primary, true, true, '{spend}', now() - interval '1 hour', :change)
                            """)
                    .param("org", orgId)
                    .param("id", id)
                    .param("member", member)
                    .param("primary", primary)
                    .param("change", UUID.randomUUID())
                    .update();
        });
        return id;
    }
}
