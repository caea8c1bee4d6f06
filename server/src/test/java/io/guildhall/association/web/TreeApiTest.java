package io.guildhall.association.web;

import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Who stands above and below a person, and what a company is made of.
@RunningService
class TreeApiTest {
    private static final String OWNER = "FLEET_OWNER";
    private static final String MANAGER = "DEPOT_MGR";
    private static final String DRIVER = "DRIVER";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    /// One owner (1) over two managers (2, 3) with two drivers each (4, 5 and 6, 7), all in HQ.
    @BeforeEach
    void family() {
        org = Fleet.create(port);
        Fleet.post(org, at(301, OWNER, ""));
        Fleet.post(org, at(302, MANAGER, under(301)), at(303, MANAGER, under(301)));
        Fleet.post(org, at(304, DRIVER, under(302)), at(305, DRIVER, under(302)));
        Fleet.post(org, at(306, DRIVER, under(303)), at(307, DRIVER, under(303)));
    }

    private static String at(int number, String role, String more) {
        String profile = "{'firstName':'Person','lastName':'No " + number + "',"
                + Fleet.identifiers("mobile", mobile(number)) + "}";
        return Fleet.profiles(profile, Fleet.at(role, more));
    }

    @Test
    void theNearestAncestorComesFirst() {
        Answer above = org.get(path(304) + "/ancestors");

        assertThat(above.status()).as(above.toString()).isEqualTo(200);
        assertThat(ids(above)).containsExactly(id(302), id(301));
        assertThat(above.at("/data/0/depth").asInt()).isEqualTo(1);
        assertThat(above.at("/data/0/parentId").asLong()).isEqualTo(id(301));
        assertThat(above.at("/data/0/lastName").asString()).isEqualTo("No 302");
        assertThat(above.at("/data/0/fleetCompany/externalId").asString()).isEqualTo("HQ");
        assertThat(above.at("/data/0/childCount").asInt()).isEqualTo(2);
        assertThat(above.at("/data/1/roleCode").asString()).isEqualTo(OWNER);
        assertThat(above.at("/data/1/parentId").isNull()).isTrue();
    }

    @Test
    void somebodyAtTheTopOrOutsideHasNobodyAboveAndNobodyBelow() {
        Fleet.post(org, person(320));

        assertThat(ids(org.get(path(301) + "/ancestors"))).isEmpty();
        assertThat(ids(org.get(path(320) + "/ancestors"))).isEmpty();
        assertThat(ids(org.get(path(320) + "/descendants"))).isEmpty();
        assertThat(ids(org.get(path(304) + "/descendants"))).isEmpty();
    }

    @Test
    void eachDescendantIsFollowedByThoseBelow() {
        Answer below = org.get(path(301) + "/descendants");

        assertThat(ids(below)).containsExactly(id(302), id(304), id(305), id(303), id(306), id(307));
        assertThat(below.at("/cursor").isNull()).isTrue();
        assertThat(below.at("/data/0/childCount").asInt()).isEqualTo(2);
        assertThat(below.at("/data/1/depth").asInt()).isEqualTo(2);
        assertThat(below.at("/data/1/parentId").asLong()).isEqualTo(id(302));
    }

    @Test
    void depthEndsTheWalk() {
        assertThat(ids(org.get(path(301) + "/descendants?depth=1"))).containsExactly(id(302), id(303));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void pagesOfAnySizeMakeTheWhole(int limit) {
        assertThat(walk(301, "limit=" + limit, () -> {})).isEqualTo(ids(org.get(path(301) + "/descendants?limit=100")));
        assertThat(walk(301, "depth=1&limit=" + limit, () -> {})).containsExactly(id(302), id(303));
    }

    @Test
    void pagesKeepToTheInstantOfTheFirstOneWhileOthersComeAndMove() {
        List<Long> before = ids(org.get(path(301) + "/descendants"));
        int[] next = {330};

        List<Long> walked = walk(301, "limit=1", () -> {
            Fleet.post(org, at(next[0]++, DRIVER, under(302)));
            Fleet.put(org, person(304 + next[0] % 4, Fleet.in("NORFLEET", DRIVER, under(303))));
        });

        assertThat(walked).isEqualTo(before);
    }

    @Test
    void treesAreToldAsTheyWere() {
        Instant then = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Fleet.put(org, person(304, Fleet.in("NORFLEET", DRIVER, under(303))));
        String asOf = "asOf=" + then;

        assertThat(ids(org.get(path(304) + "/ancestors"))).containsExactly(id(303), id(301));
        Answer above = org.get(path(304) + "/ancestors?" + asOf);
        assertThat(ids(above)).containsExactly(id(302), id(301));
        assertThat(above.at("/data/0/childCount").asInt()).isEqualTo(2);
        assertThat(ids(org.get(path(302) + "/descendants"))).containsExactly(id(305));
        assertThat(walk(302, "limit=1&" + asOf, () -> {})).containsExactly(id(304), id(305));
        assertThat(ids(org.get(path(301) + "/descendants?asOf=2020-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void manyChildrenComeInPages() {
        TestOrganisation wide = TestOrganisation.create(port, """
                'hierarchies':[{'code':'W','hierarchyCreationStrict':false,
                  'roles':[{'code':'TOP','childRoleCode':'LEAF','maxChild':30000},{'code':'LEAF'}]}]
                """);
        int people = 700;
        Fleet.post(wide, Fleet.person(100, Fleet.in("W", "TOP")));
        Fleet.post(
                wide,
                IntStream.range(0, people)
                        .mapToObj(i -> Fleet.person(200 + i, Fleet.in("W", "LEAF", under(100))))
                        .toArray(String[]::new));
        org = wide;

        List<Long> walked = walk(100, "limit=97", () -> {});

        assertThat(walked).hasSize(people).doesNotHaveDuplicates();
    }

    @Test
    void aCursorIsOfNoUseForAnotherQuery() {
        String cursor = cursor(org.get(path(301) + "/descendants?limit=1"));

        for (String query : List.of(
                path(302) + "/descendants?cursor=" + cursor,
                path(301) + "/descendants?depth=1&cursor=" + cursor,
                path(301) + "/descendants?asOf=2031-01-01T00:00:00Z&cursor=" + cursor,
                path(301) + "/descendants?asOf=2021-01-01T00:00:00Z&cursor=" + cursor,
                path(301) + "/descendants?cursor=" + cursor.substring(1),
                path(301) + "/descendants?cursor=" + cursor + "A",
                path(301) + "/descendants?cursor=" + "A".repeat(900),
                path(301) + "/descendants?cursor=%00",
                path(301) + "/descendants?cursor=*")) {
            Answer refused = org.get(query);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.errors()).as(query).containsExactly("1686 -");
        }
    }

    @Test
    void anotherOrganisationsTreesAreThoseOfNobody() {
        String cursor = cursor(org.get(path(301) + "/descendants?limit=1"));
        TestOrganisation other = Fleet.create(port);

        for (String call : List.of("/ancestors", "/descendants")) {
            Answer refused = other.get(path(301) + call);
            assertThat(refused.status()).as(call).isEqualTo(404);
            assertThat(refused.errors()).containsExactly("8015 -");
        }
        // no more than a text that is no cursor at all
        assertThat(other.get(path(301) + "/descendants?cursor=" + cursor).body())
                .isEqualTo(other.get(path(301) + "/descendants?cursor=x").body());
        long company = org.get("/v2/companies/tree?externalId=HQ")
                .at("/company/companyId")
                .asLong();
        assertThat(other.get("/v2/companies/tree?id=" + company).errors()).containsExactly("1704 -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth=0",
                "depth=65",
                "depth=x",
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=99999999999999999999"
            })
    void unusableBoundsAreRefused(String query) {
        assertThat(org.get(path(301) + "/descendants?" + query).errors()).containsExactly("1686 -");
    }

    @Test
    void theFutureAndWhatIsNoInstantAreRefused() {
        for (String asOf : List.of("2999-01-01T00:00:00Z", "yesterday")) {
            for (String call : List.of(
                    path(301) + "/ancestors?", path(301) + "/descendants?", "/v2/companies/tree?externalId=HQ&")) {
                assertThat(org.get(call + "asOf=" + asOf).errors()).containsExactly("1686 -");
            }
        }
    }

    @Test
    void unknownOnesAreRefused() {
        for (String id : List.of("999999999999", "-1", "x", "99999999999999999999")) {
            assertThat(org.get("/v2/customers/" + id + "/ancestors").errors()).containsExactly("8015 -");
            assertThat(org.get("/v2/customers/" + id + "/descendants").errors()).containsExactly("8015 -");
            assertThat(org.get("/v2/companies/tree?id=" + id).errors()).containsExactly("1704 -");
        }
        assertThat(org.get("/v2/companies/tree?externalId=NONE").status()).isEqualTo(404);
        assertThat(org.get("/v2/companies/tree").errors()).containsExactly("1708 -");
        assertThat(org.get("/v2/companies/tree?externalId=HQ&depth=21").errors())
                .containsExactly("1686 -");
        assertThat(org.get("/v2/companies/tree?externalId=HQ&limit=101").errors())
                .containsExactly("1686 -");
    }

    @Test
    void aCompanyIsToldWithPeopleByRole() {
        Answer tree = org.get("/v2/companies/tree?externalId=HQ&limit=4");

        assertThat(tree.status()).as(tree.toString()).isEqualTo(200);
        assertThat(tree.at("/company/roles").toString())
                .isEqualTo("[{\"roleCode\":\"DEPOT_MGR\",\"count\":2},{\"roleCode\":\"DRIVER\",\"count\":4},"
                        + "{\"roleCode\":\"FLEET_OWNER\",\"count\":1}]");
        assertThat(tree.at("/company/people").valueStream().map(p -> p.at("/id").asLong()))
                .containsExactly(id(302), id(303), id(304), id(305));
        assertThat(tree.at("/company/people/2/parentId").asLong()).isEqualTo(id(302));
        assertThat(org.get("/v2/companies/tree?externalId=HQ&limit=0").at("/company/people"))
                .isEmpty();
        Answer before = org.get("/v2/companies/tree?externalId=HQ&asOf=2020-01-01T00:00:00Z");
        assertThat(before.at("/company/roles")).isEmpty();
    }

    @Test
    void companiesAreNestedToTheDepthAskedForAndInactiveOnesStay() {
        below("A", "HQ");
        below("B", "HQ");
        below("A1", "A");
        below("A11", "A1");
        org.delete("/v2/companies?externalId=A1");

        Answer two = org.get("/v2/companies/tree?externalId=HQ&depth=2");
        assertThat(two.at("/company/subCompanyCount").asInt()).isEqualTo(2);
        assertThat(two.at("/company/subCompanies/0/externalId").asString()).isEqualTo("A");
        assertThat(two.at("/company/subCompanies/1/externalId").asString()).isEqualTo("B");
        assertThat(two.at("/company/subCompanies/0/subCompanies/0/isActive").asBoolean())
                .isFalse();
        assertThat(two.at("/company/subCompanies/0/subCompanies/0/subCompanyCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(two.at("/company/subCompanies/0/subCompanies/0/subCompanies"))
                .isEmpty();
        Answer whole = org.get("/v2/companies/tree?externalId=HQ");
        assertThat(whole.at("/company/subCompanies/0/subCompanies/0/subCompanies/0/externalId")
                        .asString())
                .isEqualTo("A11");
        assertThat(org.get("/v2/companies/tree?externalId=HQ&depth=0").at("/company/subCompanies"))
                .isEmpty();
        assertThat(org.get("/v2/companies/tree?externalId=A1")
                        .at("/company/subCompanies/0/externalId")
                        .asString())
                .isEqualTo("A11");
    }

    @Test
    void aHundredSubCompaniesAreShownAndAllCounted() {
        IntStream.range(0, 103).forEach(i -> below("S" + i, "DEPOT"));

        Answer tree = org.get("/v2/companies/tree?externalId=DEPOT");

        assertThat(tree.at("/company/subCompanies")).hasSize(100);
        assertThat(tree.at("/company/subCompanyCount").asInt()).isEqualTo(103);
    }

    private void below(String key, String parent) {
        Answer made = org.post(
                "/v2/companies",
                "{'externalId':'%s','name':'%s','hierarchyDefinitionCode':'NORFLEET','parentCompany':{'externalId':'%s'}}"
                        .formatted(key, key, parent));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
    }

    /// @param between what happens after each page
    private List<Long> walk(int number, String query, Runnable between) {
        List<Long> walked = new ArrayList<>();
        String start = path(number) + "/descendants?" + query;
        Answer page = org.get(start);
        for (int pages = 0; pages < 100; pages++) {
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            walked.addAll(ids(page));
            if (page.at("/cursor").isNull()) {
                assertThat(new HashSet<>(walked)).hasSameSizeAs(walked);
                return walked;
            }
            between.run();
            page = org.get(start + "&cursor=" + cursor(page));
        }
        throw new AssertionError("Pages without end");
    }

    private static String cursor(Answer page) {
        return page.at("/cursor").asString();
    }

    private static List<Long> ids(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StreamSupport.stream(answer.at("/data").spliterator(), false)
                .map(row -> row.at("/id").asLong())
                .toList();
    }

    private String path(int number) {
        return "/v2/customers/" + id(number);
    }

    private final Map<Integer, Long> known = new HashMap<>();

    private long id(int number) {
        return known.computeIfAbsent(
                number,
                n -> org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(n))
                        .at("/entity")
                        .asLong());
    }
}
