package io.guildhall.card.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class CardExpiryApiTest {
    private static final String SERIES = "/v2/card/series";
    private static final String CARD = "/v2/card";

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

    private void lapse(TenantTransactions transactions, JdbcClient jdbc, String number) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
        int lapsed = transactions.write(
                orgId,
                () -> jdbc.sql("UPDATE card SET expires_at = now() WHERE org_id = :org AND number = :number")
                        .param("org", orgId)
                        .param("number", number)
                        .update());
        assertThat(lapsed).isEqualTo(1);
    }

    private Answer wanting(int person, String card) {
        return org.post(
                Fleet.BULK,
                "[{'profiles':[{'identifiers':[{'type':'mobile','value':'" + Fleet.mobile(person)
                        + "'},{'type':'cardnumber'," + card + "}]}]}]");
    }

    private Answer giving(long person, String number) {
        return org.post(
                "/v2/customers/" + person + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'cardnumber','seriesCode':'EXT','value':'" + number + "'}]}");
    }

    private Duration validity(String number) {
        Answer card = org.get(CARD + "?number=" + number);
        return Duration.between(
                OffsetDateTime.parse(card.at("/issuedDate").asString()),
                OffsetDateTime.parse(card.at("/expiryDate").asString()));
    }

    @Test
    void everyWayToGetACardStartsItsTime() {
        long id = series("FUEL", "'prefix':'FP','length':7");
        org.put(SERIES + "/" + id, "{'expiryDays':30,'cardExpiryEnabled':true}");
        assertThat(org.put(SERIES + "/7", "{'expiryDays':10,'cardExpiryEnabled':true}")
                        .at("/expiryDays")
                        .asInt())
                .isEqualTo(10);
        card("N1");
        assertThat(org.get(CARD + "?number=N1").at("/expiryDate").isMissingNode())
                .isTrue();

        wanting(301, "'seriesCode':'FUEL'");
        wanting(302, "'value':'N1'");
        wanting(303, "'seriesCode':'EXT','value':'N2'");
        org.put(SERIES + "/7", "{'expiryDays':20}");
        wanting(304, "'seriesCode':'EXT','value':'N3'");
        org.put(SERIES + "/7", "{'cardExpiryEnabled':false}");
        wanting(305, "'seriesCode':'EXT','value':'N4'");

        assertThat(validity("FP00001")).isEqualTo(Duration.ofDays(30));
        assertThat(validity("N1")).isEqualTo(Duration.ofDays(10));
        assertThat(validity("N2")).isEqualTo(Duration.ofDays(10));
        assertThat(validity("N3")).isEqualTo(Duration.ofDays(20));
        assertThat(org.get(CARD + "?number=N4").at("/expiryDate").isMissingNode())
                .isTrue();
    }

    @Test
    void aCardIsExpiredOnceItsTimeIsOver(@Autowired TenantTransactions transactions, @Autowired JdbcClient jdbc) {
        org.post(
                "/v2/genericStatus/card/labelMapping", "{'mapping':{'EXPIRED':[{'label':'Worn out','default':true}]}}");
        org.put(SERIES + "/7", "{'expiryDays':10,'cardExpiryEnabled':true,'maxActiveCardsPerCustomer':1}");
        holding("N1");
        long holder = org.get(CARD + "?number=N1").at("/customerId").asLong();
        assertThat(giving(holder, "N2").errors()).containsExactly("3036 /add/0");

        lapse(transactions, jdbc, "N1");

        Answer read = org.get(CARD + "?number=N1");
        assertThat(read.at("/statusLabel").asString()).isEqualTo("Worn out");
        assertThat(read.at("/statusLabelInfo/internalStatus").asString()).isEqualTo("EXPIRED");
        assertThat(read.at("/statusLabelInfo/default").asBoolean()).isTrue();
        assertThat(org.put(CARD, "{'cardNumber':'N1','statusLabel':'In use'}").errors())
                .containsExactly("3013 /statusLabel");
        assertThat(giving(holder, "N2").status()).isEqualTo(200);
    }

    @Test
    void anExpiredCardThatIsGivenBackIsGivenToNobody(
            @Autowired TenantTransactions transactions, @Autowired JdbcClient jdbc) {
        holding("N1");
        lapse(transactions, jdbc, "N1");
        long holder = org.get(CARD + "?number=N1").at("/customerId").asLong();

        Answer returned = org.post(
                "/v2/customers/" + holder + "/changeIdentifier?source=INSTORE",
                "{'remove':[{'type':'cardnumber','value':'N1'}]}");

        assertThat(returned.status()).as(returned.toString()).isEqualTo(200);
        Answer read = org.get(CARD + "?number=N1");
        assertThat(read.at("/customerId").asLong()).isZero();
        assertThat(read.at("/statusLabelInfo/internalStatus").asString()).isEqualTo("EXPIRED");
        assertThat(wanting(302, "'value':'N1'").toString()).contains("3027");
    }

    @Test
    void aSeriesOutOfUseMakesNoCardsAndComesBack() {
        org.put(SERIES + "/7", "{'isActive':false}");

        assertThat(org.get(SERIES + "/7").at("/isActive").asBoolean(true)).isFalse();
        assertThat(card("N1").errors()).containsExactly("3008 /seriesId");
        assertThat(org.put(SERIES + "/7", "{'isActive':true}").at("/isActive").asBoolean())
                .isTrue();
        assertThat(card("N1").status()).isEqualTo(200);
    }
}
