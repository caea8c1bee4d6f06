package io.guildhall.association;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// People of several sources on a real server with a real database (`spec/associate.md` §6 rows 2c to 2e).
@RunningService
class MergeTest {
    private static final String BENEFITS = """
            'settings':{'autoMerge':true},
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]}],
            'cardSeries':[{'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredLinks stored;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
        assertThat(org.apply(BENEFITS, "").status()).isEqualTo(200);
        stored = new StoredLinks(jdbc, transactions, org);
    }

    private static String profile(String source, int... mobiles) {
        String[] all = IntStream.of(mobiles)
                .mapToObj(number -> Stream.of("mobile", mobile(number)))
                .flatMap(pair -> pair)
                .toArray(String[]::new);
        return "{'firstName':'" + source + "'," + identifiers(all) + ",'source':'" + source + "'"
                + (source.equals("WECHAT") ? ",'accountId':'WECHAT-A'" : "") + "}";
    }

    private static List<String> found(Answer answer) {
        return Found.in(answer.body()).stream().map(Found::toString).toList();
    }

    private long register(String item) {
        Answer answer = post(org, item);
        assertThat(answer.at("/0/errors")).isEmpty();
        return answer.at("/0/entity/id").asLong(0);
    }

    private long idOf(String source, int number) {
        return org.get("/v2/customers/lookup?source=" + source + "&identifierName=mobile&identifierValue="
                        + mobile(number) + (source.equals("WECHAT") ? "&accountId=WECHAT-A" : ""))
                .at("/entity")
                .asLong(0);
    }

    @Test
    void theProfileOfAnotherSourceJoinsThePerson() {
        long ana = register(person(301));

        Answer joined = post(org, profiles(profile("WEBSITE", 301, 302)));

        assertThat(found(joined)).containsExactly("8050 /0");
        assertThat(joined.at("/0/entity/id").asLong()).isEqualTo(ana);
        assertThat(joined.at("/0/entity/profiles")).hasSize(2);
        assertThat(joined.at("/0/entity/profiles/1/conflictingProfileList")).isEmpty();
        assertThat(idOf("WEBSITE", 302)).isEqualTo(ana);
        assertThat(idOf("INSTORE", 301)).isEqualTo(ana);
        JsonNode details = org.get("/v2/customers/" + ana + "?source=WEBSITE").body();
        assertThat(details.at("/profiles/1/firstName").asString()).isEqualTo("WEBSITE");
        assertThat(found(post(org, profiles(profile("WEBSITE", 302))))).containsExactly("8006 /0");
    }

    @Test
    void nothingOfTheVictimIsLost() {
        long ana = register(person(301));
        String benefits = ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':2,'loyaltyPoints':100}]";
        long bo = register(profiles(
                "{'identifiers':[{'type':'mobile','value':'" + mobile(302)
                        + "'},{'type':'cardnumber','value':'PARTNER77','seriesId':503}],'source':'WEBSITE'}",
                benefits,
                in("NORFLEET", "DEPOT_MGR", over(person(303)))));
        assertThat(stored.count("card WHERE customer_id = " + bo)).isEqualTo(1);
        long membership = post(org, person(303, in("NORFLEET", "DRIVER")))
                .at("/0/entity/associationDetails/parentRoleId")
                .asLong();

        Answer merged =
                post(org, profiles(profile("WECHAT", 301, 302), in("NORFLEET", "DEPOT_MGR", over(person(303)))));

        assertThat(found(merged)).containsExactly("8051 /0", "8028 /0/associationDetails/childCustomers/0");
        assertThat(merged.at("/0/entity/id").asLong()).isEqualTo(ana);
        assertThat(merged.at("/0/entity/associationDetails/new").asBoolean()).isFalse();
        assertThat(merged.at("/0/childEntities/0/associationDetails/parentRoleId")
                        .asLong())
                .isEqualTo(membership);
        assertThat(merged.at("/0/entity/profiles")).hasSize(3);
        assertThat(idOf("WEBSITE", 302)).isEqualTo(ana);
        assertThat(stored.count("card WHERE customer_id = " + ana)).isEqualTo(1);
        assertThat(stored.count("enrolment WHERE tier_number = 2 AND customer_id = " + ana))
                .isEqualTo(1);
        assertThat(stored.count("posting AS p JOIN points_account AS a ON a.org_id = p.org_id AND a.id = p.to_account"
                        + " WHERE p.points = 100 AND a.holder_id = " + ana))
                .isEqualTo(1);
        assertThat(stored.count("customer WHERE id = " + bo + " AND merged_into = " + ana))
                .isEqualTo(1);
        assertThat(stored.count("customer_profile WHERE customer_id = " + bo)).isZero();
        assertThat(stored.count("customer_merge WHERE victim_id = " + bo + " AND survivor_id = " + ana
                        + " AND pre_image->'victim'->>'associationId' = '" + membership + "'"
                        + " AND pre_image->'victim'->'customer'->'profiles'->0->'identifiers'->0->>'value' = '"
                        + mobile(302) + "'"
                        + " AND pre_image->'victim'->'customer'->'cards'->0->>'number' = 'PARTNER77'"
                        + " AND pre_image->'victim'->'enrolments'->0->>'tierNumber' = '2'"
                        + " AND pre_image->'survivor'->'customer'->>'id' = '" + ana + "'"))
                .isEqualTo(1);
        String change = merged.response().headers().firstValue("X-Change-Id").orElseThrow();
        JsonNode records = org.get("/v2/changes/" + change).at("/records");
        assertThat(records.valueStream()
                        .map(record -> record.path("type").asString() + " "
                                + record.path("action").asString() + " "
                                + record.path("id").asLong()))
                .contains("customer UPDATE " + ana, "customer END " + bo, "association UPDATE " + membership);
        Answer again = put(org, profiles(profile("WEBSITE", 302)));
        assertThat(found(again)).containsExactly("8069 /0");
        assertThat(again.at("/0/id").asLong()).isEqualTo(ana);
    }

    @Test
    void peopleWhoBothStandSomewhereStayAsTheyAre() {
        long ana = register(person(301, in("NORFLEET", "DEPOT_MGR")));
        long bo = register(profiles(profile("WEBSITE", 302), in("NORFLEET", "DEPOT_MGR")));
        long before = stored.count("change_record");

        Answer refused = post(org, profiles(profile("WECHAT", 301, 302)));

        assertThat(found(refused)).containsExactly("8066 /0");
        assertThat(refused.at("/0/entity/profiles/0/conflictingProfileList")
                        .valueStream()
                        .map(conflict -> conflict.path("userId").asLong()))
                .containsExactlyInAnyOrder(ana, bo);
        assertThat(stored.count("change_record")).isEqualTo(before);
        assertThat(stored.count("customer_merge")).isZero();
    }

    @Test
    void whereEverySourceKnowsItsOwnTheConflictIsReported() {
        org.apply("'settings':{'autoMerge':false}", "");
        long ana = register(person(301));

        Answer other = post(org, profiles(profile("WEBSITE", 301)));

        assertThat(found(other)).isEmpty();
        assertThat(other.at("/0/entity/id").asLong()).isNotEqualTo(ana);
        JsonNode conflict = other.at("/0/entity/profiles/0/conflictingProfileList/0");
        assertThat(conflict.path("userId").asLong()).isEqualTo(ana);
        assertThat(conflict.path("source").asString()).isEqualTo("INSTORE");
    }

    @Test
    void aDryRunTellsTheMergeAndMakesNone() {
        long ana = register(person(301));
        register(profiles(profile("WEBSITE", 302)));

        Answer dry = org.post(BULK + "?dryRun=true", "[" + profiles(profile("WECHAT", 301, 302)) + "]");

        assertThat(found(dry)).containsExactly("8051 /0");
        assertThat(dry.at("/0/entity/id").asLong()).isEqualTo(ana);
        assertThat(stored.count("customer_merge")).isZero();
    }

    @Test
    void callsAtOnceThatJoinTheSamePeopleEndInOne() {
        for (int round = 0; round < 8; round++) {
            int first = 310 + 4 * round;
            long ana = register(person(first));
            register(profiles(profile("WEBSITE", first + 1)));
            String merge = "[" + profiles(profile("WECHAT", first, first + 1)) + "]";
            String link = "[" + profiles(profile("WEBSITE", first + 1), in("NORFLEET", "DRIVER")) + "]";
            List<Callable<Answer>> calls = List.of(
                    () -> org.post(BULK, merge),
                    () -> org.post(BULK, link),
                    () -> org.post(BULK, merge),
                    () -> org.put(BULK, link));

            List<Answer> answers = TestOrganisation.together(calls);

            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(idOf("WECHAT", first)).isEqualTo(ana);
            assertThat(idOf("WEBSITE", first + 1)).isEqualTo(ana);
        }
        assertThat(stored.count("customer_merge")).isEqualTo(8);
    }

    @Test
    void onePersonRegisteredBySeveralSourcesAtOnceIsOnePerson() {
        for (int round = 0; round < 8; round++) {
            int number = 350 + round;

            List<Answer> answers = TestOrganisation.together(Stream.of("INSTORE", "WEBSITE", "WECHAT")
                    .<Callable<Answer>>map(source -> () -> post(org, profiles(profile(source, number))))
                    .toList());

            assertThat(answers.stream().map(answer -> answer.at("/0/entity/id").asLong(0)))
                    .allMatch(id -> id != 0)
                    .allMatch(id -> id == idOf("INSTORE", number));
        }
    }

    @Test
    void somebodyDeletedNeitherReturnsNorChanges() {
        org.apply("'statusLabels':{'customer':{'DELETED':[{'label':'Gone','default':true}]}}", "");
        register(person(301));
        put(org, person(301, ",'statusLabel':'Gone'"));

        assertThat(found(post(org, person(301)))).containsExactly("8026 /0");
        assertThat(found(post(org, person(301, in("NORFLEET", "DRIVER"))))).containsExactly("3042 /0");
        assertThat(found(post(org, person(302, in("NORFLEET", "DRIVER", under(301))))))
                .containsExactly("3042 /0/associationDetails/parentCustomer");
        assertThat(found(put(org, person(301)))).containsExactly("3042 /0");
        assertThat(found(post(org, profiles(profile("WEBSITE", 301))))).containsExactly("8026 /0");
    }
}
