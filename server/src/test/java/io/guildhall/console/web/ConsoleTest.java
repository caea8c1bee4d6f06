package io.guildhall.console.web;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The console by its pages' text: who gets in, who sees what, and what no page does.
@RunningService
class ConsoleTest {
    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;

    @BeforeEach
    void createOrganisation() {
        organisation = SmallFleet.create(port);
        browser = new Browser(port);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private static long person(TestOrganisation organisation, String externalId, String firstName) {
        return SmallFleet.register(organisation, externalId, firstName)
                .at("/0/entity/id")
                .asLong();
    }

    @Test
    void asksWhoeverIsNotLoggedInAndGoesOnToThePageThatWasWanted() {
        HttpResponse<String> refused = browser.get("/console/people?q=abc");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(location(refused)).contains("/console/login?to=%2Fconsole%2Fpeople%3Fq%3Dabc");

        assertThat(location(browser.logIn(organisation.till(), "/console/people?q=abc")))
                .endsWith("/console/people?q=abc");
        assertThat(browser.get("/console/people?q=abc").statusCode()).isEqualTo(200);
    }

    @Test
    void saysNothingOfWhyALoginFailed() {
        String wrongSecret = browser.logIn(organisation.till() + "x").body();
        String nobody = browser.logIn("nobody.at-all:" + "y".repeat(20)).body();

        assertThat(browser.session()).isEmpty();
        assertThat(withoutTokens(wrongSecret)).isEqualTo(withoutTokens(nobody));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/console",
                "//elsewhere.example/console/../x",
                "/console/../admin/v1/orgs",
                "/consoles",
                "javascript:alert(1)",
                "\\\\elsewhere.example",
                "/console\r\nX-Evil: 1"
            })
    void sendsNobodyElsewhereAfterTheLogin(String to) {
        HttpResponse<String> entered = browser.logIn(organisation.till(), to);

        assertThat(entered.statusCode()).isEqualTo(302);
        assertThat(location(entered)).isIn("/console", "http://127.0.0.1:" + port + "/console");
    }

    @Test
    void takesNoFormWithoutTheTokenOfThisBrowser() {
        browser.logIn(organisation.till());

        assertThat(browser.post("/console/logout", "guessed").statusCode()).isEqualTo(403);
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsFormsGoodWhateverThePageLoadsAndWhereverElseOneIs() {
        browser.logIn(organisation.till());
        String token = browser.token("/console");

        browser.get("/console/static/console.css");
        browser.get("/console/people");

        assertThat(browser.post("/console/logout", token).statusCode()).isEqualTo(302);
    }

    @Test
    void takesNoFormOfWhoeverSatHereBefore() {
        browser.logIn(organisation.till());
        String token = browser.token("/console");

        browser.logIn(organisation.till());

        assertThat(browser.post("/console/logout", token).statusCode()).isEqualTo(403);
    }

    @Test
    void logsOut() {
        browser.logIn(organisation.till());

        browser.post("/console/logout", browser.token("/console"));

        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void isClosedAtOnceToWhoeverGetsAnotherSecretOrIsSwitchedOff() {
        browser.logIn(organisation.till());

        changeTill("true");
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);

        browser.logIn(organisation.code() + ".till:another-secret-0123");
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
        changeTill("false");
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }

    private void changeTill(String active) {
        String document = """
                {'code':'%1$s','name':'Test','baseCountry':'GB','timeZone':'Europe/London','currency':'GBP','language':'en',
                 'tills':[{'code':'%1$s.till','name':'Till','secret':'another-secret-0123','active':%2$s}]}
                """.formatted(organisation.code(), active);
        assertThat(organisation
                        .asOperator("PUT", "/admin/v1/orgs/" + organisation.code(), document)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isOpenedByNoAccessTokenAndOpensNoCallOfTheApi() {
        browser.logIn(organisation.till());

        assertThat(organisation
                        .bare("GET", "/v2/companies/all", null, "Authorization", "Bearer " + browser.session())
                        .status())
                .isEqualTo(401);
        assertThat(browser.get("/v2/companies/all").statusCode()).isEqualTo(401);
        assertThat(new Browser(port)
                        .get("/console", "Cookie", "guildhall_session=" + browser.session() + "x")
                        .statusCode())
                .isEqualTo(302);
    }

    /// Whatever asks for the set-up must be in a transaction of the organisation, the frame of a page as well.
    @Test
    void isThereAtOnceAfterTheSetUpHasChanged() {
        browser.logIn(organisation.till());
        for (int i = 0; i < 20; i++) {
            organisation.get("/v2/companies/all"); // each connection has been somebody's
        }
        String renamed = """
                {'code':'%s','name':'Renamed','baseCountry':'GB','timeZone':'Europe/London','currency':'GBP','language':'en'}
                """.formatted(organisation.code());
        organisation.asOperator("PUT", "/admin/v1/orgs/" + organisation.code(), renamed);

        assertThat(browser.get("/console").body()).contains("Latest files", organisation.code());
        assertThat(organisation.get("/v2/organization/activeTill").status()).isEqualTo(200);
    }

    @Test
    void showsAPersonWithPlaceAndHistory() {
        long id = person(organisation, "P-1", "Ada");
        browser.logIn(organisation.till());

        assertThat(browser.get("/console/people?q=P-1").body()).contains("/console/people/" + id, "Ada");
        assertThat(browser.get("/console/people/" + id).body()).contains("Ada", "OWNER", "FLEET", "P-1");
    }

    @Test
    void writesNothingIntoAPageThatABrowserWouldTakeForMarkup() {
        long id = person(organisation, "P-1", "<script>alert(1)</script>");
        browser.logIn(organisation.till());

        for (String page : new String[] {
            "/console/people/" + id, "/console/people?q=%3Cscript%3E", "/console/companies", "/console/people?q=P-1"
        }) {
            assertThat(browser.get(page).body()).as(page).doesNotContain("<script>alert", "<b>quarters");
        }
    }

    @Test
    void tellsOfThingsOfAnotherOrganisationWhatItTellsOfThingsThatAreNot() {
        TestOrganisation other = SmallFleet.create(port);
        long theirs = person(other, "P-9", "Theirs");
        long company = other.get("/v2/companies?externalId=HQ").at("/companyId").asLong();
        browser.logIn(organisation.till());

        assertSame("/console/people/" + theirs, "/console/people/999999999");
        assertSame("/console/companies/" + company, "/console/companies/999999999");
        assertThat(browser.get("/console/people?q=P-9").body()).doesNotContain("Theirs");
    }

    private void assertSame(String theirs, String none) {
        HttpResponse<String> one = browser.get(theirs);
        HttpResponse<String> other = browser.get(none);
        assertThat(one.statusCode()).isEqualTo(404).isEqualTo(other.statusCode());
        String id = theirs.substring(theirs.lastIndexOf('/') + 1);
        assertThat(withoutTokens(one.body()).replaceAll("\\b" + id + "\\b", "#"))
                .isEqualTo(withoutTokens(other.body()).replace("999999999", "#"));
    }

    private static String withoutTokens(String page) {
        return page.replaceAll("(?:value=\"|TOKEN&quot;:&quot;)[^ >]*", "");
    }

    @Test
    void letsTheOperatorSeeOrganisationsAndTillsNone() {
        browser.logIn(organisation.till());
        assertThat(browser.get("/console/organisations").statusCode()).isEqualTo(403);

        try (Browser operator = new Browser(port)) {
            assertThat(location(operator.logIn(TestOrganisation.OPERATOR))).endsWith("/console/organisations");
            assertThat(operator.get("/console/organisations").body()).contains(organisation.code());
            assertThat(operator.get("/console/organisations/" + organisation.code())
                            .body())
                    .contains(organisation.code() + ".till")
                    .doesNotContain(organisation.code() + "-secret-0123");
            assertThat(operator.get("/console/people").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void letsReadersSteerNoImport() {
        String id = organisation
                .with("POST", "/v2/imports", "{}", "Content-Type", "application/x-ndjson")
                .at("/import/id")
                .asString();
        browser.logIn(organisation.reader());

        assertThat(browser.get("/console/imports/" + id).statusCode()).isEqualTo(200);
        assertThat(browser.post("/console/imports/" + id + "/cancel", browser.token("/console"))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/people/abc",
                "/console/people?offset=-1&q=abc",
                "/console/people?q=%00%00%00",
                "/console/people?q=%ff%fe%fd",
                "/console/people?%00=abc",
                "/console/imports/1-1-1-1-1",
                "/console/companies?offset=x",
                "/console/companies/0?day=31-12-2020",
                "/console/imports/none",
                "/console/nowhere"
            })
    void answersWhatCannotBeShownWithAClearStatus(String path) {
        browser.logIn(organisation.till());

        assertThat(browser.get(path).statusCode()).isBetween(200, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /console/people?q=%zz%zz", "GET /console/login?to=%zz", "GET /console/people?%=a"})
    void takesAQueryThatCannotBeReadForNoFaultOfOurs(String requestLine) throws IOException {
        browser.logIn(organisation.till());
        String request = requestLine + " HTTP/1.1\r\nHost: localhost\r\nCookie: guildhall_session=" + browser.session()
                + "\r\nConnection: close\r\n\r\n";

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void allowsPagesNothingButWhatThisServerServes() {
        browser.logIn(organisation.till());

        HttpResponse<String> page = browser.get("/console");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", " style=", " onclick=", "//cdn");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void servesFilesUnderTheHashOfTheirContentForEver() {
        Matcher script = Pattern.compile("src=\"(/console/static/lib/htmx[^\"]+)\"")
                .matcher(browser.get("/console/login").body());
        assertThat(script.find()).isTrue();
        assertThat(script.group(1)).matches(".*htmx\\.min-[0-9a-f]{32}\\.js");

        HttpResponse<String> file = browser.get(script.group(1));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(browser.get("/console/static/lib/htmx.esm.js").statusCode()).isEqualTo(404);
        assertThat(browser.get("/console/static/../../application.yaml").statusCode())
                .isBetween(400, 404);
    }
}
