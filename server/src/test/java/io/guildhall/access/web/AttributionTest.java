package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Calls on behalf of another till (`spec/domain.md` §1, Attribution).
@RunningService
class AttributionTest {
    private static final String PREFIX = "X-CAP-API-ATTRIBUTION-";
    private static final String PERSON = "[" + Fleet.person(301) + "]";

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private String desk;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        desk = org.code() + ".desk2";
        org.apply(
                "'clients':[{'key':'" + org.code() + ".pos','secret':'a secret of this test','till':'" + org.code()
                        + ".till','ttlSeconds':60,'role':'WRITE'}]",
                "");
        tills("'active':true");
    }

    private void tills(String deskState) {
        assertThat(org.asOperator(
                                "PUT",
                                "/admin/v1/orgs/" + org.code(),
                                "{'tills':[{'code':'" + desk + "','name':'Desk 2','secret':'another secret, as long',"
                                        + deskState + "}]}")
                        .status())
                .isEqualTo(200);
    }

    private Answer post(String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return org.with("POST", Fleet.BULK, PERSON, all.toArray(String[]::new));
    }

    private static String createdBy(Answer answer) {
        return answer.at("/0/entity/profiles/0/attribution/createdBy/code").asString();
    }

    private String by(Answer answer) {
        String change = answer.response().headers().firstValue("X-Change-Id").orElseThrow();
        return org.get("/v2/changes/" + change).at("/by").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "ENTITY-CODE, , ",
        "ENTITY-CODE, ENTITY-TYPE, TILL",
        "ENTITY-CODE, ENTITY-TYPE, TILL_CODE",
        "LOOKUP, LOOKUP-TYPE, TILL",
        "LOOKUP, LOOKUP-TYPE, TILL_CODE"
    })
    void theTillThatIsNamedStandsWhereverItIsKeptWhoMadeTheCall(String code, String type, String value) {
        Answer answer = type == null ? post(PREFIX + code, desk) : post(PREFIX + code, desk, PREFIX + type, value);

        assertThat(createdBy(answer)).isEqualTo(desk);
        assertThat(by(answer)).isEqualTo("{\"till\":\"" + desk + "\",\"client\":\"" + org.code() + ".till\"}");
    }

    @Test
    void aTokenMayNameAnotherTillToo() {
        String token = org.anonymously(
                        "POST",
                        "/v3/oauth/token/generate",
                        "{'key':'" + org.code() + ".pos','secret':'a secret of this test'}")
                .at("/data/accessToken")
                .asString();
        String[] plain = {"Content-Type", "application/json", "Authorization", "Bearer " + token};
        String[] attributed = {
            "Content-Type", "application/json", "X-CAP-API-OAUTH-TOKEN", token, PREFIX + "ENTITY-CODE", desk
        };

        assertThat(by(org.bare("POST", Fleet.BULK, PERSON, plain)))
                .isEqualTo("{\"till\":\"" + org.code() + ".till\",\"client\":\"" + org.code() + ".pos\"}");
        Answer answer = org.bare("POST", Fleet.BULK, "[" + Fleet.person(302) + "]", attributed);
        assertThat(createdBy(answer)).isEqualTo(desk);
        assertThat(by(answer)).isEqualTo("{\"till\":\"" + desk + "\",\"client\":\"" + org.code() + ".pos\"}");
    }

    @Test
    void withoutTheHeadersTheTillItselfStandsAlone() {
        assertThat(by(post())).isEqualTo("{\"till\":\"" + org.code() + ".till\"}");
        assertThat(by(org.with(
                        "POST",
                        Fleet.BULK,
                        "[" + Fleet.person(303) + "]",
                        "Content-Type",
                        "application/json",
                        PREFIX + "ENTITY-CODE",
                        org.code() + ".till")))
                .isEqualTo("{\"till\":\"" + org.code() + ".till\"}");
    }

    @Test
    void aLookupWithoutItsTypeIsRefused() {
        assertThat(post(PREFIX + "LOOKUP", desk).errors()).containsExactly("1061 -");
        assertThat(org.with("GET", "/v2/organization/activeTill", null, PREFIX + "LOOKUP", desk)
                        .errors())
                .containsExactly("1061 -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "DESK2", "' OR 1=1 --", "%00"})
    void whatIsNoTillOfTheOrganisationIsRefused(String code) {
        Answer refused = post(PREFIX + "ENTITY-CODE", code.equals("DESK2") ? desk.toUpperCase() : code);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("400 -");
    }

    @Test
    void tillsOfOthersLookLikeTillsThatAreNot() {
        TestOrganisation other = Fleet.create(port);

        Answer others = post(PREFIX + "ENTITY-CODE", other.code() + ".till");
        Answer nobodys = post(PREFIX + "ENTITY-CODE", "nobody");
        tills("'active':false");
        Answer switchedOff = post(PREFIX + "ENTITY-CODE", desk);

        assertThat(others.response().body()).isEqualTo(nobodys.response().body());
        assertThat(switchedOff.response().body()).isEqualTo(nobodys.response().body());
    }

    @Test
    void storesAndContradictionsAreRefused() {
        for (String type : List.of("STORE_CODE", "STORE_NAME", "STORE_EXTERNAL_ID", "STORE_EXTERNAL_ID_1", "till")) {
            assertThat(post(PREFIX + "ENTITY-TYPE", type, PREFIX + "ENTITY-CODE", desk)
                            .errors())
                    .containsExactly("400 -");
        }
        assertThat(post(PREFIX + "ENTITY-TYPE", "TILL").errors()).containsExactly("400 -");
        assertThat(post(PREFIX + "ENTITY-CODE", desk, PREFIX + "LOOKUP", desk, PREFIX + "LOOKUP-TYPE", "TILL")
                        .errors())
                .containsExactly("400 -");
    }

    @Test
    void rightsRemainThoseOfTheLogin() {
        Answer refused = org.bare(
                "POST",
                Fleet.BULK,
                PERSON,
                "Content-Type",
                "application/json",
                "Authorization",
                "Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString(org.reader().getBytes()),
                PREFIX + "ENTITY-CODE",
                desk);

        assertThat(refused.status()).isEqualTo(403);
    }
}
