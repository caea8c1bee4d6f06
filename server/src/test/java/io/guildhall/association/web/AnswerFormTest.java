package io.guildhall.association.web;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// `strict`, `view=compact` and `explain` of the bulk calls (`spec/beyond.md` rows 12 and 15).
@RunningService
class AnswerFormTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
    }

    private Answer sent(String method, String query, String... items) {
        return org.with(
                method, BULK + "?" + query, "[" + String.join(",", items) + "]", "Content-Type", "application/json");
    }

    private static List<String> outcomes(Answer answer) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode item : answer.body()) {
            List<String> children = new ArrayList<>();
            item.path("children")
                    .forEach(child -> children.add(child.path("outcome").asString()));
            outcomes.add(item.path("outcome").asString() + (children.isEmpty() ? "" : " " + children));
        }
        return outcomes;
    }

    @Test
    void aCompactAnswerSaysWhatHappenedInOneWord() {
        post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")), person(206), person(311, at("DRIVER")));

        Answer posted = sent(
                "POST",
                "view=compact",
                person(301),
                person(206, at("DEPOT_MGR", over(person(207), profiles("{}")))),
                person(311, at("DRIVER", under(204))),
                person(302, in("NORFLEET", "NO_ROLE")));

        assertThat(outcomes(posted)).containsExactly("CREATED", "LINKED [CREATED, FAILED]", "MOVED", "FAILED");
        assertThat(posted.at("/1/associationId").asLong()).isPositive();
        assertThat(posted.at("/1/id").asLong()).isPositive();
        assertThat(posted.at("/3/errors/0/code").asInt()).isEqualTo(1615);
        assertThat(posted.at("/3/id").isMissingNode()).isTrue();
        assertThat(posted.at("/0/profiles").isMissingNode()).isTrue();
    }

    @Test
    void aCompactAnswerTellsMovesUpdatesAndWhatStaysAsItIs() {
        post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")), person(311, at("DRIVER", under(204))));
        String renamed = profiles("{'firstName':'Ida'," + identifiers("mobile", mobile(205)) + "}");

        Answer put = sent("PUT", "view=COMPACT", person(311, at("DRIVER", under(205))), renamed, person(204));

        assertThat(outcomes(put)).containsExactly("MOVED", "UPDATED", "UNCHANGED");
    }

    @Test
    void aCompactDryRunHasNoIdsForWhatItWouldMake() {
        Answer dry = sent("POST", "view=compact&dryRun=true", person(301, at("DRIVER")));

        assertThat(outcomes(dry)).containsExactly("CREATED");
        assertThat(dry.at("/0/id").isMissingNode()).isTrue();
        assertThat(dry.at("/0/associationId").isMissingNode()).isTrue();
    }

    @Test
    void aStrictCallRefusesWhatALenientOneDrops() {
        String unknownField = profiles("{" + identifiers("mobile", mobile(301)) + ",'fields':{'hat':'red'}}");

        assertThat(sent("POST", "strict=true", unknownField)
                        .at("/0/errors/0/code")
                        .asInt())
                .isEqualTo(1022);
        assertThat(sent("POST", "strict=false", unknownField).at("/0/errors")).isEmpty();
    }

    @Test
    void anExplanationSaysWhomTheIdentifiersMatchedAndWhichRulesDecided() {
        long idris = post(org, person(204, at("DEPOT_MGR"))).at("/0/entity/id").asLong();

        Answer explained = sent("POST", "explain=true", person(311, at("DRIVER", under(204))));

        List<String> told = new ArrayList<>();
        explained
                .at("/0/explanation")
                .forEach(reason -> told.add(reason.path("step").asString() + " "
                        + reason.path("text").asString()));
        assertThat(told)
                .contains(
                        "RECOGNITION So this is somebody new.",
                        "RECOGNITION So this is customer " + idris + ".",
                        "COMPANY Company HQ is registered.",
                        "ROLE DRIVER is the role directly below DEPOT_MGR.",
                        "CAPACITY After this call the parent has 1 of at most 50 children.");
        assertThat(told.getFirst()).contains("belongs to nobody registered").doesNotContain(mobile(311));
        assertThat(explained.at("/0/entity/id").asLong()).isPositive();
    }

    @Test
    void anExplanationOfARefusalNamesTheRule() {
        post(org, person(204, at("DRIVER")));

        Answer explained = sent("POST", "explain=true&view=compact", person(311, at("DEPOT_MGR", under(204))));

        assertThat(explained.at("/0/errors/0/code").asInt()).isEqualTo(1617);
        assertThat(explained.at("/0/explanation").toString()).contains("DEPOT_MGR is not below DRIVER in NORFLEET.");
    }

    private static List<String> told(Answer answer, String at) {
        List<String> told = new ArrayList<>();
        answer.at(at)
                .forEach(reason -> told.add(reason.path("step").asString() + " "
                        + reason.path("field").asString("-") + " "
                        + reason.path("text").asString()));
        return told;
    }

    private static String customer(int number, String card, String more) {
        return profiles(
                "{'identifiers':[{'type':'mobile','value':'" + mobile(number) + "'}" + card + "]}",
                ",'loyaltyInfo':{'loyaltyType':'loyalty'}" + more);
    }

    @Test
    void anExplanationTellsOfCardsAndProgrammes() {
        assertThat(org.apply("""
                        'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'}]},
                                    {'id':72,'name':'Fuel','tiers':[{'number':1,'name':'One'}]}],
                        'cardSeries':[{'id':501,'code':'WELCOME','name':'Welcome','type':'DIGITAL','trigger':'REGISTRATION',
                                       'generation':{'prefix':'W','length':9}},
                                      {'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}]
                        """, "").status()).isEqualTo(200);
        String partner = ",{'type':'cardnumber','value':'PARTNER77','seriesId':503}";

        Answer explained = sent(
                "POST",
                "explain=true",
                customer(301, "", ",'loyaltyProgramEnrollments':[{'programId':72}]"),
                customer(302, partner, ""));
        Answer again = sent("POST", "explain=true&onExisting=update", customer(302, partner, ""));

        assertThat(told(explained, "/0/explanation"))
                .contains(
                        "CARD /0 A card of series WELCOME is drawn: registration of a loyalty customer without a card of"
                                + " their own.",
                        "ENROLMENT /0/loyaltyProgramEnrollments/0 Enrolled in programme 72, tier 1, as asked.",
                        "ENROLMENT /0 Enrolled in programme 71, tier 1: the default programme.");
        assertThat(told(explained, "/1/explanation"))
                .filteredOn(reason -> reason.startsWith("CARD"))
                .singleElement()
                .asString()
                .contains("of external series PARTNER is made")
                .doesNotContain("PARTNER77");
        assertThat(told(again, "/0/explanation"))
                .filteredOn(reason -> reason.startsWith("CARD"))
                .singleElement()
                .asString()
                .startsWith("CARD /0/profiles/0/identifiers/1 ")
                .endsWith(" belongs to the person already.");
    }

    @Test
    void anExplanationOfAMergeNamesTheRule() {
        org.apply("'settings':{'autoMerge':true}", "");
        long ana = post(org, person(301)).at("/0/entity/id").asLong();
        long bo = post(org, profiles("{" + identifiers("mobile", mobile(302)) + ",'source':'WEBSITE'}"))
                .at("/0/entity/id")
                .asLong();
        String both = profiles("{" + identifiers("mobile", mobile(301), "mobile", mobile(302))
                + ",'source':'WECHAT','accountId':'WECHAT-A'}");

        assertThat(told(sent("POST", "explain=true&dryRun=true", both), "/0/explanation"))
                .contains(
                        "RECOGNITION /0 An identifier means one person in every source (autoMerge), so customer " + bo
                                + " and customer " + ana + " are one: the lowest id stays.",
                        "RECOGNITION /0 An identifier means one person in every source (autoMerge), so the profile becomes"
                                + " one of customer " + ana + ".");
    }

    @Test
    void nothingIsExplainedUnasked() {
        assertThat(post(org, person(301)).at("/0/explanation").isMissingNode()).isTrue();
    }

    @Test
    void unknownFormsAreRefused() {
        for (String query :
                List.of("view=tiny", "strict=maybe", "explain=1", "onExisting=replace", "parkMissing=true")) {
            Answer refused = sent("POST", query, person(301));
            assertThat(refused.errors()).as(query).containsExactly("1686 -");
        }
    }
}
