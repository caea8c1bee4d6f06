package io.guildhall.console.web.organisations;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.console.web.Browser;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The operator's room by its pages' text.
@RunningService
class OrganisationsTest {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"(\\d+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Za-z0-9_-]{40})</code>");

    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser operator;
    private String page;

    @BeforeEach
    void logIn() {
        organisation = TestOrganisation.create(port, "'sources':[{'source':'INSTORE'}]");
        operator = new Browser(port);
        operator.logIn(TestOrganisation.OPERATOR);
        page = "/console/organisations/" + organisation.code();
    }

    @AfterEach
    void closeBrowser() {
        operator.close();
    }

    private String seen() {
        Matcher found = SEEN.matcher(operator.get(page + "/document").body());
        return found.find() ? found.group(1) : "";
    }

    private HttpResponse<String> press(String button, String text, String seen) {
        return operator.post(
                page + "/document", operator.token(page), "do", button, "text", text.replace('\'', '"'), "seen", seen);
    }

    private String check(String text) {
        return operator.post(
                        page + "/document/check", operator.token(page), "text", text.replace('\'', '"'), "seen", seen())
                .body();
    }

    @Test
    void showsTheDocumentReadyToBeChanged() {
        String body = operator.get(page + "/document").body();

        assertThat(body).contains("<textarea", "&quot;baseCountry&quot;: &quot;GB&quot;", "seen");
        assertThat(body).doesNotContain("secret&quot;");
    }

    @Test
    void tellsInWhichLineSomethingIsWrong() {
        assertThat(check("{\n'name':'X',\n'nam':'Y'\n}")).contains("data-line=\"3\"", "/nam", "One thing is");
        assertThat(check("{\n'name':'X',\n}")).contains("data-line=\"3\"");
        assertThat(check("{\n'name':'X',\n'name':'Y'}")).contains("data-line=\"3\"");
        assertThat(check("{'tills':[\n{'code':'a:b'}]}")).contains("data-line=\"2\"", "/tills/0/code");
        assertThat(check("[]")).contains("The document is not an object");
        assertThat(check("")).contains("data-line=\"1\"");
        assertThat(check("[".repeat(2_000))).contains("data-line=\"1\"");
        assertThat(check("{'<script>':1}")).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void showsWhatWouldChangeThenAppliesIt() {
        String seen = seen();
        String document = "{'name':'Renamed','settings':{'autoMerge':true},"
                + "'customFields':[{'name':'shift','dataType':'STRING'}]}";

        assertThat(press("review", document, seen).body())
                .contains("Nothing is written yet", "Renamed", "settings/autoMerge", "customFields/shift", "new")
                .contains("Not in the text, and kept", "sources/INSTORE");
        assertThat(seen()).isEqualTo(seen);

        assertThat(location(press("apply", document, seen))).contains(page + "?applied=");
        assertThat(operator.get(page).body()).contains("Renamed");
    }

    @Test
    void appliesNothingOverWhatSomebodyElseHasChangedMeanwhile() {
        String seen = seen();
        press("apply", "{'name':'First'}", seen);

        assertThat(press("apply", "{'name':'Second'}", seen).body())
                .contains("The organisation has been changed meanwhile");
        assertThat(operator.get(page).body()).contains("First");
    }

    @Test
    void foundsAnOrganisationAndOverwritesNone() {
        String body = operator.get("/console/organisations/new").body();
        assertThat(body).contains("acme.desk");
        String code = "n" + organisation.code().substring(1);
        String document = """
                {"code":"%1$s","name":"New","baseCountry":"GB","timeZone":"Europe/London","currency":"GBP","language":"en",
                 "tills":[{"code":"%1$s.desk","secret":"a-secret-of-this-test"}]}
                """.formatted(code);

        assertThat(operator.post("/console/organisations/new", operator.token(page), "text", document, "do", "review")
                        .body())
                .contains("tills/" + code + ".desk");
        HttpResponse<String> applied = operator.post(
                "/console/organisations/new", operator.token(page), "text", document, "seen", "0", "do", "apply");
        assertThat(location(applied)).contains("/console/organisations/" + code + "?applied=");
        assertThat(operator.post("/console/organisations/new", operator.token(page), "text", document, "do", "apply")
                        .body())
                .contains("An organisation of this code exists");
        assertThat(operator.post("/console/organisations/new", operator.token(page), "text", "{\"name\":\"x\"}")
                        .body())
                .contains("/code");
    }

    @Test
    void replacesASecretShowsItOnceAndVoidsTheFormerOne() {
        String till = organisation.code() + ".till";
        String body = operator.post(page + "/secret", operator.token(page), "kind", "TILL", "name", till)
                .body();
        Matcher shown = SECRET.matcher(body);
        assertThat(shown.find()).isTrue();

        assertThat(organisation.get("/v2/companies/all").status()).isEqualTo(401);
        try (Browser browser = new Browser(port)) {
            assertThat(location(browser.logIn(till + ":" + shown.group(1)))).endsWith("/console");
        }
        assertThat(operator.get(page).body()).doesNotContain(shown.group(1));
        assertThat(operator.post(page + "/secret", operator.token(page), "kind", "TILL", "name", "nobody")
                        .body())
                .doesNotContain("The new secret");
    }

    @Test
    void locksATillAndLetsItInAgain() {
        String till = organisation.code() + ".till";
        operator.post(page + "/active", operator.token(page), "kind", "TILL", "name", till, "active", "false");
        assertThat(organisation.get("/v2/companies/all").status()).isEqualTo(401);
        assertThat(operator.get(page).body()).contains("Locked", "Unlock");

        operator.post(page + "/active", operator.token(page), "kind", "TILL", "name", till, "active", "true");
        assertThat(organisation.get("/v2/companies/all").status()).isEqualTo(200);
    }

    @Test
    void tellsWhenATillLastCameIn() {
        assertThat(operator.get(page).body()).contains("Never");

        organisation.get("/v2/companies/all");
        organisation.asReader("GET", "/v2/companies/all", null);

        assertThat(operator.get(page).body()).doesNotContain("Never");
    }

    @Test
    void isClosedToTills() {
        try (Browser till = new Browser(port)) {
            till.logIn(organisation.till());
            String token = till.token("/console");

            assertThat(till.get(page).statusCode()).isEqualTo(403);
            assertThat(till.get(page + "/document").statusCode()).isEqualTo(403);
            assertThat(till.post(page + "/document", token, "do", "apply", "text", "{}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(till.post(page + "/document/check", token, "text", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(till.post(page + "/secret", token, "kind", "TILL", "name", organisation.code() + ".till")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(till.get("/console/organisations/new").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void takesNoForgedFormsAndNoMoreThanAFormCarries() {
        assertThat(operator.post(page + "/document", "guessed", "do", "apply", "text", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(press("apply", "{\"name\":\"" + "x".repeat(3_000_000) + "\"}", seen())
                        .statusCode())
                .isBetween(400, 499);
        assertThat(press("apply", "{}", "many").statusCode()).isEqualTo(404);
        assertThat(operator.get("/console/organisations/nowhere").statusCode()).isEqualTo(404);
        assertThat(operator.get("/console/organisations/nowhere/document").statusCode())
                .isEqualTo(404);
    }
}
