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
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The bulk calls from outside, beginning with the worked examples of the reference (`spec/associate.md` §10) as far as
/// they need neither cards nor enrolment. The client holds each answer against the contract.
@RunningService
class BulkApiTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
    }

    private static List<String> found(Answer answer) {
        return Found.in(answer.body()).stream().map(Found::toString).toList();
    }

    private static List<String> counts(Answer answer) {
        return Stream.of("X-Total-Count", "X-Success-Count", "X-Failure-Count")
                .map(name -> answer.response().headers().firstValue(name).orElse("-"))
                .toList();
    }

    private static boolean hasHeader(Answer answer, String name) {
        return answer.response().headers().firstValue(name).isPresent();
    }

    private long idOf(int number) {
        return org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(number))
                .at("/entity")
                .asLong(0);
    }

    // §10.1
    @Test
    void aChildJoinsItsParent() {
        JsonNode idris = post(org, person(204, at("DEPOT_MGR"))).at("/0/entity");
        String oriel = "{'firstName':'Oriel'," + identifiers("mobile", mobile(311), "externalId", "BRK-DRV-311")
                + ",'fields':{'shift':'night'}}";

        Answer joined = post(
                org,
                profiles(
                        oriel,
                        ",'extendedFields':{'preferred_language':'Welsh'}",
                        ",'associatedWith':'" + org.code() + ".reader'",
                        at("DRIVER", under(204))));

        assertThat(found(joined)).isEmpty();
        JsonNode place = joined.at("/0/entity/associationDetails");
        assertThat(place.path("new").asBoolean()).isTrue();
        assertThat(place.path("skipLevelAllowed").asBoolean()).isTrue();
        assertThat(place.at("/parentCustomer/profiles/0/userId")).isEqualTo(idris.path("id"));
        assertThat(joined.at("/0/entity/profiles/0/attribution/createdBy/code").asString())
                .endsWith(".reader");
        assertThat(joined.at("/0/entity/profiles/0/attribution/modifiedBy/code").asString())
                .endsWith(".till");
        assertThat(counts(joined)).containsExactly("1", "1", "0");
        assertThat(hasHeader(joined, "X-Change-Id")).isTrue();
        assertThat(hasHeader(joined, "X-Dry-Run")).isFalse();
    }

    // §10.2
    @Test
    void aParentBringsChildrenAndAWrongMobileIsDropped() {
        org.apply("'settings':{'primaryIdentifier':'externalId'}", "");
        String pavel = "{" + identifiers("mobile", "4477", "externalId", "BRK-DRV-313")
                + ",'commChannels':[{'type':'mobile','value':'4477'}]}";

        Answer brought = post(
                org, person(205, at("DEPOT_MGR", ",'childRoleCode':'DRIVER'", over(person(312), profiles(pavel)))));

        String second = "/0/associationDetails/childCustomers/1/profiles/0";
        assertThat(found(brought))
                .containsExactly("8056 " + second + "/identifiers/0/value", "8058 " + second + "/commChannels/0/value");
        assertThat(brought.at("/0/childCount").asInt()).isEqualTo(2);
        assertThat(brought.at("/0/childSuccessCount").asInt()).isEqualTo(2);
        assertThat(brought.at("/0/childEntities/0/associationDetails/parentRoleId"))
                .isEqualTo(brought.at("/0/childEntities/1/associationDetails/parentRoleId"));
        assertThat(brought.at("/0/childEntities/1/profiles/0/identifiersAll")).hasSize(1);
    }

    // §10.3
    @Test
    void fiveEmployeesOfANewCompanyComeInAnyOrder() {
        String company = ",'fleetCompany':{'externalId':'QSC-1','name':'Quayside Couriers',"
                + "'hierarchyDefinitionCode':'QSC_ORG'}";
        List<String> roles = List.of("DRIVER", "DISPATCHER", "DIRECTOR", "SITE_LEAD", "AREA_LEAD");
        String[] five = IntStream.range(0, 5)
                .mapToObj(i -> person(401 + i, in("QSC_ORG", roles.get(i), company)))
                .toArray(String[]::new);

        Answer first = post(org, five);
        Answer second = post(org, five);

        assertThat(found(first)).isEmpty();
        assertThat(first.at("/0/entity/associationDetails/fleetCompany/created").asBoolean())
                .isTrue();
        assertThat(first.at("/1/entity/associationDetails/fleetCompany").has("created"))
                .isFalse();
        assertThat(first.body()
                        .valueStream()
                        .map(item ->
                                item.at("/entity/associationDetails/roleCode").asString()))
                .isEqualTo(roles);
        assertThat(second.body()
                        .valueStream()
                        .map(item -> item.at("/entity/associationDetails/new").asBoolean(true)))
                .containsOnly(false);
        assertThat(second.at("/3/entity/id")).isEqualTo(first.at("/3/entity/id"));
    }

    // §10.4
    @Test
    void aPlainBatchRegistersWhoIsNew() {
        post(org, person(204));
        String abel = "{" + identifiers("email", "abel.moss@tidewell.example", "externalId", "TW-77")
                + ",'fields':{'unknown_key':'x'}}";

        Answer answer =
                post(org, person(501), person(204), profiles(abel, ",'loyaltyInfo':{'loyaltyType':'NON-LOYALTY'}"));

        assertThat(found(answer)).containsExactly("8006 /1", "1022 /2/profiles/0/fields/unknown_key");
        assertThat(counts(answer)).containsExactly("3", "2", "1");
        assertThat(answer.at("/1/entity").has("id")).isFalse();
        assertThat(answer.at("/2/entity/loyaltyInfo/loyaltyType").asString()).isEqualTo("non_loyalty");
    }

    // §10.5
    @Test
    void anUpdateMovesAChildAndTheLinkKeepsItsId() {
        post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")), person(311, at("DRIVER", under(204))));
        post(org, person(311, at("DRIVER", under(204))));

        Answer moved = put(org, person(311, at("DRIVER", under(205))));
        Answer again = org.put("/v2/bulk", person(311, at("DRIVER", under(205))));

        assertThat(found(moved)).isEmpty();
        assertThat(moved.at("/0/associationDetails/parentCustomer/profiles/0/userId")
                        .asLong())
                .isEqualTo(idOf(205));
        assertThat(again.at("/0/associationDetails/new").asBoolean(true)).isFalse();
        assertThat(again.at("/0/associationDetails/parentRoleId"))
                .isEqualTo(moved.at("/0/associationDetails/parentRoleId"));
        assertThat(children(204).at("/entity/total").asInt()).isZero();
        assertThat(children(205).at("/entity/total").asInt()).isOne();
    }

    // §10.6
    @Test
    void anUpdateChangesNeitherRoleNorCompanyAndRegistersNobody() {
        post(org, person(311, at("DRIVER")), person(312, at("DRIVER")));

        Answer refused = put(
                org,
                person(311, at("DEPOT_MGR")),
                person(312, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'DEPOT'}")),
                person(999, at("DRIVER")));

        assertThat(found(refused))
                .containsExactly(
                        "1627 /0/associationDetails/roleCode", "1628 /1/associationDetails/fleetCompany", "8009 /2");
        assertThat(refused.body().valueStream().map(item -> item.has("id"))).containsOnly(false);
        assertThat(refused.at("/0/profiles/0/attribution/createdBy")).isEmpty();
        assertThat(refused.at("/0/associationDetails/new").asBoolean()).isTrue();
    }

    // §10.7
    @Test
    void aBatchOverTheLimitIsRefusedAsAWhole() {
        String[] people = IntStream.range(0, 1001).mapToObj(_ -> person(301)).toArray(String[]::new);
        Answer tooMany = post(org, people);

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.errors()).containsExactly("1060 -");
        assertThat(hasHeader(tooMany, "X-Total-Count")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"POST, 204", "PUT, 311"})
    void aDryRunSaysTheSameAndWritesNothing(String method, int number) {
        post(org, person(311));
        String body = "[" + person(number, at("DRIVER", ",'rolecode':1")) + "," + person(301, at("PILOT")) + "]";

        Answer dry = org.asReader(method, BULK + "?dryRun=true", body);
        Answer dryAgain = org.with(method, "/v2/bulk?dryRun=TRUE", body, "Content-Type", "application/json");
        Answer real = org.with(method, BULK, body, "Content-Type", "application/json");

        assertThat(hasHeader(dry, "X-Change-Id")).isFalse();
        assertThat(dry.response().headers().firstValue("X-Dry-Run")).hasValue("true");
        assertThat(found(dry)).isEqualTo(found(real)).isEqualTo(found(dryAgain)).hasSizeGreaterThan(1);
        assertThat(counts(dry)).isEqualTo(counts(real));
        assertThat(hasHeader(real, "X-Change-Id")).isTrue();
        assertThat(org.asReader(method, BULK, body).status()).isEqualTo(403);
    }

    @Test
    void aFailureUndoesWhatAtomicitySays() {
        String family = person(301, in("TINY", "BOSS", over(person(302), person(303))));
        String body = "[" + family + "," + person(304) + "]";

        Answer tree = org.post(BULK + "?atomicity=tree&dryRun=true", body);
        Answer batch = org.post(BULK + "?atomicity=BATCH", body);
        assertThat(idOf(304)).isZero();
        Answer item = org.post(BULK + "?atomicity=item", body);

        assertThat(found(tree)).hasSize(3).startsWith("1685 /0/associationDetails/childCustomers/0");
        assertThat(counts(tree)).containsExactly("2", "1", "1");
        assertThat(found(batch)).hasSize(4).contains("1685 /1");
        assertThat(batch.at("/0/childSuccessCount").asInt()).isZero();
        assertThat(found(item)).containsExactly("1618 /0/associationDetails/childCustomers/1");
        assertThat(counts(item)).containsExactly("2", "2", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[}", "null", "7", "'text'", "[]", "[{'profiles':[]},]", "[{}] x", "[{'a':'\\uZZ'}]"})
    void whatIsNoBatchIsABadRequest(String body) {
        for (String method : List.of("POST", "PUT")) {
            Answer refused = org.with(method, BULK, body, "Content-Type", "application/json");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errors()).first().asString().startsWith("400 ");
        }
    }

    @Test
    void anItemThatIsNoCustomerFailsAlone() {
        Answer answer = post(
                org,
                person(301),
                "null",
                "7",
                "'x'",
                "[]",
                "{}",
                "{'profiles':{}}",
                "{'profiles':[null]}",
                profiles("{" + identifiers("mobile", mobile(302)) + ",'firstName':{}}"),
                person(303, ",'associationDetails':7"));

        assertThat(counts(answer)).containsExactly("10", "1", "9");
        assertThat(found(answer))
                .containsExactly(
                        "400 /1",
                        "400 /2",
                        "400 /3",
                        "400 /4",
                        "8005 /5",
                        "400 /6/profiles",
                        "400 /7/profiles/0",
                        "400 /8/profiles/0/firstName",
                        "400 /9/associationDetails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atomicity=all", "dryRun=perhaps", "source=%00", "strict=1", "onExisting=merge"})
    void unusableParametersAreRefused(String query) {
        for (String method : List.of("POST", "PUT")) {
            Answer refused =
                    org.with(method, BULK + "?" + query, "[" + person(301) + "]", "Content-Type", "application/json");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errors()).containsExactly("1686 -");
        }
        assertThat(idOf(301)).isZero();
    }

    private Answer children(int number) {
        return read("parentCustomer", "mobile", mobile(number), "");
    }

    private Answer read(String type, String name, String value, String more) {
        return org.get(BULK + "?source=instore&associationEntityType=" + type + "&associationEntityIdentifierType="
                + name + "&associationEntityIdentifierValue=" + value + more);
    }

    private static List<String> mobiles(Answer listing) {
        return listing.at("/entity/customers")
                .valueStream()
                .map(row -> row.at("/profiles/0/identifiers/0/value").asString().substring(9))
                .toList();
    }

    @Test
    void whoStandsWhereIsReadInAllForms() {
        org.put("/v2/companies?externalId=DEPOT", "{'parentCompany':{'externalId':'HQ'}}");
        post(org, person(204, at("DEPOT_MGR", over(person(311), person(312, ",'defaultChild':true")))));
        post(
                org,
                person(313, in("NORFLEET", "DRIVER", under(204), ",'fleetCompany':{'externalId':'DEPOT'}")),
                person(500));
        String all = "&includeCustomerAssociateDetail=true&includeNoOfChildren=true";

        assertThat(mobiles(children(204))).containsExactlyInAnyOrder("311", "312", "313");
        assertThat(children(204).at("/entity/customers/0").has("roleCode")).isFalse();
        Answer family = read("parentChildCustomer", "mobile", mobile(204), all);
        assertThat(mobiles(family)).hasSize(4).startsWith("204");
        assertThat(family.at("/entity/customers/0/noOfChildren").asInt()).isEqualTo(3);
        assertThat(family.at("/entity/customers/1/parentCustomer/profiles/0/userId")
                        .asLong())
                .isEqualTo(idOf(204));
        assertThat(mobiles(read("company", "externalId", "HQ", "&sortOrder=ASC")))
                .containsExactlyInAnyOrder("204", "311", "312");
        assertThat(mobiles(read("company", "externalId", "HQ", "&includeSubCompanies=true")))
                .hasSize(4);
        Answer page = read("company", "externalId", "HQ", "&limit=1&offset=1&sortBy=lastUpdatedOn");
        assertThat(page.at("/entity/count").asInt()).isOne();
        assertThat(page.at("/entity/total").asInt()).isEqualTo(3);
        assertThat(mobiles(read("parentChildCustomer", "mobile", mobile(500), all)))
                .containsExactly("500");
        assertThat(mobiles(read("company", "externalId", "HQ", "&asOf=2001-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "parentCustomer, mobile, 447700900999, '', 404, 8015",
        "company, externalId, NO, '', 404, 1704",
        "company, id, x, '', 404, 1704",
        "company, mobile, 1, '', 400, 8013",
        "parentCustomer, shoe, 44, '', 400, 8013",
        "parentCustomer, mobile, '', '', 400, 8093",
        "parentCustomer, '', 1, '', 400, 8092",
        "parentCustomer, '', '', '', 400, 8002",
        "family, mobile, 1, '', 400, 1686",
        "'', mobile, 1, '', 400, 1686",
        "company, externalId, HQ, &limit=101, 400, 8102",
        "company, externalId, HQ, &limit=0, 400, 8101",
        "company, externalId, HQ, &offset=-1, 400, 8100",
        "company, externalId, HQ, &sortBy=name, 400, 1686",
        "company, externalId, HQ, &includeNoOfChildren=x, 400, 1686",
        "company, externalId, HQ, &asOf=2999-01-01T00:00:00Z, 400, 1686",
        "company, externalId, HQ, &asOf=now, 400, 1686"
    })
    void whatCannotBeReadIsTold(String type, String name, String value, String more, int status, int code) {
        Answer refused = read(type, name, value, more);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.errors()).containsExactly(code + " -");
    }

    @Test
    void onePersonIsReadBySourceAndId() {
        long id = post(org, person(301, at("DRIVER"))).at("/0/entity/id").asLong();

        assertThat(org.get("/v2/customers/" + id + "?source=INSTORE")
                        .at("/profiles/0/userId")
                        .asLong())
                .isEqualTo(id);
        assertThat(org.get("/v2/customers/" + id + "?source=WEBSITE").errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/customers/99999?source=INSTORE").errors()).containsExactly("8015 -");
        assertThat(org.get("/v2/customers/abc?source=INSTORE").errors()).containsExactly("8015 -");
        TestOrganisation other = Fleet.create(port);
        assertThat(other.get("/v2/customers/" + id + "?source=ALL").status()).isEqualTo(404);
    }
}
