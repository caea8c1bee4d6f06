package io.guildhall.org.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What clients read of an organisation's set-up. The client holds each answer against the contract.
@io.guildhall.RunningService
class MetaApiTest {
    private static final String TILL = "/v2/organization/till";

    @LocalServerPort
    private int port;

    private static long id(Answer till) {
        return till.at("/id").asLong();
    }

    @Test
    void sourcesHaveTheNumbersAndChannelsThatClientsKnow() {
        TestOrganisation org = TestOrganisation.create(
                port,
                "'sources':[{'source':'Kiosk'},{'source':'INSTORE'},{'source':'linkedin'},"
                        + "{'source':'WECHAT','accounts':[{'id':'W1'}]}]");

        assertThat(org.get("/v2/meta/sources").body().toString()).isEqualTo("""
                {"data":[{"id":3,"name":"WECHAT","channels":["email","mobile","wechat"]},\
                {"id":5,"name":"INSTORE","channels":["email","mobile","postmail","whatsapp"]},\
                {"id":20,"name":"LINKEDIN","channels":[]},{"name":"KIOSK","channels":[]}],\
                "warnings":[],"errors":[]}""");
    }

    @Test
    void anOrganisationThatNamesNoSourcesHasTheShopFloor() {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        assertThat(org.get("/v2/meta/sources").at("/data").findValuesAsString("name"))
                .containsExactly("INSTORE");
    }

    @Test
    void aTillIsFoundByCodeAndById() {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        Answer own = org.get("/v2/organization/activeTill");

        assertThat(own.at("/code").asString()).isEqualTo(org.code() + ".till");
        assertThat(org.get(TILL + "?code=" + org.code() + ".till").body()).isEqualTo(own.body());
        assertThat(org.get(TILL + "/" + id(own)).body()).isEqualTo(own.body());
        assertThat(org.asReader("GET", "/v2/organization/activeTill", null)
                        .at("/code")
                        .asString())
                .isEqualTo(org.code() + ".reader");
    }

    @Test
    void aTillThatWasSwitchedOffIsStillTold() {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");
        String code = org.code() + ".till";
        long id = id(org.get(TILL + "?code=" + code));
        org.asOperator("PUT", "/admin/v1/orgs/" + org.code(), "{'tills':[{'code':'" + code + "','active':false}]}");

        Answer off = org.asReader("GET", TILL + "/" + id, null);

        assertThat(off.status()).isEqualTo(200);
        assertThat(off.at("/isActive").asBoolean()).isFalse();
    }

    @Test
    void tillsOfAnotherOrganisationAreUnknown() {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");
        TestOrganisation other = TestOrganisation.create(port, "'customFields':[]");
        long foreign = id(other.get("/v2/organization/activeTill"));

        assertThat(org.get(TILL + "?code=" + other.code() + ".till").errors()).containsExactly("404 -");
        assertThat(org.get(TILL + "/" + foreign).errors()).containsExactly("404 -");
        assertThat(org.get(TILL + "/" + foreign).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0", "/-1", "/one", "/9223372036854775808", "?code=%E2%80%AE", "?code=TILL"})
    void whatNamesNoTillIsUnknown(String place) {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        assertThat(org.get(TILL + place).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?code=", "?code=%20", "?code=%00", "?id=1001"})
    void aTillLookedUpWithoutACodeIsRefused(String query) {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        Answer refused = org.get(TILL + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("1686 -");
    }

    @Test
    void customFieldsAreToldForPeopleAndForCards() {
        TestOrganisation org = TestOrganisation.create(
                port,
                "'customFields':[{'name':'shift','dataType':'CUSTOM_ENUM','values':['early','late'],'mandatory':true},"
                        + "{'name':'born','dataType':'DATE'}]");

        JsonNode all = org.get("/v2/organization/customFields").at("/data");
        JsonNode people = org.get("/v2/organization/customFields?scope=Loyalty_Registration&includeDisabled=TRUE")
                .at("/data");

        assertThat(all.findValuesAsString("name")).containsExactly("born", "shift", "born", "shift");
        assertThat(all.findValuesAsString("scope"))
                .containsExactly("loyalty_registration", "loyalty_registration", "customer_card", "customer_card");
        assertThat(all.findValuesAsString("isCompulsory")).containsExactly("false", "true", "false", "false");
        assertThat(people.get(0).path("type").asString()).isEqualTo("datepicker");
        assertThat(people.get(1).toString()).isEqualTo("""
                {"name":"shift","type":"select","dataType":"String","label":"shift","scope":"loyalty_registration",\
                "defaultValue":"","position":2,"rule":"","regex":"","error":"","options":["early","late"],\
                "isDisabled":false,"isCompulsory":true,"disableAtServer":false,"isUpdatable":true}""");
        assertThat(org.get("/v2/organization/customFields?scope=points_redemption")
                        .at("/data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=people", "scope=loyalty_registration,customer_card", "includeDisabled=yes"})
    void unusableWishesForCustomFieldsAreRefused(String query) {
        TestOrganisation org = TestOrganisation.create(port, "'customFields':[]");

        assertThat(org.get("/v2/organization/customFields?" + query).errors()).containsExactly("1686 -");
    }

    @Test
    void extendedFieldsAreToldByEntityAndFollowTheDocumentAtOnce() {
        TestOrganisation org = TestOrganisation.create(
                port, "'extendedFields':[{'entity':'card','name':'plate','dataType':'STRING'}]");
        assertThat(org.get("/v2/extendedFields").at("/data")).hasSize(1);

        org.apply("""
                'extendedFields':[{'entity':'company','name':'industry','dataType':'STRING','mandatory':true},
                                  {'entity':'customer','name':'tongue','dataType':'CUSTOM_ENUM','values':['Welsh']}]
                """, "");

        JsonNode fields = org.get("/v2/extendedFields").at("/data");
        assertThat(fields.findValuesAsString("name")).containsExactly("tongue", "industry", "plate");
        assertThat(fields.get(0).toString()).isEqualTo("""
                {"entity":"customer","name":"tongue","label":"tongue","dataType":"CUSTOM_ENUM","values":["Welsh"],\
                "mandatory":false,"updatable":true,"position":1}""");
        assertThat(fields.get(1).path("mandatory").asBoolean()).isTrue();
    }
}
