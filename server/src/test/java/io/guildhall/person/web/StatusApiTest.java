package io.guildhall.person.web;

import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class StatusApiTest {
    private static final String PATH =
            "/v2/customers/lookup/status?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(301);

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private long id;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
        id = org.post("/v2/customers", person(301)).at("/createdId").asLong();
    }

    @Test
    void ofTwoWhoBecameOneTheLogHasBothAndTheStatusOfTheOlderIsActive() {
        org.apply("'settings':{'autoMerge':true}", "");
        long other = org.post(
                        "/v2/customers",
                        "{'profiles':[{'source':'WEBSITE','identifiers':[{'type':'email','value':'o@x.example'}]}]}")
                .at("/createdId")
                .asLong();
        org.put(
                "/v2/customers/lookup/status?source=WEBSITE&identifierName=email&identifierValue=o@x.example",
                "{'label':'SUSPENDED','reason':'As agreed'}");
        org.post(
                "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'email','value':'o@x.example'}]}");

        Answer log = org.get("/v2/customers/" + other + "/statusLog");

        assertThat(log.warnings()).containsExactly("8069 -");
        assertThat(log.at("/data").findValuesAsString("status")).containsExactly("SUSPENDED", "ACTIVE");
        assertThat(log.at("/data").findValuesAsString("isActive")).containsExactly("false", "true");
    }

    @Test
    void statusesThatNobodyChoseALabelForGoByTheOrganisationsOwn() {
        org.apply(
                "'statusLabels':{'customer':{'ACTIVE':[{'label':'In use','default':true}],"
                        + "'SUSPENDED':[{'label':'On hold','default':true}]}}",
                "");
        give("On hold");

        assertThat(log().findValuesAsString("label")).containsExactly("On hold", "In use");
        assertThat(log().get(0).path("prevLabel").asString()).isEqualTo("In use");
    }

    private Answer give(String label) {
        return org.put(PATH, "{'label':'" + label + "','reason':'As agreed'}");
    }

    private JsonNode log() {
        return org.get("/v2/customers/" + id + "/statusLog").at("/data");
    }

    @Test
    void everyChangeIsNotedDownToTheOneAtRegistration() {
        Answer answer = give("SUSPENDED");
        give("ACTIVE");

        JsonNode log = log();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.at("/0/label").asString()).isEqualTo("ACTIVE");
        assertThat(log.at("/0/isActive").asBoolean()).isTrue();
        assertThat(log.at("/1/label").asString()).isEqualTo("SUSPENDED");
        assertThat(log.at("/1/prevLabel").asString()).isEqualTo("ACTIVE");
        assertThat(log.at("/1/reason").asString()).isEqualTo("As agreed");
        assertThat(log.at("/1/createdByUser").asString()).isEqualTo(org.code() + ".till");
        assertThat(log.at("/1/isActive").asBoolean()).isFalse();
        assertThat(log.at("/2/label").asString()).isEqualTo("ACTIVE");
        assertThat(log.at("/2/prevLabel").isNull()).isTrue();
        Answer set = org.get("/v2/changes/"
                + answer.response().headers().firstValue("X-Change-Id").orElseThrow());
        assertThat(set.at("/records/0/before/status").asString()).isEqualTo("ACTIVE");
        assertThat(set.at("/records/0/after/status").asString()).isEqualTo("SUSPENDED");
    }

    @Test
    void aLabelGivenInBulkIsNotedToo() {
        put(org, person(301, ",'statusLabel':'SUSPENDED'"));

        assertThat(log().size()).isEqualTo(2);
        assertThat(log().at("/0/label").asString()).isEqualTo("SUSPENDED");
        assertThat(log().at("/0/reason").isNull()).isTrue();
    }

    @Test
    void theSameStatusAgainChangesNothing() {
        give("SUSPENDED");

        assertThat(give("SUSPENDED").warnings()).containsExactly("8070 /label");
        assertThat(log().size()).isEqualTo(2);
    }

    @Test
    void nothingChangesAfterDeletion() {
        assertThat(give("DELETED").status()).isEqualTo(200);

        assertThat(give("ACTIVE").errors()).containsExactly("3042 -");
        assertThat(org.put("/v2/customers/" + id + "?source=INSTORE", "{'profiles':[{'firstName':'O'}]}")
                        .errors())
                .containsExactly("3042 -");
        Answer exchange = org.post(
                "/v2/customers/" + id + "/changeIdentifier?source=INSTORE",
                "{'add':[{'type':'email','value':'o@x.example'}]}");
        assertThat(exchange.status()).isEqualTo(409);
        assertThat(exchange.errors()).containsExactly("3042 -");
        assertThat(org.get("/v2/customers/" + id + "?source=INSTORE&embed=customerStatus")
                        .at("/statusLabel")
                        .asString())
                .isEqualTo("DELETED");
    }

    @Test
    void sinceWhenMayBeSaidWithinReason() {
        String since = org.get("/v2/customers/" + id + "?source=INSTORE")
                .at("/profiles/0/attribution/createDate")
                .asString();

        assertThat(dated("2001-01-01T00:00:00Z").errors()).containsExactly("400 /createdOn");
        assertThat(dated("2999-01-01T00:00:00Z").errors()).containsExactly("400 /createdOn");
        assertThat(dated("yesterday").errors()).containsExactly("400 /createdOn");
        assertThat(since).isNotEmpty();
    }

    private Answer dated(String at) {
        return org.put(PATH, "{'label':'SUSPENDED','reason':'x','createdOn':'" + at + "'}");
    }

    @Test
    void labelAndReasonAreMandatoryAndTheLabelMustBeKnown() {
        assertThat(org.put(PATH, "{}").errors()).containsExactly("403 /label", "403 /reason");
        assertThat(org.put(PATH, "{'label':' ','reason':7}").errors()).containsExactly("403 /label");
        assertThat(give("SHINY").errors()).containsExactly("8086 /label");
        assertThat(log().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{", "{'label':{},'reason':[]}", "{'label':'a\\u0000','reason':'x'}"})
    void whatCannotBeReadIsRefused(String body) {
        assertThat(org.put(PATH, body).status()).isEqualTo(400);
    }

    @Test
    void theOrganisationsOwnLabelsCount() {
        org.apply("'statusLabels':{'customer':{'SUSPENDED':[{'label':'ON_HOLD','default':true}]}}", "");

        assertThat(give("ON_HOLD").status()).isEqualTo(200);
        assertThat(give("SUSPENDED").errors()).containsExactly("8086 /label");
        assertThat(log().at("/0/status").asString()).isEqualTo("SUSPENDED");
        assertThat(log().at("/0/label").asString()).isEqualTo("ON_HOLD");
    }

    @Test
    void othersAreUnknownAndReadersMayTry() {
        TestOrganisation other = Fleet.create(port);
        String body = "{'label':'SUSPENDED','reason':'x'}";

        assertThat(other.put(PATH, body).errors()).containsExactly("8015 -");
        assertThat(other.get("/v2/customers/" + id + "/statusLog").errors()).containsExactly("8015 -");
        assertThat(org.asReader("PUT", PATH, body).status()).isEqualTo(403);
        assertThat(org.asReader("PUT", PATH + "&dryRun=true", body).status()).isEqualTo(200);
        assertThat(org.asReader("GET", "/v2/customers/" + id + "/statusLog", null)
                        .status())
                .isEqualTo(200);
        assertThat(log().size()).isEqualTo(1);
    }
}
