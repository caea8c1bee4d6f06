package io.guildhall.undo;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
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
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Taking back what a call did, from outside.
@RunningService
class RevertApiTest {
    private static final String BENEFITS = """
            'settings':{'autoMerge':true},
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]}],
            'cardSeries':[{'id':501,'code':'FUEL','name':'Fuel','type':'PHYSICAL','generation':{'length':9}},
                          {'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredState stored;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
        assertThat(org.apply(BENEFITS, "").status()).isEqualTo(200);
        stored = new StoredState(jdbc, transactions, org);
    }

    private static String changeOf(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id").orElseThrow();
    }

    private Answer revert(Answer undone) {
        return revert(changeOf(undone), "");
    }

    private Answer revert(String change, String query) {
        return org.post("/v2/changes/" + change + "/revert" + query, null);
    }

    /// The former state is there again, and once the revert is reverted the later one.
    private void goesBackAndForth(List<String> before, Answer undone) {
        List<String> after = stored.now();
        assertThat(after).as("%s", undone).isNotEqualTo(before);

        Answer reverted = revert(undone);

        assertThat(reverted.status()).as("%s", reverted).isEqualTo(200);
        assertThat(reverted.at("/data/skipped")).isEmpty();
        assertThat(stored.now()).containsExactlyElementsOf(before);
        stored.isInOrder();
        Answer redone = revert(reverted);
        assertThat(redone.status()).as("%s", redone).isEqualTo(200);
        assertThat(redone.at("/data/skipped")).isEmpty();
        assertThat(stored.now()).containsExactlyElementsOf(after);
        stored.isInOrder();
        Answer again = revert(redone);
        assertThat(again.status()).as("%s", again).isEqualTo(200);
        assertThat(stored.now()).containsExactlyElementsOf(before);
    }

    private static String holder(int number, String... more) {
        return profiles(
                "{'firstName':'Bryn','fields':{'shift':'late','locker':4}," + identifiers("mobile", mobile(number))
                        + ",'commChannels':[{'type':'mobile','value':'" + mobile(number)
                        + "','primary':true,'attributes':{'b':1,'a':{'d':2,'c':3}}}]}",
                more);
    }

    private static final String ENROLLED =
            ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':2,'loyaltyPoints':100}]";

    @Test
    void aFamilyWithCompanyCardsAndPointsIsGoneAsIfItHadNeverBeen() {
        List<String> before = stored.now();
        Answer registered = post(
                org,
                holder(
                        310,
                        ENROLLED,
                        ",'extendedFields':{'preferred_language':'Welsh'},'cardSeries':'FUEL'",
                        in(
                                "NORFLEET",
                                "DEPOT_MGR",
                                ",'fleetCompany':{'externalId':'NEW','name':'New','hierarchyDefinitionCode':'NORFLEET'}",
                                under(311),
                                over(person(312, ",'defaultChild':true"), person(313)))));

        goesBackAndForth(before, registered);
        long id = registered.at("/0/entity/id").asLong();
        assertThat(org.get("/v2/customers/" + id + "?source=INSTORE").errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/companies?externalId=NEW").errors()).containsExactly("1704 -");
        assertThat(org.get("/v2/customers/" + id + "/association/history").errors())
                .containsExactly("8015 -");
        assertThat(post(org, person(310)).at("/0/errors")).isEmpty();
    }

    @Test
    void pointsThatWentBackAndCameAgainCountOnce() {
        Answer registered = post(org, holder(310, ENROLLED));
        String details = "/v2/customers/" + registered.at("/0/entity/id").asLong()
                + "?source=INSTORE&embed=points,mlp,expirySchedules";
        JsonNode before = org.get(details).body().findValue("loyaltyProgramDetails");

        revert(revert(registered));

        assertThat(before.toString()).contains("100");
        assertThat(org.get(details).body().findValue("loyaltyProgramDetails")).isEqualTo(before);
    }

    @Test
    void aMoveAndAnUpdateAreRestoredAsANewSpell() {
        post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")));
        long id = post(org, holder(311, at("DRIVER", under(204))))
                .at("/0/entity/id")
                .asLong();
        List<String> before = stored.now();
        Answer moved = put(
                org,
                profiles(
                        "{'firstName':'Carys','fields':{'shift':'early'}," + identifiers("mobile", mobile(311)) + "}",
                        ",'extendedFields':{'preferred_language':'English'}",
                        at("DRIVER", under(205))));

        goesBackAndForth(before, moved);
        assertThat(org.get("/v2/customers/" + id + "/association/history").at("/data"))
                .hasSize(5);
    }

    @Test
    void peopleWhoBecameOneAreTwoAgain() {
        String subscribed =
                ",'subscriptionInfo':{'subscriptions':[{'channel':'SMS','priority':'BULK','type':'OPTIN'}]}";
        post(org, person(301));
        post(
                org,
                profiles(
                        "{'identifiers':[{'type':'mobile','value':'" + mobile(302)
                                + "'},{'type':'cardnumber','value':'PARTNER77','seriesId':503}],'source':'WEBSITE'}",
                        ENROLLED,
                        subscribed,
                        in("NORFLEET", "DEPOT_MGR", over(person(303)))));
        List<String> before = stored.now();
        Answer merged = post(
                org,
                profiles("{" + identifiers("mobile", mobile(301), "mobile", mobile(302))
                        + ",'source':'WECHAT','accountId':'WECHAT-A'}"));
        assertThat(stored.count("customer WHERE merged_into IS NOT NULL"))
                .as("%s", merged)
                .isEqualTo(1);

        goesBackAndForth(before, merged);
        assertThat(stored.count("customer_merge WHERE undone_at IS NULL")).isZero();
    }

    @Test
    void cardsAndCompaniesByCallsOfTheirOwnGoBackToo() {
        List<String> nothing = stored.now();
        goesBackAndForth(nothing, org.post("/v2/card/generate", "{'count':3,'seriesId':501}"));
        String number = org.post("/v2/card/generate", "{'count':1,'seriesId':501}")
                .at("/entity/0")
                .asString();
        long id = post(org, person(301)).at("/0/entity/id").asLong();
        List<String> before = stored.now();
        goesBackAndForth(
                before,
                org.post(
                        "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                        "{'add':[{'type':'cardnumber','value':'" + number
                                + "'},{'type':'email','value':'A@x.example'}]}"));
        goesBackAndForth(
                before,
                org.put("/v2/companies?externalId=HQ", "{'name':'Other','extendedFields':{'industry':'rail'}}"));
        goesBackAndForth(before, org.put("/v2/companies?externalId=DEPOT", "{'parentCompany':{'externalId':'HQ'}}"));
        goesBackAndForth(before, org.delete("/v2/companies?externalId=HQ"));
        goesBackAndForth(
                before, org.post("/v2/companies", "{'externalId':'C','name':'C','hierarchyDefinitionCode':'TINY'}"));
        goesBackAndForth(
                before,
                org.put(
                        "/v2/customers/lookup/status?source=INSTORE&identifierName=mobile&identifierValue="
                                + mobile(301),
                        "{'label':'SUSPENDED','reason':'Licence under review'}"));
    }

    @Test
    void aChangeSetIsRevertedOnceUnlessTheRevertIs() {
        Answer registered = post(org, person(301));
        Answer reverted = revert(registered);
        Answer twice = revert(registered);
        Answer redone = revert(reverted);
        Answer third = revert(registered);

        assertThat(twice.errors()).containsExactly("1698 -");
        assertThat(twice.at("/errors/0/message").asString()).contains(changeOf(reverted));
        assertThat(redone.status()).isEqualTo(200);
        assertThat(third.at("/data/removed").asInt()).isEqualTo(2);
        assertThat(revert(reverted).errors()).containsExactly("1698 -");
        assertThat(revert(redone).errors()).containsExactly("1698 -");
        assertThat(revert(UUID.randomUUID().toString(), "").errors()).containsExactly("404 -");
        assertThat(revert("1", "").errors()).containsExactly("404 -");
        assertThat(revert(changeOf(third), "?onConflict=maybe").errors()).containsExactly("1686 -");
        Answer hierarchy = org.post(
                "/v2/fleetHierarchy",
                "{'code':'H','roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]}");
        assertThat(revert(hierarchy).errors()).containsExactly("1699 -");
    }

    @Test
    void aRevertSentAgainWithItsKeyIsAnsweredAgain() {
        String path = "/v2/changes/" + changeOf(post(org, person(301))) + "/revert";
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "undo"};

        Answer first = org.with("POST", path, null, headers);
        Answer second = org.with("POST", path, null, headers);

        assertThat(first.at("/data/removed").asInt()).isEqualTo(2);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotent-Replay")).hasValue("true");
        assertThat(changeOf(second)).isEqualTo(changeOf(first));
    }

    @Test
    void ofTwoRevertsAtOnceOneIsDoneAndAnUpdateBesideIsNotLost() {
        for (int round = 0; round < 6; round++) {
            int number = 340 + round;
            Answer registered = post(org, person(204, at("DEPOT_MGR", over(person(number)))));
            Callable<Answer> undo = () -> revert(registered);
            Callable<Answer> update =
                    () -> put(org, profiles("{'firstName':'New'," + identifiers("mobile", mobile(number)) + "}"));
            List<Callable<Answer>> calls = new ArrayList<>(Collections.nCopies(3, undo));
            calls.add(update);

            List<Answer> answers = TestOrganisation.together(calls);

            List<Answer> reverts = answers.subList(0, 3);
            assertThat(reverts.stream()
                            .filter(answer ->
                                    answer.status() == 200 && answer.at("/data").has("changeId")))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(reverts).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
            boolean updated = answers.get(3).at("/0/errors").isEmpty();
            long there = stored.count("customer_identifier WHERE value = '" + mobile(number) + "'");
            assertThat(there).isEqualTo(updated ? 1 : 0);
            stored.isInOrder();
        }
    }

    @Test
    void othersDoNotRevertIt() {
        String change = changeOf(post(org, person(301)));
        TestOrganisation other = Fleet.create(port);

        assertThat(other.post("/v2/changes/" + change + "/revert", null).errors())
                .containsExactly("404 -");
        assertThat(org.asReader("POST", "/v2/changes/" + change + "/revert", null)
                        .status())
                .isEqualTo(403);
        assertThat(org.post(BULK + "?dryRun=true", "[" + person(302) + "]").status())
                .isEqualTo(200);
    }
}
