package io.guildhall.hierarchy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class HierarchyApiTest {
    private static final String PATH = "/v2/fleetHierarchy";
    private static final String ROLES = "'roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, "'hierarchies':[{'code':'FLEET','name':'Fleet'," + ROLES + "}]");
    }

    private static String body(String code, String members) {
        return "{'code':'" + code + "'," + members + ROLES + "}";
    }

    private long create(String code, String members) {
        return org.post(PATH, body(code, members)).at("/entity").asLong();
    }

    @Test
    void aHierarchyIsReadAsItWasCreated() {
        Answer created = org.post(PATH, body("H", "'name':'n','isSkipRoleAllowed':true,"));

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.response().headers().firstValue("X-Change-Id")).isPresent();
        Answer read = org.get(PATH + "?code=H");
        assertThat(read.at("/id")).isEqualTo(created.at("/entity"));
        assertThat(read.at("/skipRoleAllowed").asBoolean()).isTrue();
        assertThat(read.at("/createdBy").asString()).endsWith(".till");
        assertThat(read.at("/createdOn").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0[01]:00");
        assertThat(read.at("/roles/0/hierarchyId")).isEqualTo(created.at("/entity"));
        assertThat(read.at("/roles/1/maxChild").isMissingNode()).isTrue();
        assertThat(org.get(PATH + "?id=" + created.at("/entity")).at("/code").asString())
                .isEqualTo("H");
    }

    @Test
    void allFaultsOfABodyComeAtOnce() {
        Answer refused = org.post(
                PATH,
                "{'code':'','name':7,'roles':[{'code':'A','childRoleCode':'X','maxChild':-1},{'code':{}},{'code':''}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors())
                .containsExactly("400 /roles/1/code", "1613 /code", "1603 /roles/2/code", "1604 /roles/0/maxChild");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"[]", "null", "7", "{'code':'a\\u0000'}", "{'code':'\\ud800'}", "{'code':", "``"})
    void aBodyThatIsNoHierarchyIsABadRequest(String body) {
        Answer refused = org.post(PATH, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).first().asString().startsWith("400 ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, 1686 -",
        "?code=NO, 404, 1609 -",
        "?id=987654321, 404, 1609 -",
        "?id=abc, 404, 1609 -",
        "?code=a%00, 400, 1686 -",
        "?code=%ED%A0%80, 400, 1686 -"
    })
    void whatIsNotThereCannotBeRead(String query, int status, String error) {
        Answer refused = org.get(PATH + query);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.errors()).containsExactly(error);
    }

    @Test
    void ofConcurrentCreationsOfOneCodeOneWins() {
        Callable<Answer> creation = () -> org.post(PATH, body("RACE", ""));

        var answers = TestOrganisation.together(Collections.nCopies(8, creation));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("1600 /code"))
                .hasSize(7);
    }

    @Test
    void theNewDefaultTakesOver() {
        create("D1", "'default':true,");
        create("D2", "'isDefault':true,");

        assertThat(org.get(PATH + "?code=D1").at("/default").asBoolean()).isFalse();
        assertThat(org.get(PATH + "?code=D2").at("/default").asBoolean()).isTrue();
    }

    @Test
    void anUnusedHierarchyIsReplacedButNotByATakenCode() {
        long id = create("H", "");

        assertThat(org.put(PATH + "/" + id, body("FLEET", "")).errors()).containsExactly("1600 /code");
        assertThat(org.put(PATH + "/" + id, body("K", "'name':'Other',")).status())
                .isEqualTo(200);
        assertThat(org.get(PATH + "?code=K").at("/id").asLong()).isEqualTo(id);
        assertThat(org.put(PATH + "/987654321", body("K", "")).errors()).containsExactly("1609 -");
        assertThat(org.put(PATH + "/abc", body("K", "")).errors()).containsExactly("1609 -");
    }

    @Test
    void aSwitchedOffHierarchyIsListedOnlyUntilItIsSwitchedOnByName() {
        long id = create("H", "");

        assertThat(org.delete(PATH + "/" + id).at("/entity").asLong()).isEqualTo(id);
        assertThat(org.delete(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(org.get(PATH + "?code=H").status()).isEqualTo(409);
        assertThat(org.get(PATH + "?code=H").errors()).containsExactly("1610 -");
        assertThat(org.get(PATH + "/all").body().toString()).contains("\"code\":\"H\"");

        org.put(PATH + "/" + id, body("H", "'name':'still off',"));
        assertThat(org.get(PATH + "?code=H").status()).isEqualTo(409);
        org.put(PATH + "/" + id, body("H", "'active':true,"));
        assertThat(org.get(PATH + "?code=H").status()).isEqualTo(200);
    }

    @Test
    void aHierarchyWithCompaniesIsSwitchedOffByForceOnly() {
        long id = create("H", "");
        org.post("/v2/companies", "{'externalId':'C','name':'c','hierarchyDefinitionCode':'H'}");

        assertThat(org.delete(PATH + "/" + id).errors()).containsExactly("1711 -");
        assertThat(org.delete(PATH + "/" + id + "?force=maybe").errors()).containsExactly("1686 -");
        assertThat(org.delete(PATH + "/" + id + "?force=true").status()).isEqualTo(200);
    }

    @Test
    void everyTillReadsAndOnlyWritersWrite() {
        assertThat(org.asReader("GET", PATH + "/all", null).status()).isEqualTo(200);
        assertThat(org.asReader("GET", "/v2/fleet/permissions", null).at("/data"))
                .hasSize(6);
        assertThat(org.asReader("POST", PATH, body("H", "")).status()).isEqualTo(403);
        assertThat(org.asReader("DELETE", PATH + "/1", null).status()).isEqualTo(403);
    }

    @Test
    void theDocumentAppliedAgainChangesNothing() {
        String document = "'hierarchies':[" + body("FLEET", "'name':'Renamed','isDefault':true,") + ","
                + body("NEW", "'active':false,") + "]";

        assertThat(org.apply(document, "").at("/changes")).hasSize(2);
        assertThat(org.apply(document, "").at("/changes")).isEmpty();
        assertThat(org.get(PATH + "?code=FLEET").at("/name").asString()).isEqualTo("Renamed");
    }

    @Test
    void theDocumentRemovesUnusedHierarchiesAndRefusesToRemoveOthers() {
        org.post("/v2/companies", "{'externalId':'C','name':'c','hierarchyDefinitionCode':'FLEET'}");
        create("SPARE", "");

        Answer refused = org.apply("'hierarchies':[" + body("SPARE", "") + "]", "?prune=true");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("409 /hierarchies");

        Answer pruned = org.apply("'hierarchies':[" + body("FLEET", "'name':'Fleet',") + "]", "?prune=true");
        assertThat(pruned.status()).isEqualTo(200);
        assertThat(org.get(PATH + "?code=SPARE").status()).isEqualTo(404);
    }

    @Test
    void theDocumentTellsFaultsOfItsHierarchies() {
        Answer refused = org.apply(
                "'hierarchies':[" + body("X", "'isDefault':true,'nam':'typo',") + "," + body("X", "'default':true,")
                        + "]",
                "");

        assertThat(refused.errors())
                .containsExactly("400 /hierarchies/0/nam", "400 /hierarchies/1/code", "400 /hierarchies/1");
    }

    @Test
    void eachWriteIsOneChangeSetWithTheStatesBeforeAndAfter(
            @Autowired JdbcClient jdbc, @Autowired io.guildhall.postgres.TenantTransactions transactions) {
        create("D1", "'default':true,");
        Answer second = org.post(PATH, body("D2", "'default':true,"));
        String change = second.response().headers().firstValue("X-Change-Id").orElseThrow();
        long orgId = jdbc.sql("SELECT org_id FROM org ORDER BY org_id DESC LIMIT 1")
                .query(Long.class)
                .single();

        var records = transactions.read(
                orgId,
                () -> jdbc.sql("""
                        SELECT action || ' ' || coalesce(before ->> 'default', '-') || ' ' || (after ->> 'default')
                          FROM change_record WHERE org_id = :org AND change_id = CAST(:change AS uuid) ORDER BY entity_id
                        """)
                        .param("org", orgId)
                        .param("change", change)
                        .query(String.class)
                        .list());

        assertThat(records).containsExactly("UPDATE true false", "CREATE - true");
    }
}
