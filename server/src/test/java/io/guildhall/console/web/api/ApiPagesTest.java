package io.guildhall.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.console.web.Browser;
import io.guildhall.docs.Contract;
import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.ContractDocument;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The contract as pages, and the token that a page gets to try its calls.
@RunningService
class ApiPagesTest {
    private static final String TOKEN = "/console/api/token";

    @LocalServerPort
    private int port;

    @Autowired
    private ContractDocument document;

    private TestOrganisation org;
    private Browser browser;

    @BeforeEach
    void createOrganisation() {
        org = Fleet.create(port);
        browser = new Browser(port);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private String token() {
        HttpResponse<String> answer = browser.post(TOKEN, browser.token("/console/api"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return answer.body().replaceFirst(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    private Answer call(String token, String method, String path, String body) {
        return org.bare(method, path, body, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    @Test
    void showsEachCallAndSchemaOfTheContract() {
        browser.logIn(org.till());
        Contract contract = document.contract();

        for (Call call : contract.calls().toList()) {
            HttpResponse<String> page = browser.get("/console/api/calls/" + call.id());
            assertThat(page.statusCode()).as(call.id()).isEqualTo(200);
            assertThat(page.body()).contains(call.path()).doesNotContain("??");
        }
        for (String name : contract.schemas().keySet()) {
            HttpResponse<String> page = browser.get("/console/api/schemas/" + name);
            assertThat(page.statusCode()).as(name).isEqualTo(200);
            assertThat(page.body()).doesNotContain("??");
        }
        HttpResponse<String> part = browser.get("/console/api/schemas/ProfileDraft", "HX-Request", "true");
        assertThat(part.body()).contains("identifiers").doesNotContain("<html");
    }

    @Test
    void findsCallsByTheirWords() {
        browser.logIn(org.till());

        assertThat(browser.get("/console/api?q=put+Bulk").body())
                .contains("update-association-details")
                .doesNotContain("calls/associate-customer");
        assertThat(browser.get("/console/api?q=%3Cb%3Enothing").body())
                .contains("No call has all words", "&lt;b&gt;nothing")
                .doesNotContain("<b>nothing");
        assertThat(browser.get("/console/api?q=%00").statusCode()).isBetween(200, 404);
    }

    @Test
    void showsTillsTheirCallsAndTheOperatorTheirs() {
        browser.logIn(org.till());
        assertThat(browser.get("/console/api").body())
                .contains("/v2/customers/bulk")
                .doesNotContain("/admin/v1/orgs");
        assertThat(browser.get("/console/api/calls/list-organisations").body()).doesNotContain("id=\"send\"");

        try (Browser operator = new Browser(port)) {
            operator.logIn(TestOrganisation.OPERATOR);
            assertThat(operator.get("/console/api").body())
                    .contains("/admin/v1/orgs", "/health/ready")
                    .doesNotContain("/v2/customers/bulk");
            assertThat(operator.get("/console/api/calls/associate-customer").body())
                    .doesNotContain("id=\"send\"");
        }
    }

    @Test
    void tellsReadersWhatTheApiWillRefuse() {
        browser.logIn(org.reader());

        assertThat(browser.get("/console/api/calls/associate-customer").body()).contains("as a dry run alone");
        assertThat(browser.get("/console/api/calls/list-companies").body()).doesNotContain("role READ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls/nothing", "schemas/Nothing", "calls/%3Cscript%3E", "calls/", "token"})
    void knowsNoOthers(String path) {
        browser.logIn(org.till());

        assertThat(browser.get("/console/api/" + path).statusCode()).isBetween(400, 405);
    }

    @Test
    void callsAsTheTillThatIsLoggedInWithItsRights() throws Exception {
        browser.logIn(org.till());
        String writer = token();
        browser.logIn(org.reader());
        String reader = token();
        String people = "[" + Fleet.person(301) + "]";

        assertThat(call(writer, "GET", "/v2/organization/activeTill", null).status())
                .isEqualTo(200);
        Answer written = call(writer, "POST", Fleet.BULK, people);
        assertThat(written.status()).isEqualTo(200);
        String change = written.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + change).at("/by/till").asString()).isEqualTo(org.code() + ".till");
        assertThat(call(writer, "GET", "/admin/v1/orgs", null).status()).isEqualTo(403);

        assertThat(call(reader, "GET", "/v2/companies/all", null).status()).isEqualTo(200);
        assertThat(call(reader, "POST", Fleet.BULK, people).status()).isEqualTo(403);

        var claims = SignedJWT.parse(writer).getJWTClaimsSet();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(300_000);
    }

    @Test
    void callsAsTheOperator() {
        browser.logIn(TestOrganisation.OPERATOR);
        String token = token();

        assertThat(call(token, "GET", "/admin/v1/orgs", null).status()).isEqualTo(200);
        assertThat(call(token, "GET", "/v2/companies/all", null).status()).isEqualTo(403);
    }

    @Test
    void givesATokenToThePageOfThisBrowserAlone() {
        browser.logIn(org.till());
        assertThat(browser.post(TOKEN, "guessed").statusCode()).isEqualTo(403);
        assertThat(browser.get(TOKEN).statusCode()).isEqualTo(405);

        try (Browser stranger = new Browser(port)) {
            assertThat(stranger.post(TOKEN, stranger.token("/console/login")).statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void isNoSessionAndASessionIsNoToken() {
        browser.logIn(org.till());
        String token = token();

        assertThat(call(browser.session(), "GET", "/v2/companies/all", null).status())
                .isEqualTo(401);
        try (Browser other = new Browser(port)) {
            assertThat(other.get("/console", "Cookie", "guildhall_session=" + token)
                            .statusCode())
                    .isEqualTo(302);
        }
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThat(call(forged, "GET", "/v2/companies/all", null).status()).isEqualTo(401);
    }

    @Test
    void endsWithTheTill() {
        browser.logIn(org.till());
        String token = token();

        org.apply("'active':false", "");
        assertThat(call(token, "GET", "/v2/companies/all", null).status()).isEqualTo(401);
        org.apply("'active':true", "");
        assertThat(call(token, "GET", "/v2/companies/all", null).status()).isEqualTo(200);
        String renewed = """
                {'code':'%1$s','name':'Test','baseCountry':'GB','timeZone':'Europe/London','currency':'GBP','language':'en',
                 'tills':[{'code':'%1$s.till','name':'Till','secret':'another-secret-0123'}]}
                """.formatted(org.code());
        org.asOperator("PUT", "/admin/v1/orgs/" + org.code(), renewed);
        assertThat(call(token, "GET", "/v2/companies/all", null).status()).isEqualTo(401);
    }
}
