package io.guildhall.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.count.CountRollUp;
import io.guildhall.postgres.OwnerAccess;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningService
class StatisticsApiTest {
    private static final String PATH = "/v2/statistics";

    @LocalServerPort
    private int port;

    @Autowired
    private CountRollUp rollUp;

    private TestOrganisation org;

    @BeforeEach
    void create() {
        org = Fleet.create(port);
    }

    @Test
    void showsPeopleCompaniesAndLinksByRole() {
        Fleet.post(
                org,
                Fleet.person(301, Fleet.at("FLEET_OWNER", Fleet.over(Fleet.person(302)))),
                Fleet.person(303, Fleet.at("DRIVER")),
                Fleet.person(304, Fleet.in("TINY", "BOSS")),
                Fleet.person(305));
        org.delete("/v2/companies?externalId=DEPOT");

        for (int look = 0; look < 2; look++) { // before and after all is summed up
            Answer told = org.get(PATH);
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.at("/people").asLong()).isEqualTo(5);
            assertThat(told.at("/companies/active").asLong()).isEqualTo(1);
            assertThat(told.at("/companies/inactive").asLong()).isEqualTo(1);
            assertThat(told.at("/links/total").asLong()).isEqualTo(4);
            assertThat(roles(told))
                    .startsWith(
                            "NORFLEET GROUP_OWNER 0",
                            "NORFLEET FLEET_OWNER 1",
                            "NORFLEET DEPOT_MGR 1",
                            "NORFLEET DRIVER 1")
                    .contains("TINY BOSS 1", "TINY CREW 0");
            rollUp.run();
        }
    }

    @Test
    void showsOneHierarchyAloneWhereAskedTo() {
        Fleet.post(org, Fleet.person(301, Fleet.at("DRIVER")), Fleet.person(302, Fleet.in("TINY", "BOSS")));

        Answer told = org.get(PATH + "?hierarchyCode=TINY");

        assertThat(told.at("/people").asLong()).as("people belong to none").isEqualTo(2);
        assertThat(told.at("/companies/active").asLong()).isZero();
        assertThat(told.at("/links/total").asLong()).isEqualTo(1);
        assertThat(roles(told)).containsExactly("TINY BOSS 1", "TINY CREW 0");
        assertThat(org.get(PATH + "?hierarchyCode=NONE").errors()).containsExactly("1616 -");
    }

    @Test
    void growthTellsOfEveryDay(@Autowired Environment environment) {
        Fleet.post(org, Fleet.person(301, Fleet.at("FLEET_OWNER", Fleet.over(Fleet.person(302)))));
        rollUp.run();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JdbcClient.create(OwnerAccess.to(environment))
                .sql("UPDATE day_count SET day = day - 3 WHERE org_id = (SELECT org_id FROM org WHERE code = :code)")
                .param("code", org.code())
                .update();
        Fleet.post(org, Fleet.person(303, Fleet.at("DRIVER")), Fleet.person(304));

        Answer week = org.get(PATH + "?from=" + today.minusDays(6) + "&to=" + today);
        Answer before = org.get(PATH + "?from=" + today.minusDays(5) + "&to=" + today.minusDays(4));
        Answer after = org.get(PATH + "?from=" + today.minusDays(1));

        assertThat(growth(week))
                .containsExactly(
                        today.minusDays(6) + " 0 0 0 +0 +0 +0",
                        today.minusDays(5) + " 0 0 0 +0 +0 +0",
                        today.minusDays(4) + " 0 0 0 +0 +0 +0",
                        today.minusDays(3) + " 2 2 2 +2 +2 +2",
                        today.minusDays(2) + " 2 2 2 +0 +0 +0",
                        today.minusDays(1) + " 2 2 2 +0 +0 +0",
                        today + " 4 2 3 +2 +0 +1");
        assertThat(growth(before)).allMatch(day -> day.endsWith(" 0 0 0 +0 +0 +0"));
        assertThat(before.at("/people").asLong()).as("totals are those of now").isEqualTo(4);
        assertThat(growth(after)).containsExactly(today.minusDays(1) + " 2 2 2 +0 +0 +0", today + " 4 2 3 +2 +0 +1");
    }

    @Test
    void aMonthIsShownUnlessAskedForSomethingElse() {
        Answer told = org.get(PATH);

        assertThat(growth(told)).hasSize(30);
        assertThat(told.at("/to").asString())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2020-02-30",
                "to=9999-12-31",
                "from=2020-01-01&to=2021-01-01",
                "from=2020-01-02&to=2020-01-01",
                "to=-999999999-01-01",
                "from=0000-01-01&to=0000-01-02",
                "hierarchyCode=%00"
            })
    void refusesPeriodsThatAreNone(String query) {
        Answer refused = org.get(PATH + "?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("1686 -");
    }

    @Test
    void takesAYearWithALeapDay() {
        assertThat(growth(org.get(PATH + "?from=2020-01-01&to=2020-12-31"))).hasSize(366);
    }

    @Test
    void aMoveWithinRoleAndCompanyChangesNoNumber() {
        Fleet.post(
                org,
                Fleet.person(301, Fleet.at("DEPOT_MGR", Fleet.over(Fleet.person(302)))),
                Fleet.person(303, Fleet.at("DEPOT_MGR")));
        String before = org.get(PATH).body().toString();

        Answer moved = Fleet.put(org, Fleet.person(302, Fleet.in("NORFLEET", "DRIVER", Fleet.under(303))));

        assertThat(moved.at("/0/errors")).isEmpty();
        assertThat(org.get(PATH).body().toString()).isEqualTo(before);
    }

    @Test
    void readersMayLookAndOthersHaveNumbersOfTheirOwn() {
        Fleet.post(org, Fleet.person(301, Fleet.at("DRIVER")));

        assertThat(org.asReader("GET", PATH, null).at("/people").asLong()).isEqualTo(1);
        assertThat(Fleet.create(port).get(PATH).at("/people").asLong()).isZero();
        assertThat(org.anonymously("GET", PATH, null).status()).isEqualTo(401);
    }

    @Test
    void theTreeOfACompanyShowsTheSameNumbersNowAndThen() {
        Fleet.post(
                org,
                Fleet.person(301, Fleet.at("FLEET_OWNER", Fleet.over(Fleet.person(302)))),
                Fleet.person(303, Fleet.at("DRIVER")));
        String tree = "/v2/companies/tree?externalId=HQ";

        String noted = org.get(tree).at("/company/roles").toString();
        rollUp.run();
        String summed = org.get(tree).at("/company/roles").toString();
        String counted = org.get(tree + "&asOf=" + java.time.Instant.now())
                .at("/company/roles")
                .toString();

        assertThat(noted).isEqualTo(counted).contains("DRIVER");
        assertThat(summed).isEqualTo(counted);
    }

    private static List<String> roles(Answer told) {
        return all(
                told.at("/links/roles"),
                role -> role.path("hierarchyCode").asString() + " "
                        + role.path("roleCode").asString() + " "
                        + role.path("count").asLong());
    }

    private static List<String> growth(Answer told) {
        return all(
                told.at("/growth"),
                day -> "%s %d %d %d %+d %+d %+d"
                        .formatted(
                                day.path("date").asString(),
                                day.path("people").asLong(),
                                day.path("companies").asLong(),
                                day.path("links").asLong(),
                                day.path("peopleAdded").asLong(),
                                day.path("companiesAdded").asLong(),
                                day.path("linksAdded").asLong()));
    }

    private static List<String> all(JsonNode array, java.util.function.Function<JsonNode, String> text) {
        return StreamSupport.stream(array.spliterator(), false).map(text).toList();
    }
}
