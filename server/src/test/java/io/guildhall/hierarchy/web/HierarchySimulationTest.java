package io.guildhall.hierarchy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// `POST /v2/fleetHierarchy/{id}/simulate` over people with places.
@RunningService
class HierarchySimulationTest {
    private static final String PATH = "/v2/fleetHierarchy";
    private static final String MEMBERS = "{'code':'FLEET','name':'Fleet','hierarchyCreationStrict':%s,'roles':[%s]}";
    private static final String ROLES =
            "{'code':'OWNER','childRoleCode':'LEAD','maxChild':9},{'code':'LEAD','childRoleCode':'DRIVER','maxChild':9},"
                    + "{'code':'DRIVER'}";

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private long id;

    @BeforeEach
    void aLeadWithThreeDriversUnderAnOwner() {
        org = TestOrganisation.create(
                port,
                "'sources':[{'source':'INSTORE'}],'settings':{'primaryIdentifier':'externalId'},'hierarchies':["
                        + MEMBERS.formatted("false", ROLES) + "]");
        id = org.get(PATH + "?code=FLEET").at("/id").asLong();
        String drivers = IntStream.range(0, 3)
                .mapToObj(number -> "{" + profiles("D-" + number) + ",'childRoleCode':'DRIVER'}")
                .collect(Collectors.joining(","));
        place("O-1", "'roleCode':'OWNER'");
        Answer placed = place(
                "L-1",
                "'roleCode':'LEAD','parentCustomer':{" + profiles("O-1") + "},'childCustomers':[" + drivers + "]");
        assertThat(placed.body().toString()).doesNotContain("\"status\":false");
    }

    private static String profiles(String key) {
        return "'profiles':[{'identifiers':[{'type':'externalId','value':'" + key + "'}]}]";
    }

    private Answer place(String key, String place) {
        return org.post(
                "/v2/customers/bulk?source=INSTORE",
                "[{" + profiles(key) + ",'associationDetails':{" + place
                        + ",'fleetCompany':{'externalId':'HQ','name':'HQ','hierarchyDefinitionCode':'FLEET'}}}]");
    }

    private Answer simulate(String strict, String roles) {
        return org.post(PATH + "/" + id + "/simulate", MEMBERS.formatted(strict, roles));
    }

    private static List<String> breaches(Answer answer) {
        return answer.at("/entity/breaches")
                .valueStream()
                .map(breach ->
                        breach.path("code").asInt() + " " + breach.path("field").asString() + " "
                                + breach.path("people").asInt())
                .toList();
    }

    @Test
    void nobodyBreaksUnderTheRulesThatHold() {
        Answer same = simulate("false", ROLES);

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.at("/entity/allowed").asBoolean()).isTrue();
        assertThat(breaches(same)).isEmpty();
    }

    @Test
    void countsThoseWithMoreChildrenThanALowerCapAllows() {
        Answer lower = simulate("false", ROLES.replace("'DRIVER','maxChild':9", "'DRIVER','maxChild':2"));

        assertThat(lower.at("/entity/allowed").asBoolean()).isFalse();
        assertThat(breaches(lower)).containsExactly("1618 /roles/1/maxChild 1");
        JsonNode breach = lower.at("/entity/breaches/0");
        assertThat(breach.path("most").asInt()).isEqualTo(3);
        assertThat(breach.path("customerIds")).hasSize(1);
        assertThat(lower.at("/entity/refusals/0/code").asInt()).isEqualTo(1711);
    }

    @Test
    void countsThoseWhoseRoleIsGoneAndThoseWhoDoNotFitAnyMore() {
        Answer without = simulate("false", "{'code':'OWNER','childRoleCode':'DRIVER','maxChild':9},{'code':'DRIVER'}");

        assertThat(breaches(without)).containsExactlyInAnyOrder("1615 /roles 1", "1617 /roles 3");
    }

    @Test
    void countsThoseWhoFitUnderNobodyOnceTheOrderIsAnother() {
        Answer turned = simulate(
                "false",
                "{'code':'LEAD','childRoleCode':'OWNER','maxChild':9},{'code':'OWNER','childRoleCode':'DRIVER','maxChild':9},"
                        + "{'code':'DRIVER'}");

        assertThat(breaches(turned))
                .containsExactlyInAnyOrder("1617 /roles/1/childRoleCode 1", "1617 /roles/0/childRoleCode 3");
    }

    @Test
    void countsThoseWithoutAParentWhoNeedOneInAStrictOrder() {
        org.post(
                "/v2/customers/bulk?source=INSTORE",
                "[{" + profiles("LONELY")
                        + ",'associationDetails':{'roleCode':'DRIVER','fleetCompany':{'externalId':'FAR','name':'Far',"
                        + "'hierarchyDefinitionCode':'FLEET'}}}]");

        assertThat(breaches(simulate("true", ROLES))).containsExactly("1625 /hierarchyCreationStrict 1");
        assertThat(breaches(simulate("false", ROLES))).isEmpty();
    }

    @Test
    void writesNothingAndIsOpenToThoseWhoOnlyRead() {
        String body = MEMBERS.formatted("false", ROLES.replace("'LEAD'", "'CHIEF'"));
        String before = org.get(PATH + "?code=FLEET").body().toString();

        Answer asReader = org.asReader("POST", PATH + "/" + id + "/simulate", body);

        assertThat(asReader.status()).isEqualTo(200);
        assertThat(asReader.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(org.get(PATH + "?code=FLEET").body().toString()).isEqualTo(before);
    }

    @Test
    void refusesWhatNoHierarchyMayLookLikeAndKnowsNoOthers() {
        TestOrganisation other = TestOrganisation.create(port, "'hierarchies':[]");

        assertThat(simulate("false", "{'code':'A'}").errors()).contains("1601 /roles");
        assertThat(other.post(PATH + "/" + id + "/simulate", MEMBERS.formatted("false", ROLES))
                        .errors())
                .containsExactly("1609 -");
        assertThat(org.post(PATH + "/x/simulate", MEMBERS.formatted("false", ROLES))
                        .errors())
                .containsExactly("1609 -");
    }
}
