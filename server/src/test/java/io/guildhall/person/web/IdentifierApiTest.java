package io.guildhall.person.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class IdentifierApiTest {
    private static final String SERIES = """
            'cardSeries':[{'id':601,'code':'ONE','name':'One','type':'PHYSICAL','external':true,'maxActiveCardsPerCustomer':1},
                          {'id':602,'code':'MANY','name':'Many','type':'PHYSICAL','external':true}]
            """;

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    private long register(int number, String... more) {
        return org.post("/v2/customers", person(number, more)).at("/createdId").asLong();
    }

    private static String path(long id) {
        return "/v2/customers/" + id + "/changeIdentifier?source=INSTORE";
    }

    private Answer change(long id, String add, String remove) {
        return org.post(path(id), "{'add':[" + add + "],'remove':[" + remove + "]}");
    }

    private static String identifier(String type, String value) {
        return "{'type':'" + type + "','value':'" + value + "'}";
    }

    private static String card(String series, String number) {
        return "{'type':'cardnumber','seriesCode':'" + series + "','value':'" + number + "','statusLabel':'ACTIVE'}";
    }

    private int lookup(String type, String value) {
        return org.get("/v2/customers/lookup?source=INSTORE&identifierName=" + type + "&identifierValue=" + value)
                .status();
    }

    @Test
    void exchangesOneMobileForAnother() {
        long id = register(301);

        Answer answer = change(id, identifier("mobile", mobile(302)), identifier("mobile", mobile(301)));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.at("/createdId").asLong()).isEqualTo(id);
        assertThat(lookup("mobile", mobile(302))).isEqualTo(200);
        assertThat(lookup("mobile", mobile(301))).isEqualTo(404);
        Answer set = org.get("/v2/changes/"
                + answer.response().headers().firstValue("X-Change-Id").orElseThrow());
        assertThat(set.at("/records/0/before/profiles/0/identifiers/0/value").asString())
                .isEqualTo(mobile(301));
        assertThat(set.at("/records/0/after/profiles/0/identifiers/0/value").asString())
                .isEqualTo(mobile(302));
        assertThat(org.post("/v2/customers", person(301)).status()).isEqualTo(200);
    }

    @Test
    void anIdentifierOfSomebodyElseIsRefusedAndNothingIsChanged() {
        long id = register(301);
        register(302);
        register(303);

        Answer one = change(id, identifier("mobile", mobile(302)) + "," + identifier("email", "o@x.example"), "");
        Answer two = change(id, identifier("mobile", mobile(302)) + "," + identifier("mobile", mobile(303)), "");

        assertThat(one.status()).isEqualTo(409);
        assertThat(one.errors()).containsExactly("8007 /add/0");
        assertThat(two.errors()).containsExactly("8007 /add/0", "8008 /add/1");
        assertThat(lookup("email", "o@x.example")).isEqualTo(404);
    }

    @Test
    void theLastIdentifierStays() {
        long id = register(301);

        assertThat(change(id, "", identifier("mobile", mobile(301))).errors()).containsExactly("8005 /remove");
        assertThat(lookup("mobile", mobile(301))).isEqualTo(200);
    }

    @Test
    void whatIsThereOrNotThereAlreadyChangesNothing() {
        long id = org.post(
                        "/v2/customers",
                        profiles("{" + identifiers("mobile", mobile(301), "email", "O@x.example", "externalId", "E-1")
                                + "}"))
                .at("/createdId")
                .asLong();

        Answer answer = change(
                id,
                identifier("mobile", "0" + mobile(301).substring(2)) + "," + identifier("email", "o@X.example") + ","
                        + identifier("externalId", "E-1"),
                identifier("mobile", mobile(309)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.warnings()).containsExactly("8070 /remove/0", "8071 /add/0", "8072 /add/1", "8073 /add/2");
        assertThat(org.post(path(id), "{}").warnings()).containsExactly("8070 ");
    }

    @Test
    void anInvalidPrimaryIdentifierIsRefusedAndASecondOneIsToldOf() {
        long id = register(301);

        assertThat(change(id, identifier("mobile", "12"), "").errors()).containsExactly("8014 /add/0/value");
        assertThat(change(id, identifier("email", "nonsense"), "").errors()).containsExactly("8005 ");
        Answer second = change(id, identifier("mobile", mobile(302)) + "," + identifier("email", "no"), "");
        assertThat(second.warnings()).containsExactly("8055 /add/1/value", "8075 /add/0");
        assertThat(second.status()).isEqualTo(200);
    }

    @Test
    void whoHasTheIdentifierInAnotherSourceIsToldOf() {
        long id = register(301);
        onTheWeb("o@x.example");

        Answer apart = change(id, identifier("email", "o@x.example"), "");

        assertThat(apart.status()).isEqualTo(200);
        assertThat(apart.warnings()).containsExactly("8053 /add/0");
        assertThat(apart.at("/createdId").asLong()).isEqualTo(id);
    }

    private long onTheWeb(String email, String... more) {
        Answer answer =
                org.post("/v2/customers", profiles("{" + identifiers("email", email) + ",'source':'WEBSITE'}", more));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.at("/createdId").asLong();
    }

    private Answer details(long id) {
        return org.get("/v2/customers/" + id + "?source=ALL&embed=fleetParentDetails,points");
    }

    private void joinAcrossSources(String... more) {
        org.apply("'settings':{'autoMerge':true}" + String.join("", more), "");
    }

    @Test
    void withAutoMergeWhoHasTheIdentifierInAnotherSourceBecomesTheSamePerson() {
        joinAcrossSources(",'programs':[{'id':71,'name':'Miles'}]", "," + SERIES);
        long id = register(301);
        long other = onTheWeb(
                "o@x.example",
                at("DRIVER", under(303)),
                ",'loyaltyProgramEnrollments':[{'programId':71,'loyaltyPoints':50}]");
        org.post(
                "/v2/customers/" + other + "/changeIdentifier?source=WEBSITE", "{'add':[" + card("MANY", "C-1") + "]}");
        Answer dry = org.post(path(id) + "&dryRun=true", "{'add':[" + identifier("email", "o@x.example") + "]}");
        assertThat(details(other).warnings()).isEmpty();

        Answer joined = change(
                id, identifier("email", "o@x.example") + "," + card("MANY", "C-2"), identifier("mobile", mobile(301)));

        assertThat(dry.warnings()).containsExactly("8051 /add/0");
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.warnings()).containsExactly("8051 /add/0");
        assertThat(joined.at("/warnings/0/message").asString()).endsWith(Long.toString(other));
        assertThat(joined.at("/createdId").asLong()).isEqualTo(id);
        Answer survivor = details(other);
        assertThat(survivor.warnings()).containsExactly("8069 -");
        assertThat(survivor.at("/id").asLong()).isEqualTo(id);
        assertThat(survivor.at("/profiles").findValuesAsString("value"))
                .contains("o@x.example")
                .doesNotContain(mobile(301));
        assertThat(survivor.at("/profiles")).hasSize(2);
        assertThat(survivor.at("/associationDetails/roleCode").asString()).isEqualTo("DRIVER");
        assertThat(survivor.at("/loyaltyProgramDetails/0/loyaltyPoints").asInt())
                .isEqualTo(50);
        assertThat(survivor.at("/cardDetails").findValuesAsString("cardNumber"))
                .containsExactlyInAnyOrder("C-1", "C-2");
        String changeId = joined.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + changeId).at("/records").valueStream())
                .extracting(record -> record.path("type").asString().charAt(0)
                        + record.path("action").asString())
                .containsExactlyInAnyOrder("aUPDATE", "cCREATE", "cUPDATE", "cUPDATE", "cEND", "eCREATE");
    }

    @Test
    void theOlderOfTheTwoIsWhoStays() {
        joinAcrossSources();
        long older = onTheWeb("o@x.example");
        long id = register(301);

        Answer joined = change(id, identifier("email", "o@x.example"), "");

        assertThat(joined.at("/createdId").asLong()).isEqualTo(older);
        assertThat(org.get("/v2/customers/lookup?source=INSTORE&identifierName=email&identifierValue=o@x.example")
                        .at("/entity")
                        .asLong())
                .isEqualTo(older);
        assertThat(details(id).at("/profiles")).hasSize(2);
        assertThat(org.get("/v2/customers/" + id + "/association/history").warnings())
                .containsExactly("8069 -");
        assertThat(change(id, identifier("email", "o@x.example"), "").warnings())
                .containsExactlyInAnyOrder("8069 -", "8072 /add/0");
    }

    @Test
    void twoWhoCannotBeOneStayTwo() {
        joinAcrossSources();
        long id = register(301, at("DRIVER", under(303)));
        onTheWeb("placed@x.example", at("DRIVER", under(303)));
        long gone = onTheWeb("gone@x.example");
        org.apply("'statusLabels':{'customer':{'DELETED':[{'label':'Gone','default':true}]}}", "");
        org.put(
                "/v2/customers/lookup/status?source=WEBSITE&identifierName=email&identifierValue=gone@x.example",
                "{'label':'Gone','reason':'asked for'}");

        Answer places = change(id, identifier("email", "placed@x.example"), "");
        Answer deleted = change(id, identifier("email", "gone@x.example"), "");
        onTheWeb("one@x.example");
        onTheWeb("two@x.example");
        change(id, identifier("email", "one@x.example"), "");
        Answer mergedBefore = change(id, identifier("email", "two@x.example"), "");

        assertThat(places.errors()).containsExactly("8066 /add/0");
        assertThat(deleted.errors()).containsExactly("8026 /add/0");
        assertThat(mergedBefore.errors()).containsExactly("8067 /add/0");
        assertThat(details(gone).at("/id").asLong()).isEqualTo(gone);
        assertThat(details(id).at("/profiles").findValuesAsString("value"))
                .contains("one@x.example")
                .doesNotContain("two@x.example", "placed@x.example", "gone@x.example");
    }

    @Test
    void ofSixWhoWouldJoinTheSamePersonOneDoes() {
        joinAcrossSources();
        long other = onTheWeb("wanted@x.example");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            long id = register(310 + i);
            calls.add(() -> change(id, identifier("email", "wanted@x.example"), ""));
        }

        List<Answer> answers = TestOrganisation.together(calls);

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(1)
                .allSatisfy(
                        answer -> assertThat(answer.at("/createdId").asLong()).isEqualTo(other));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("8007 /add/0"));
    }

    @Test
    void anIdentifierOfSeveralPeopleInSeveralSourcesIsRefused() {
        long id = register(301);
        org.post("/v2/customers", profiles("{" + identifiers("email", "o@x.example") + ",'source':'WEBSITE'}"));
        org.post(
                "/v2/customers",
                profiles("{" + identifiers("email", "o@x.example") + ",'source':'WECHAT','accountId':'WECHAT-A'}"));
        org.apply("'settings':{'autoMerge':true}", "");

        assertThat(change(id, identifier("email", "o@x.example"), "").errors()).containsExactly("8074 /add/0");
    }

    @Test
    void ofEightPeopleOneGetsTheIdentifier() {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long id = register(310 + i);
            calls.add(() -> change(id, identifier("email", "wanted@x.example"), ""));
        }

        List<Answer> answers = TestOrganisation.together(calls);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("8007 /add/0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{'add':7}",
                "{'add':[null]}",
                "{'add':[{'type':['x']}]}",
                "{'add':[{'type':'email','value':{}}]}",
                "{'remove':'x'}",
                "{} 1",
                "{'add':[{'type':'email','value':'a\\u0000@x.example'}]}",
                "{'add':[{'type':'shoe','value':'44'}]}"
            })
    void whatCannotBeUsedIsRefused(String body) {
        Answer answer = org.post(path(register(301)), body);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    }

    @Test
    void fiftyIdentifiersAreTheMost() {
        String many = (identifier("externalId", "E") + ",").repeat(50) + identifier("externalId", "F");

        assertThat(change(register(301), many, "").errors()).containsExactly("1688 /add");
    }

    @Test
    void whoseProfileItIsHasToBeSaidAndKnown() {
        long id = register(301);
        String body = "{'add':[" + identifier("email", "o@x.example") + "]}";
        String one = "/v2/customers/" + id + "/changeIdentifier";

        assertThat(org.post(one, body).errors()).containsExactly("8016 -");
        assertThat(org.post(one + "?source=ALL", body).errors()).containsExactly("8003 -");
        assertThat(org.post(one + "?source=WEBSITE", body).errors()).containsExactly("8015 -");
        assertThat(Fleet.create(port).post(path(id), body).errors()).containsExactly("8015 -");
        assertThat(org.asReader("POST", path(id), body).status()).isEqualTo(403);
        assertThat(org.asReader("POST", path(id) + "&dryRun=true", body).status())
                .isEqualTo(200);
        assertThat(lookup("email", "o@x.example")).isEqualTo(404);
    }

    @Test
    void aCardIsGivenUpToTheCapOfItsSeriesAndTakenBack() {
        org.apply(SERIES, "");
        long id = register(301);

        assertThat(change(id, card("ONE", "C-00001"), "").status()).isEqualTo(200);
        Answer capped = change(id, card("ONE", "C-00002"), "");
        assertThat(capped.status()).isEqualTo(409);
        assertThat(capped.errors()).containsExactly("3036 /add/0");
        assertThat(lookup("cardnumber", "C-00002")).isEqualTo(404);
        assertThat(change(id, card("MANY", "C-00003"), "").status()).isEqualTo(200);
        assertThat(change(id, card("MANY", "C-00003"), "").warnings()).containsExactly("8070 /add/0");
        assertThat(lookup("cardnumber", "C-00003")).isEqualTo(200);
        Answer details = org.get("/v2/customers/" + id + "?source=INSTORE");
        assertThat(details.at("/cardDetails").size()).isEqualTo(2);

        Answer swapped = change(
                id, card("ONE", "C-00002"), "{'type':'cardnumber','value':'C-00001','statusLabel':'NOT_ISSUED'}");

        assertThat(swapped.status()).as("%s", swapped).isEqualTo(200);
        assertThat(lookup("cardnumber", "C-00001")).isEqualTo(404);
        assertThat(lookup("cardnumber", "C-00002")).isEqualTo(200);
        Answer set = org.get("/v2/changes/"
                + swapped.response().headers().firstValue("X-Change-Id").orElseThrow());
        assertThat(set.at("/records").size()).isEqualTo(2);
    }

    @Test
    void aCardOfSomebodyElseIsNeitherGivenNorTaken() {
        org.apply(SERIES, "");
        long id = register(301);
        long other = register(302);
        change(other, card("MANY", "C-00001"), "");

        assertThat(change(id, card("MANY", "C-00001"), "").errors()).containsExactly("3009 /add/0/value");
        assertThat(change(id, "", "{'type':'cardnumber','value':'C-00001'}").errors())
                .containsExactly("3031 /remove/0");
        assertThat(change(other, "", "{'type':'cardnumber','value':'C-00001'}").status())
                .isEqualTo(200);
        assertThat(change(id, card("MANY", "C-00001"), "").status()).isEqualTo(200);
    }

    @Test
    void whoHoldsACardMayGiveUpTheLastIdentifier() {
        org.apply(SERIES, "");
        long id = register(301);
        change(id, card("MANY", "C-00001"), "");

        assertThat(change(id, "", identifier("mobile", mobile(301)) + ",{'type':'cardnumber','value':'C-00001'}")
                        .errors())
                .containsExactly("8005 /remove");
        assertThat(change(id, "", identifier("mobile", mobile(301))).status()).isEqualTo(200);
        assertThat(lookup("cardnumber", "C-00001")).isEqualTo(200);
    }
}
