package io.guildhall.person.web;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
@Import(StoredTraces.class)
class ErasureApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private StoredTraces traces;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private long register(int number, String... more) {
        return org.post("/v2/customers", person(number, more)).at("/createdId").asLong();
    }

    private static String erase(long id) {
        return "/v2/customers/" + id + "/erase";
    }

    private Answer keyed(String method, String path, String body, String key) {
        return org.with(method, path, body, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    @Test
    void leavesAPersonWithoutDataAndAReceipt() {
        post(org, person(301, at("DRIVER", under(302))));
        long id = org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(301))
                .at("/entity")
                .asLong();

        Answer erased = org.post(erase(id), "");

        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        String change = erased.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(erased.at("/data/receiptId").asString()).isEqualTo(change);
        assertThat(erased.at("/data/customerId").asLong()).isEqualTo(id);
        assertThat(erased.at("/data/by").asString()).isEqualTo(org.code() + ".till");
        assertThat(erased.at("/data/erased/identifiers").asInt()).isEqualTo(1);
        assertThat(erased.at("/data/erased/changeRecords").asInt()).isEqualTo(1);
        assertThat(erased.at("/data/kept/links").asInt()).isEqualTo(1);
        assertThat(erased.at("/data/reRegistration").asString()).isEqualTo("blocked");
        Answer details = org.get("/v2/customers/" + id + "?source=INSTORE&embed=customerStatus,fleetParentDetails");
        assertThat(details.at("/profiles/0/identifiers")).isEmpty();
        assertThat(details.at("/statusLabel").asString()).isEqualTo("ERASED");
        assertThat(details.at("/associationDetails/roleCode").asString()).isEqualTo("DRIVER");
        assertThat(org.get("/v2/customers/" + id + "/association/history").at("/data"))
                .hasSize(1);
        assertThat(org.get("/v2/customers/" + id + "/statusLog")
                        .at("/data/0/label")
                        .asString())
                .isEqualTo("ERASED");
        assertThat(org.get("/v2/changes/" + change).at("/records/0/erased").asBoolean())
                .isTrue();
        assertThat(org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(301))
                        .errors())
                .containsExactly("8015 -");
    }

    @Test
    void twiceGivesTheSameReceiptAndSoDoesReadingIt() {
        long id = register(301);
        String key = UUID.randomUUID().toString();

        Answer first = keyed("POST", erase(id), "", key);
        Answer replayed = keyed("POST", erase(id), "", key);
        Answer again = org.post(erase(id), "");

        assertThat(replayed.body()).isEqualTo(first.body());
        assertThat(replayed.response().headers().firstValue("Idempotent-Replay"))
                .contains("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(org.get(erase(id)).body()).isEqualTo(first.body());
    }

    @Test
    void aDryRunCountsAndLeavesEverything() {
        long id = register(301);

        Answer dry = org.post(erase(id) + "?dryRun=true", "");

        assertThat(dry.response().headers().firstValue("X-Dry-Run")).contains("true");
        assertThat(dry.at("/data").has("receiptId")).isFalse();
        assertThat(dry.at("/data/erased/identifiers").asInt()).isEqualTo(1);
        assertThat(org.get(erase(id)).errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/customers/" + id + "?source=INSTORE").at("/profiles/0/identifiers"))
                .hasSize(1);
    }

    @Test
    void knowsNobodyElse() {
        long stranger = Fleet.create(port)
                .post("/v2/customers", person(301))
                .at("/createdId")
                .asLong();

        assertThat(org.post(erase(stranger), "").errors()).containsExactly("8015 -");
        assertThat(org.post(erase(Long.MAX_VALUE), "").status()).isEqualTo(404);
        assertThat(org.post("/v2/customers/x/erase", "").errors()).containsExactly("8015 -");
        assertThat(org.asReader("POST", erase(stranger), "").status()).isEqualTo(403);
    }

    @Test
    void theSameIdentityCannotReturnByAnyWay() {
        long id = register(301);
        long other = register(302);
        org.post(erase(id), "");

        assertThat(org.post("/v2/customers", person(301)).errors()).containsExactly("8026 ");
        assertThat(post(org, person(301)).at("/0/errors/0/code").asInt()).isEqualTo(8026);
        assertThat(post(org, person(303, at("DRIVER", under(301))))
                        .at("/0/errors/0/code")
                        .asInt())
                .isEqualTo(3042);
        assertThat(org.post(
                                "/v2/customers/" + other + "/changeIdentifier?source=INSTORE",
                                "{'add':[{'type':'mobile','value':'" + mobile(301) + "'}]}")
                        .errors())
                .containsExactly("8026 /add/0");
        assertThat(post(org, person(304)).at("/0/errors")).isEmpty();
    }

    @Test
    void theSameIdentityIsANewPersonWhereTheOrganisationWantsIt() {
        org.apply("'settings':{'erasedMayReturn':true}", "");
        long id = register(301);

        Answer erased = org.post(erase(id), "");
        long returned = register(301);

        assertThat(erased.at("/data/reRegistration").asString()).isEqualTo("allowed");
        assertThat(returned).isPositive().isNotEqualTo(id);
    }

    @Test
    void childrenAndParentsStayLinked() {
        post(org, person(301, at("DEPOT_MGR", over(person(302)))));
        long parent = org.get(
                        "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(301))
                .at("/entity")
                .asLong();
        long child = org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(302))
                .at("/entity")
                .asLong();

        Answer erased = org.post(erase(parent), "");

        assertThat(erased.at("/data/kept/children").asInt()).isEqualTo(1);
        Answer details = org.get("/v2/customers/" + child + "?source=INSTORE&embed=fleetParentDetails");
        assertThat(details.at("/associationDetails/parentCustomer/profiles/0/identifiers"))
                .isEmpty();
        assertThat(details.at("/associationDetails/parentRoleId").asLong()).isPositive();
    }

    @Test
    void aRepeatedCallWhoseAnswerToldOfThePersonIsNeitherAnsweredNorDoneAgain() {
        org.apply("'settings':{'erasedMayReturn':true}", "");
        Answer registered = keyed("POST", BULK, "[" + person(301) + "]", "mine");
        keyed("POST", BULK, "[" + person(302) + "]", "another's");

        org.post(erase(registered.at("/0/entity/id").asLong()), "");

        assertThat(keyed("POST", BULK, "[" + person(301) + "]", "mine").errors())
                .containsExactly("3042 -");
        assertThat(keyed("POST", BULK, "[" + person(302) + "]", "another's")
                        .response()
                        .headers()
                        .firstValue("Idempotent-Replay"))
                .contains("true");
    }

    private void inTheDatabase(String... statements) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
        transactions.write(orgId, () -> {
            for (String statement : statements) {
                jdbc.sql(statement.replace(":org", Long.toString(orgId))).update();
            }
            return orgId;
        });
    }

    @Test
    void peopleOfBeforeThereWereKeysAreErasedAsWell() {
        Answer registered = org.post("/v2/customers", person(301));
        long id = registered.at("/createdId").asLong();
        inTheDatabase(
                "UPDATE customer SET person_key = NULL WHERE org_id = :org",
                "INSERT INTO change_set (org_id, id, at, method, path) VALUES (:org, gen_random_uuid(), now(), 'POST', '/old')",
                "INSERT INTO change_record (org_id, change_id, entity_type, entity_id, action, after) SELECT :org, id, 'CUSTOMER', "
                        + id + ", 'CREATE', '{\"firstName\": \"Antiquity\"}' FROM change_set WHERE path = '/old'");
        Answer updated = org.put("/v2/customers/" + id + "?source=INSTORE", "{'profiles':[{'firstName':'Modernity'}]}");
        assertThat(change(updated).at("/records/0/after/profiles/0/firstName").asString())
                .isEqualTo("Modernity");

        org.post(erase(id), "");

        assertThat(traces.of(org, List.of("Antiquity", "Modernity", mobile(301))))
                .isEmpty();
        assertThat(change(updated).at("/records/0/erased").asBoolean()).isTrue();
    }

    private Answer change(Answer written) {
        return org.get("/v2/changes/"
                + written.response().headers().firstValue("X-Change-Id").orElseThrow());
    }

    @Test
    void whoWasAnotherPersonForAWhileLeavesNoTraceThere() {
        org.apply("'settings':{'autoMerge':true}", "");
        long survivor = register(301);
        long victim = org.post(
                        "/v2/customers",
                        "{'profiles':[{'source':'WEBSITE','firstName':'Transitory','identifiers':[{'type':'mobile','value':'"
                                + mobile(302) + "'}]}]}")
                .at("/createdId")
                .asLong();
        org.post(
                "/v2/customers/" + survivor + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'mobile','value':'" + mobile(302) + "'}]}");
        org.post(
                "/v2/customers/" + survivor + "/changeIdentifier?source=INSTORE",
                "{'remove':[{'type':'mobile','value':'" + mobile(302) + "'}]}");
        keyed("PUT", BULK, "[" + person(301, ",'extendedFields':{'preferred_language':'Welsh'}") + "]", "joint");
        inTheDatabase( // what undoing does
                "UPDATE customer SET merged_into = NULL WHERE org_id = :org AND id = " + victim,
                "UPDATE customer_merge SET undone_at = clock_timestamp() WHERE org_id = :org",
                """
                        INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, fields, channels,
                                                      created_by, modified_by, created_at, modified_at)
                        SELECT org_id, %d, source, account_id, 0, first_name, fields, channels, created_by, modified_by, created_at,
                               modified_at
                          FROM customer_profile WHERE org_id = :org AND source = 'WEBSITE'
                        """.formatted(victim),
                "UPDATE customer_identifier SET customer_id = " + victim
                        + " WHERE org_id = :org AND source = 'WEBSITE'",
                "DELETE FROM customer_profile WHERE org_id = :org AND source = 'WEBSITE' AND customer_id = "
                        + survivor);

        org.post(erase(victim), "");

        assertThat(traces.of(org, List.of("Transitory", mobile(302)))).isEmpty();
        assertThat(org.get("/v2/customers/" + survivor + "?source=INSTORE")
                        .at("/profiles/0/identifiers/0/value")
                        .asString())
                .isEqualTo(mobile(301));
    }

    @RepeatedTest(5)
    void nothingSurvivesWhatOthersDoAtTheSameTime() {
        org.apply("'settings':{'autoMerge':true}", "");
        String mark = "Racing" + UUID.randomUUID().toString().substring(0, 8);
        String named = "{'firstName':'" + mark + "','identifiers':[{'type':'mobile','value':'" + mobile(301) + "'}]}";
        long id = post(org, "{'profiles':[" + named + "]" + at("DRIVER", under(302)) + "}")
                .at("/0/entity/id")
                .asLong();
        post(org, person(303, at("DEPOT_MGR")));
        String website = "{'source':'WEBSITE','lastName':'" + mark + "','identifiers':[{'type':'mobile','value':'"
                + mobile(301) + "'}]}";
        List<Callable<Answer>> calls = new ArrayList<>();
        calls.add(() -> put(org, "{'profiles':[" + named.replace("Racing", "Other") + "]}"));
        calls.add(() -> put(org, "{'profiles':[" + named + "]" + at("DRIVER", under(303)) + "}"));
        calls.add(() -> org.post(erase(id), ""));
        calls.add(() -> post(org, "{'profiles':[" + website + "]}"));
        calls.add(() -> put(org, "{'profiles':[" + named + "]}"));

        List<Answer> answers = TestOrganisation.together(calls);

        answers.forEach(answer -> assertThat(answer.status()).isLessThan(500));
        assertThat(org.get(erase(id)).status()).as(answers.toString()).isEqualTo(200);
        assertThat(traces.of(org, List.of(mark, mark.replace("Racing", "Other"), mobile(301))))
                .isEmpty();
    }
}
