package io.guildhall.group.web;

import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.group.store.Groups;
import io.guildhall.group.store.Groups.GroupOfCustomer;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class GroupApiTest {
    private static final String GROUPS = "/v2/userGroup2";
    private static final String MEMBERS = GROUPS + "/members";

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private long owner;
    private long company;

    /// An owner of company YARD with two drivers below.
    @BeforeEach
    void family() {
        org = TestOrganisation.create(port, """
                'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,'roles':[
                  {'code':'OWNER','childRoleCode':'DRIVER','maxChild':50,'pointsAggregationRole':true,
                   'permissions':[{'permissionCode':'allow_points_transfer','permissionValue':true},
                                  {'permissionCode':'allow_points_redemption','permissionValue':true},
                                  {'permissionCode':'earn_points','permissionValue':false}]},
                  {'code':'DRIVER'}]}]
                """);
        Answer family = post(
                org,
                "{'profiles':[{'firstName':'Nell','lastName':'Varga','identifiers':[{'type':'mobile','value':'"
                        + mobile(301) + "'}]}]"
                        + in(
                                "FLEET",
                                "OWNER",
                                ",'fleetCompany':{'externalId':'YARD','name':'Yard','hierarchyDefinitionCode':'FLEET'}",
                                over(person(302), person(303)))
                        + "}");
        owner = family.at("/0/entity/id").asLong();
        company =
                family.at("/0/entity/associationDetails/fleetCompany/companyId").asLong();
    }

    @Test
    void thePersonsDetailsNameTheirGroups() {
        String member = "/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue=";
        long group = org.get(GROUPS + "?primaryUserId=" + owner).at("/id").asLong();
        String key = "auto-" + company + "-" + owner;
        long stranger = post(org, person(309)).at("/0/entity/id").asLong();

        assertThat(org.get("/v2/customers/" + owner + "?source=INSTORE&embed=userGroup")
                        .at("/userGroups")
                        .toString())
                .isEqualTo("[{\"groupId\":" + group + ",\"externalId\":\"" + key + "\",\"groupName\":\"" + key
                        + "\",\"groupStatus\":\"ACTIVE\",\"primaryMember\":true,\"defaultGroup\":true}]");
        assertThat(org.get(member + mobile(302) + "&embed=userGroup")
                        .at("/userGroups/0/primaryMember")
                        .asBoolean())
                .isFalse();
        assertThat(org.get("/v2/customers/" + stranger + "?source=INSTORE&embed=userGroup")
                        .at("/userGroups")
                        .isArray())
                .isTrue();
        assertThat(org.get("/v2/customers/" + owner + "?source=INSTORE").body().has("userGroups"))
                .isFalse();
    }

    @Test
    void aGroupIsFoundByIdKeyAndPrimaryMember() {
        String key = "auto-" + company + "-" + owner;

        Answer byKey = org.get(GROUPS + "?externalId=" + key);

        assertThat(byKey.status()).isEqualTo(200);
        assertThat(byKey.at("/externalId").asString()).isEqualTo(key);
        assertThat(byKey.at("/maxGroupSize").asInt()).isEqualTo(30_000);
        assertThat(byKey.at("/totalActiveMembers").asInt()).isEqualTo(3);
        assertThat(byKey.at("/fleetGroupUsers/0/userId").asLong()).isEqualTo(owner);
        assertThat(byKey.at("/fleetGroupUsers").valueStream())
                .extracting(user -> user.path("primaryMember").asBoolean())
                .containsExactly(true, false, false);
        assertThat(byKey.at("/createdBy").asString()).isEqualTo(org.code() + ".till");
        assertThat(org.get(GROUPS + "?id=" + byKey.at("/id").asLong()).body()).isEqualTo(byKey.body());
        assertThat(org.get(GROUPS + "?primaryUserId=" + owner).body()).isEqualTo(byKey.body());
    }

    @Test
    void membersComeAPageAtATimeThePrimaryOneFirst() {
        Answer first = org.get(MEMBERS + "?identifierName=primaryUserId&identifierValue=" + owner + "&limit=2");
        Answer rest = org.get(MEMBERS + "?identifierName=primaryUserId&identifierValue=" + owner + "&limit=2&offset=2");

        assertThat(first.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(first.at("/data").size()).isEqualTo(2);
        assertThat(rest.at("/data").size()).isEqualTo(1);
        var primary = first.at("/data/0");
        assertThat(primary.at("/fleetUserId").asLong()).isEqualTo(owner);
        assertThat(primary.at("/firstName").asString()).isEqualTo("Nell");
        assertThat(primary.at("/mobile").asString()).isEqualTo(mobile(301));
        assertThat(primary.at("/roleCode").asString()).isEqualTo("OWNER");
        assertThat(primary.at("/permissions").valueStream())
                .extracting(permission -> permission.asString())
                .containsExactly("allow_points_transfer", "allow_points_redemption");
        assertThat(rest.at("/data/0/permissions").isEmpty()).isTrue();
        assertThat(rest.at("/data/0/roleCode").asString()).isEqualTo("DRIVER");
    }

    @Test
    void membersAreThoseWhoJoinedInTheTimeAskedFor() {
        String members = MEMBERS + "?identifierName=externalId&identifierValue=auto-" + company + "-" + owner;

        assertThat(org.get(members + "&fromDate=2020-01-01T00:00:00Z")
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(3);
        assertThat(org.get(members + "&toDate=2020-01-01T00:00:00Z").at("/data").isEmpty())
                .isTrue();
        assertThat(org.get(members + "&toDate=yesterday").errors()).containsExactly("1686 -");
    }

    @Test
    void whoHasLeftIsCountedAndNotListed() {
        post(org, person(304, in("FLEET", "OWNER", ",'fleetCompany':{'externalId':'YARD'}")));

        put(org, person(302, in("FLEET", "DRIVER", under(304))));

        Answer group = org.get(GROUPS + "?primaryUserId=" + owner);
        assertThat(group.at("/totalActiveMembers").asInt()).isEqualTo(2);
        assertThat(group.at("/totalExitedMembers").asInt()).isEqualTo(1);
        assertThat(group.at("/fleetGroupUsers").size()).isEqualTo(2);
    }

    @Test
    void anotherOrganisationKnowsNothingOfIt() {
        long id = org.get(GROUPS + "?primaryUserId=" + owner).at("/id").asLong();
        TestOrganisation other = TestOrganisation.create(port, "'sources':[{'source':'INSTORE'}]");

        assertThat(other.get(GROUPS + "?id=" + id).errors()).containsExactly("1619 -");
        assertThat(other.get(MEMBERS + "?identifierName=id&identifierValue=" + id)
                        .errors())
                .containsExactly("1619 -");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, 1635 -",
        "'?id= ', 400, 1635 -",
        "?id=x, 404, 1619 -",
        "?id=99999999999999999999, 404, 1619 -",
        "?externalId=none, 404, 1632 -",
        "?primaryUserId=x, 404, 1632 -",
        "?primaryUserId=0, 404, 1632 -",
        "/members, 400, 8092 -",
        "/members?identifierName=id, 400, 8093 -",
        "/members?identifierName=colour&identifierValue=1, 400, 8013 -",
        "/members?identifierName=ID&identifierValue=0, 404, 1619 -",
        "/members?identifierName=id&identifierValue=1&sortBy=NAME, 400, 1686 -",
        "/members?identifierName=id&identifierValue=1&limit=0, 400, 8101 -"
    })
    void whatNamesNoGroupIsRefused(String query, int status, String error) {
        Answer refused = org.get(GROUPS + query.replace(" ", "%20"));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.errors()).containsExactly(error);
    }

    @Test
    void theGroupsOfSeveralPeopleAreReadAtOnce(
            @Autowired Groups groups, @Autowired TenantTransactions transactions, @Autowired JdbcClient jdbc) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query((rs, _) -> rs.getLong(1))
                .single();

        Map<Long, List<GroupOfCustomer>> found =
                transactions.read(orgId, () -> groups.ofCustomers(orgId, List.of(owner, 999_999_999L)));

        assertThat(found).containsOnlyKeys(owner);
        assertThat(found.get(owner)).singleElement().satisfies(group -> {
            assertThat(group.primaryMember()).isTrue();
            assertThat(group.defaultGroup()).isTrue();
        });
    }
}
