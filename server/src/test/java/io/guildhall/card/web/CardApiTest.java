package io.guildhall.card.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class CardApiTest {
    private static final String SERIES = "/v2/card/series";
    private static final String CARD = "/v2/card";
    private static final String GENERATE = "/v2/card/generate";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, """
                'cardSeries':[{'id':7,'code':'EXT','type':'PHYSICAL','external':true}],
                'customFields':[{'name':'colour','dataType':'STRING'}],
                'extendedFields':[{'entity':'card','name':'vehicle','dataType':'STRING'}],
                'statusLabels':{'card':{'ACTIVE':[{'label':'In use','default':true}]}}
                """);
    }

    private long series(String code, String generation) {
        Answer created = org.post(SERIES, "{'code':'" + code + "','type':'DIGITAL','generation':{" + generation + "}}");
        assertThat(created.status()).as(created.toString()).isEqualTo(200);
        return created.at("/entity").asLong();
    }

    private Answer card(String number) {
        return org.post(CARD, "{'seriesId':7,'cardNumber':'" + number + "','statusLabel':'NOT_ISSUED'}");
    }

    private Answer holding(String number) {
        return org.post(
                Fleet.BULK,
                "[{'profiles':[{'identifiers':[{'type':'mobile','value':'" + Fleet.mobile(301)
                        + "'},{'type':'cardnumber','seriesCode':'EXT','value':'" + number + "'}]}]}]");
    }

    private Answer change(Answer written) {
        String id = written.response().headers().firstValue("X-Change-Id").orElseThrow();
        return org.get("/v2/changes/" + id);
    }

    @Test
    void aSeriesStandsInTheOrganisationsDocument() {
        long id = series("FUEL", "'prefix':'FP','length':13");

        Answer read = org.get(SERIES + "/" + id);
        assertThat(read.at("/code").asString()).isEqualTo("FUEL");
        assertThat(read.at("/cardGenerationEnabled").asBoolean()).isTrue();
        assertThat(org.get(SERIES + "/get/all")
                        .at("/data")
                        .valueStream()
                        .map(series -> series.path("code").asString()))
                .containsExactlyInAnyOrder("EXT", "FUEL");
        Answer document = org.asOperator("GET", "/admin/v1/orgs/" + org.code(), null);
        assertThat(document.at("/cardSeries/1/generation/prefix").asString()).isEqualTo("FP");
        assertThat(document.at("/cardSeries/1/id").asLong()).isEqualTo(id);

        Answer renamed = org.put(SERIES + "/" + id, "{'name':'Fuel Plus','code':'OTHER'}");

        assertThat(renamed.at("/name").asString()).isEqualTo("Fuel Plus");
        assertThat(renamed.warnings()).containsExactly("1682 /code");
        assertThat(org.asOperator("GET", "/admin/v1/orgs/" + org.code(), null)
                        .at("/cardSeries/1/name")
                        .asString())
                .isEqualTo("Fuel Plus");
        assertThat(change(renamed).at("/records/0/type").asString()).isEqualTo("card_series");
        assertThat(change(renamed).at("/records/0/before/name").asString()).isEqualTo("FUEL");
    }

    @Test
    void ofSeriesCreatedAtOnceWithOneCodeOneWins() {
        Callable<Answer> creation = () -> org.post(SERIES, "{'code':'RACE','type':'DIGITAL'}");

        var answers = TestOrganisation.together(Collections.nCopies(6, creation));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("3002 /code"));
    }

    @Test
    void cardsAreMadeAheadAndTold() {
        long id = series("FUEL", "'prefix':'FP','length':13");

        Answer made = org.post(GENERATE, "{'seriesId':" + id + ",'count':1500}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.at("/entity").valueStream().map(number -> number.asString()))
                .isEqualTo(IntStream.rangeClosed(1, 1_500)
                        .mapToObj("FP%011d"::formatted)
                        .toList());
        Answer log = org.get("/v2/card/generation/logs/" + id);
        assertThat(log.at("/entity/0/count").asInt()).isEqualTo(1_500);
        assertThat(log.at("/entity/0/createdBy").asString()).isEqualTo(org.code() + ".till");
        assertThat(change(made).at("/records")).hasSize(1_500);
        Answer card = org.get(CARD + "?number=FP00000000777");
        assertThat(card.at("/statusLabelInfo/internalStatus").asString()).isEqualTo("NOT_ISSUED");
        assertThat(card.at("/customerId").asLong()).isZero();
    }

    @Test
    void callersAtOnceNeverGetTheSameNumber() {
        long id = series("DICE", "'method':'RANDOM_LUHN','length':7");
        Callable<Answer> generation = () -> org.post(GENERATE, "{'seriesId':" + id + ",'count':50}");

        Set<String> numbers = new HashSet<>();
        for (Answer answer : TestOrganisation.together(Collections.nCopies(8, generation))) {
            answer.at("/entity").forEach(number -> numbers.add(number.asString()));
        }

        assertThat(numbers).hasSize(400).allMatch(number -> number.matches("\\d{7}"));
    }

    @Test
    void moreThanThereAreAreRefusedAsAWhole() {
        long id = series("TINY", "'prefix':'ABCD','length':5,'offset':0");
        org.post(CARD, "{'seriesId':" + id + ",'cardNumber':'ABCD3','statusLabel':'NOT_ISSUED'}");

        Answer refused = org.post(GENERATE, "{'seriesId':" + id + ",'count':10}");
        Answer made = org.post(GENERATE, "{'seriesId':" + id + ",'count':9}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("702 /count");
        assertThat(made.at("/entity")
                        .valueStream()
                        .map(number -> number.asString())
                        .collect(Collectors.toSet()))
                .hasSize(9)
                .doesNotContain("ABCD3");
        assertThat(org.post(GENERATE, "{'seriesId':" + id + ",'count':1}").errors())
                .containsExactly("702 /count");
    }

    @Test
    void cardsByTheTenThousandAreMadeByOneCall() {
        long id = series("MANY", "'method':'RANDOM','length':12");

        Answer made = org.post(GENERATE, "{'seriesId':" + id + ",'count':100000}");

        assertThat(made.at("/entity")
                        .valueStream()
                        .map(number -> number.asString())
                        .collect(Collectors.toSet()))
                .hasSize(100_000);
    }

    @Test
    void aCardIsReadAsItWasMade() {
        Answer created = org.post(
                CARD,
                "{'seriesCode':'EXT','cardNumber':' N 1 ','cardExternalId':'X1',"
                        + "'statusLabel':'NOT_ISSUED','customFields':{'colour':'red','size':1},'extendedFields':{'vehicle':'V8'}}");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.warnings()).containsExactly("1022 /customFields/size");
        Answer read = org.get(CARD + "?externalId=X1");
        assertThat(read.at("/cardId").asLong()).isEqualTo(created.at("/entity").asLong());
        assertThat(read.at("/cardNumber").asString()).isEqualTo("N 1");
        assertThat(read.at("/customFields/colour").asString()).isEqualTo("red");
        assertThat(read.at("/extendedFields/vehicle").asString()).isEqualTo("V8");
        assertThat(org.get(CARD + "?number=N%201&externalId=X2").errors()).containsExactly("3010 -");
    }

    @Test
    void ofCardsMadeAtOnceWithOneNumberOneWins() {
        var answers = TestOrganisation.together(Collections.nCopies(8, () -> card("SAME")));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("3009 /cardNumber"));
    }

    @Test
    void aCardGoesThroughItsStatusesAndTheLogTellsThem() {
        holding("N1");
        org.put(CARD, "{'cardNumber':'N1','statusLabel':'SUSPENDED','statusInfo':{'reason':'lost'}}");
        Answer again = org.put(
                CARD,
                "{'cardNumber':'N1','statusLabel':'In use','mappedEntity':{'type':'TILL','value':'" + org.code()
                        + ".till'}}");

        assertThat(again.at("/statusLabelInfo/default").asBoolean()).isTrue();
        assertThat(again.at("/mappedEntity/value").asString()).isEqualTo(org.code() + ".till");
        assertThat(again.at("/customerId").asLong()).isPositive();
        assertThat(again.at("/issuedDate").isString()).isTrue();
        Answer log = org.get(CARD + "/statusLog?number=N1");
        assertThat(log.at("/data")
                        .valueStream()
                        .map(entry -> entry.path("prevLabel").asString("-") + " > "
                                + entry.path("label").asString() + " "
                                + entry.path("reason").asString("-")))
                .containsExactly("SUSPENDED > In use -", "In use > SUSPENDED lost", "- > In use -");
        assertThat(change(again).at("/records/0/type").asString()).isEqualTo("card");
    }

    @Test
    void manyCardsAreChangedEachByItself() {
        card("N1");
        card("N2");

        Answer changed = org.put(CARD + "/bulk", """
                [{'cardNumber':'N1','statusLabel':'SUSPENDED'},
                 {'cardNumber':'N2','statusLabel':'DELETED'},
                 {'cardNumber':'NO','statusLabel':'SUSPENDED'},
                 {'cardNumber':{},'statusLabel':'SUSPENDED'},
                 {'cardNumber':'N1','statusLabel':'NOT_ISSUED'},
                 7]
                """);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/totalCount").asInt()).isEqualTo(6);
        assertThat(changed.at("/failureCount").asInt()).isEqualTo(5);
        assertThat(changed.at("/response")
                        .valueStream()
                        .map(item -> item.path("errors").path(0).path("code").asInt(0) + " "
                                + item.path("errors").path(0).path("field").asString("-")))
                .containsExactly(
                        "0 -", "3038 /1/statusLabel", "3010 /2/cardNumber", "400 /3/cardNumber", "400 /4", "400 /5");
        assertThat(changed.at("/response/0/result/statusLabel").asString()).isEqualTo("SUSPENDED");
        assertThat(change(changed).at("/records")).hasSize(1);
    }

    @Test
    void aBatchHasItsLimits() {
        String card = "{'cardNumber':'N1'}";

        assertThat(org.put(CARD + "/bulk", "[]").errors()).containsExactly("400 ");
        assertThat(org.put(CARD + "/bulk", card).errors()).containsExactly("400 ");
        assertThat(org.put(CARD + "/bulk", "[" + (card + ",").repeat(200) + card + "]")
                        .errors())
                .containsExactly("1060 -");
    }

    @Test
    void labelsStandInTheOrganisationsDocument() {
        Answer mapped = org.post(
                "/v2/genericStatus/card/labelMapping",
                "{'mapping':{'SUSPENDED':[{'label':'On hold','default':true},{'label':'Lost'}]}}");

        assertThat(mapped.at("/mapping/SUSPENDED/1/label").asString()).isEqualTo("Lost");
        assertThat(mapped.at("/mapping/ACTIVE/0/label").asString()).isEqualTo("In use");
        assertThat(org.get("/v2/genericStatus/card/labels")
                        .at("/data")
                        .valueStream()
                        .map(label -> label.path("status").asString() + " "
                                + label.path("label").asString()))
                .containsExactly(
                        "NOT_ISSUED NOT_ISSUED",
                        "ACTIVE In use",
                        "EXPIRED EXPIRED",
                        "SUSPENDED On hold",
                        "SUSPENDED Lost",
                        "DELETED DELETED",
                        "ISSUED ISSUED");
        assertThat(org.asOperator("GET", "/admin/v1/orgs/" + org.code(), null)
                        .at("/statusLabels/card/SUSPENDED/0/default")
                        .asBoolean())
                .isTrue();
        assertThat(change(mapped).at("/records/0/after/mapping/SUSPENDED")).hasSize(2);
    }

    @Test
    void whatCardsReferToIsNotPruned() {
        series("IDLE", "'prefix':'U','length':9");
        org.post(
                CARD,
                "{'seriesId':7,'cardNumber':'N1','statusLabel':'NOT_ISSUED','customFields':{'colour':'red'},"
                        + "'extendedFields':{'vehicle':'V8'}}");

        Answer refused = org.apply("'cardSeries':[]", "?prune=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "409 /customFields/colour", "409 /extendedFields/card.vehicle", "409 /cardSeries/EXT");
    }

    @Test
    void anotherOrganisationsCardsAreNotThere() {
        card("N1");
        TestOrganisation other =
                TestOrganisation.create(port, "'cardSeries':[{'id':7,'code':'EXT','type':'PHYSICAL','external':true}]");

        assertThat(other.get(CARD + "?number=N1").status()).isEqualTo(404);
        assertThat(other.put(CARD, "{'cardNumber':'N1','statusLabel':'SUSPENDED'}")
                        .status())
                .isEqualTo(404);
        assertThat(other.post(CARD, "{'seriesId':7,'cardNumber':'N1','statusLabel':'NOT_ISSUED'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hostileBodiesAreRefusedAndNoFault() {
        for (String body : new String[] {
            "7", "{'seriesId':'x'}", "{'cardNumber':'a\\u0000','seriesId':7,'statusLabel':'NOT_ISSUED'}",
            "{'seriesId':99999999999999999999,'count':1}", "{'mapping':[]}", "{'mapping':{'\\u0000':[{}]}}",
            "{'generation':7,'code':'A','type':'DIGITAL'}", "{'count':'many'}"
        }) {
            for (String path : new String[] {SERIES, CARD, GENERATE, "/v2/genericStatus/card/labelMapping"}) {
                assertThat(org.post(path, body).status()).as(path + body).isIn(400, 404);
            }
        }
        assertThat(org.get(SERIES + "/abc").errors()).containsExactly("3004 -");
        assertThat(org.get("/v2/card/generation/logs/99").status()).isEqualTo(404);
        assertThat(org.get(CARD).errors()).containsExactly("3010 -");
        assertThat(org.get(CARD + "?number=a%00").errors()).containsExactly("1686 -");
    }
}
