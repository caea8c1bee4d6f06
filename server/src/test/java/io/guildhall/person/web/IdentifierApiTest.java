package io.guildhall.person.web;

import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;
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

    private long register(int number) {
        return org.post("/v2/customers", person(number)).at("/createdId").asLong();
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
    void whoHasTheIdentifierInAnotherSourceIsToldOfAndWithAutoMergeStandsInTheWay() {
        long id = register(301);
        String there = "{" + identifiers("email", "o@x.example") + ",'source':'WEBSITE'}";
        org.post("/v2/customers", profiles(there));
        org.apply("'settings':{'autoMerge':true}", "");
        Answer joining = change(id, identifier("email", "o@x.example"), "");
        org.apply("'settings':{'autoMerge':false}", "");
        Answer apart = change(id, identifier("email", "o@x.example"), "");

        assertThat(joining.errors()).containsExactly("8007 /add/0");
        assertThat(apart.status()).isEqualTo(200);
        assertThat(apart.warnings()).containsExactly("8053 /add/0");
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
