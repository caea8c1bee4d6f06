package io.guildhall.console.web.hierarchies;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.console.web.Browser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The room of hierarchies by its pages' text.
@RunningService
class HierarchiesTest {
    private static final String SETUP =
            "'sources':[{'source':'INSTORE'}],'settings':{'primaryIdentifier':'externalId'},"
                    + "'hierarchies':[{'code':'FLEET','name':'<b>Fleet</b>','hierarchyCreationStrict':false,"
                    + "'roles':[{'code':'OWNER','childRoleCode':'DRIVER','maxChild':9,"
                    + "'permissions':[{'permissionCode':'earn_points'},{'permissionCode':'burn_points','permissionValue':false}]},"
                    + "{'code':'DRIVER'}]}]";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"");

    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;
    private String page;

    @BeforeEach
    void logIn() {
        organisation = TestOrganisation.create(port, SETUP);
        browser = new Browser(port);
        browser.logIn(organisation.till());
        page = "/console/hierarchies/"
                + organisation.get("/v2/fleetHierarchy?code=FLEET").at("/id").asLong();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private void link() {
        String child = "{'profiles':[{'identifiers':[{'type':'externalId','value':'%s'}]}],'childRoleCode':'DRIVER'}";
        organisation.post(
                "/v2/customers/bulk?source=INSTORE",
                "[{'profiles':[{'identifiers':[{'type':'externalId','value':'O'}]}],'associationDetails':{'roleCode':'OWNER',"
                        + "'childCustomers':[" + child.formatted("A") + "," + child.formatted("B") + "],"
                        + "'fleetCompany':{'externalId':'HQ','name':'HQ','hierarchyDefinitionCode':'FLEET'}}}]");
    }

    private String seen() {
        var found = SEEN.matcher(browser.get(page + "/edit").body());
        return found.find() ? found.group(1) : "";
    }

    private HttpResponse<String> press(String address, String button, String cap, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "do",
                button,
                "/code",
                "FLEET",
                "/name",
                "Fleet",
                "/active",
                "on",
                "/roles/0/code",
                "OWNER",
                "/roles/0/childRoleCode",
                "DRIVER",
                "/roles/0/maxChild",
                cap,
                "/roles/0/permissions",
                "earn_points",
                "/roles/0/denied",
                "burn_points",
                "/roles/1/code",
                "DRIVER"));
        fields.addAll(List.of(more));
        return browser.post(address, browser.token(page), fields.toArray(String[]::new));
    }

    @Test
    void drawsTheRolesWithCapsAndPermissions() {
        link();

        assertThat(browser.get("/console/hierarchies").body())
                .contains("FLEET", "&lt;b&gt;Fleet&lt;/b&gt;")
                .doesNotContain("<b>Fleet");
        assertThat(browser.get(page).body())
                .contains("OWNER", "up to 9", "DRIVER", "Earn points", "1 person", "2 people")
                .doesNotContain("<b>Fleet");
    }

    @Test
    void savesWhatTheApiWouldTakeAndKeepsWhatTheFormDoesNotShow() {
        HttpResponse<String> saved = press(page + "/edit", "save", "12", "seen", seen());

        assertThat(location(saved)).endsWith(page + "?saved");
        var stored = organisation.get("/v2/fleetHierarchy?code=FLEET");
        assertThat(stored.at("/roles/0/maxChild").asInt()).isEqualTo(12);
        assertThat(stored.at("/roles/0/permissions").toString())
                .contains("\"earn_points\",\"permissionValue\":true", "\"burn_points\",\"permissionValue\":false");
    }

    @Test
    void tellsAtTheFieldWhichRuleIsBroken() {
        String body = press(page + "/edit/check", "check", "30001").body();

        assertThat(body)
                .containsPattern("id=\"e-roles-0-maxChild\"><span>maxChild of role OWNER is over the limit")
                .contains("One thing is to be put right");
        assertThat(press(page + "/edit/check", "check", "many").body())
                .containsPattern("id=\"e-roles-0-maxChild\"><span>");
        assertThat(press(page + "/edit", "save", "30001", "seen", seen()).body())
                .contains("over the limit");
    }

    @Test
    void tellsWhoStandsInTheWayOfALowerCap() {
        link();

        assertThat(press(page + "/edit/check", "check", "1").body()).contains("What it would break", "/impact");
        assertThat(press(page + "/edit/impact", "", "1").body())
                .contains("1 person:", "Children of role OWNER may not exceed 1", "at most 2 now");
        assertThat(press(page + "/edit", "save", "1", "seen", seen()).body()).contains("in use", "at most 2 now");
        assertThat(organisation
                        .get("/v2/fleetHierarchy?code=FLEET")
                        .at("/roles/0/maxChild")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void overwritesNothingThatSomebodyElseHasChangedMeanwhile() {
        String seen = seen();
        press(page + "/edit", "save", "12", "seen", seen);

        String body = press(page + "/edit", "save", "15", "seen", seen).body();

        assertThat(body).contains("Somebody else has changed this hierarchy");
        assertThat(organisation
                        .get("/v2/fleetHierarchy?code=FLEET")
                        .at("/roles/0/maxChild")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void addsAndRemovesRolesWithoutAScript() {
        assertThat(press(page + "/edit", "add", "9").body()).contains("name=\"/roles/2/code\"");
        assertThat(press(page + "/edit", "remove-1", "9").body())
                .doesNotContain("name=\"/roles/1/code\"")
                .contains("A hierarchy needs at least 2 roles");
        assertThat(press(page + "/edit", "remove-99999999999", "9").statusCode())
                .isEqualTo(200);
    }

    @Test
    void createsOneUnlessTheCodeIsTaken() {
        assertThat(browser.get("/console/hierarchies/new").statusCode()).isEqualTo(200);
        assertThat(press("/console/hierarchies/new", "save", "9").body()).contains("Hierarchy code FLEET exists");

        HttpResponse<String> created = browser.post(
                "/console/hierarchies/new",
                browser.token(page),
                "do",
                "save",
                "/code",
                "N<i>",
                "/active",
                "on",
                "/roles/0/code",
                "<u>A",
                "/roles/0/childRoleCode",
                "B",
                "/roles/0/maxChild",
                "1",
                "/roles/1/code",
                "B");

        assertThat(created.statusCode()).isEqualTo(302);
        assertThat(browser.get("/console/hierarchies").body())
                .contains("N&lt;i&gt;")
                .doesNotContain("N<i>", "<u>A");
    }

    @Test
    void switchesOffAndAsksWhereItIsInUse() {
        link();

        assertThat(browser.post(page + "/off", browser.token(page)).body()).contains("Switch off all the same");
        assertThat(location(browser.post(page + "/off", browser.token(page), "force", "on")))
                .endsWith("?saved");
        assertThat(browser.get(page).body()).contains("Switched off");
    }

    @Test
    void showsReadersEverythingAndLetsThemChangeNothing() {
        try (Browser reader = new Browser(port)) {
            reader.logIn(organisation.reader());

            assertThat(reader.get(page).body()).contains("OWNER").doesNotContain(page + "/edit");
            assertThat(reader.get(page + "/edit").statusCode()).isEqualTo(403);
            assertThat(reader.post(page + "/edit", reader.token(page), "do", "save")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(reader.post(page + "/off", reader.token(page)).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void knowsNoOtherOrganisationsAndTakesNoForgedForms() {
        TestOrganisation other = TestOrganisation.create(port, SETUP);
        String theirs = "/console/hierarchies/"
                + other.get("/v2/fleetHierarchy?code=FLEET").at("/id").asLong();

        assertThat(browser.get(theirs).statusCode()).isEqualTo(404);
        assertThat(browser.get(theirs + "/edit").statusCode()).isEqualTo(404);
        assertThat(press(theirs + "/edit", "save", "1").statusCode()).isEqualTo(404);
        assertThat(press(theirs + "/edit/impact", "", "1").statusCode()).isEqualTo(404);
        assertThat(browser.get("/console/hierarchies/none").statusCode()).isEqualTo(404);
        assertThat(browser.post(page + "/edit", "guessed", "do", "save").statusCode())
                .isEqualTo(403);
    }

    @Test
    void survivesWhateverAFormBrings() {
        assertThat(browser.post(page + "/edit", browser.token(page), "do", "\u0000", "/code", "\u0000")
                        .statusCode())
                .isLessThan(500);
        assertThat(press(page + "/edit/check", "check", "999999999999999999999999")
                        .body())
                .contains("e-roles-0-maxChild");
        assertThat(press(page + "/edit/check", "check", "9", "/roles/0/permissions", "<i>fly")
                        .body())
                .contains("Permission code &lt;i&gt;fly is unknown");
        assertThat(press(page + "/edit/check", "check", "9", "/roles/900/code", "X")
                        .statusCode())
                .isEqualTo(200);
    }
}
