package io.guildhall.console.web.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.console.web.Browser;
import io.guildhall.console.web.SmallFleet;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Change sets in the console: what a call did, and taking it back.
@RunningService
class ChangePagesTest {
    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;

    @BeforeEach
    void createOrganisation() {
        organisation = SmallFleet.create(port);
        browser = new Browser(port);
        browser.logIn(organisation.till());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private static String change(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id").orElseThrow();
    }

    private Answer rename(String externalId, String firstName) {
        return organisation.put(
                "/v2/customers/bulk?source=INSTORE", "[" + SmallFleet.person(externalId, firstName, "") + "]");
    }

    @Test
    void showsEachRecordThatACallMadeWithNamesInsteadOfIds() {
        Answer registered = SmallFleet.register(organisation, "P-1", "Ada");
        long id = registered.at("/0/entity/id").asLong();

        String page = browser.page("/console/changes/" + change(registered));

        assertThat(page)
                .contains("People registered and linked", "POST /v2/customers/bulk", organisation.code() + ".till")
                .contains("href=\"/console/people/" + id + "\">Ada</a>", "OWNER", "P-1")
                .contains("Head &lt;b&gt;quarters&lt;/b&gt;")
                .doesNotContain("<b>quarters");
    }

    @Test
    void showsWhatWasAndWhatIsSideBySide() {
        SmallFleet.register(organisation, "P-1", "Ada");

        String page = browser.page("/console/changes/" + change(rename("P-1", "Augusta")));

        assertThat(page)
                .contains("<del><bdi>Ada</bdi></del>", "<ins><bdi>Augusta</bdi></ins>", "First name", "unchanged");
    }

    @Test
    void showsRecordsOfOneKindAlone() {
        String path = "/console/changes/" + change(SmallFleet.register(organisation, "P-1", "Ada"));

        assertThat(browser.page(path + "?type=COMPANY")).contains("External id").doesNotContain("First name");
        assertThat(browser.get(path + "?type=NONE").statusCode()).isEqualTo(400);
    }

    @Test
    void showsHundredsOfRecordsInParts() {
        StringBuilder people = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            people.append(i == 0 ? "" : ",").append(SmallFleet.person("P-" + i, "Name" + i, ""));
        }
        String path = "/console/changes/"
                + change(organisation.post("/v2/customers/bulk?source=INSTORE", "[" + people + "]"));

        String first = browser.page(path + "?type=CUSTOMER");
        assertThat(first).contains("Name0", "Name24").doesNotContain("Name25");
        String second = browser.page(next(first));
        assertThat(second).contains("Name25", "Name49").doesNotContain("Name24", "Name50");
        assertThat(browser.page(next(second))).contains("Name50", "Name59").doesNotContain("rel=\"next\"");
    }

    private static String next(String page) {
        return page.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    }

    @Test
    void listsWhatCallsDidTheNewestFirstAndThoseThatAreWanted() {
        String first = change(SmallFleet.register(organisation, "P-1", "Ada"));
        String second = change(rename("P-1", "Augusta"));

        String all = browser.page("/console/changes");
        assertThat(all).contains("hx-trigger=\"every 5s\"", "People · 1 new", "Companies · 1 new", "Places · 1 new");
        assertThat(all.indexOf(second)).isBetween(0, all.indexOf(first));
        assertThat(browser.page("/console/changes?kind=COMPANY"))
                .contains(first)
                .doesNotContain(second);
        assertThat(browser.page("/console/changes?till=" + organisation.code() + ".reader"))
                .contains("No change is like that.")
                .doesNotContain(first);
        assertThat(browser.page("/console/changes?day=2020-01-31")).doesNotContain(first);
        assertThat(browser.page("/console/changes?live=off")).contains(first).doesNotContain("every 5s");
    }

    @Test
    void listsManyInParts() {
        for (int i = 0; i < 27; i++) {
            SmallFleet.register(organisation, "P-" + i, "Name" + i);
        }
        String first = browser.page("/console/changes");
        assertThat(first.split("id=\"change-")).hasSize(26);

        String second = browser.page(next(first));
        assertThat(second.split("id=\"change-")).hasSize(3);
        assertThat(second).contains("Newest").doesNotContain("every 5s", "rel=\"next\"");

        browser.logIn(SmallFleet.create(port).till());
        assertThat(browser.get(next(first)).statusCode()).isEqualTo(400);
    }

    @Test
    void takesACallBackAfterShowingWhatThatDoes() {
        String change = change(SmallFleet.register(organisation, "P-1", "Ada"));
        String path = "/console/changes/" + change + "/revert";

        String preview = browser.page(path);
        assertThat(preview).contains("Take this back?", "Take it back", "Ada", "gone");
        assertThat(browser.page("/console/people?q=P-1")).contains("Ada");

        String done = browser.post(path, browser.token(path)).body();
        String revert = done.replaceAll("(?s).*href=\"/console/changes/([0-9a-f-]{36})\">Open the change.*", "$1");
        assertThat(done).contains("Taken back");
        assertThat(browser.page("/console/people?q=P-1")).doesNotContain("Ada");
        assertThat(browser.page("/console/changes/" + change))
                .contains("This has been taken back", revert)
                .doesNotContain("/revert\"");
        assertThat(browser.page(path)).contains("This has been taken back");
        assertThat(browser.post(path, browser.token(path)).body()).contains("This has been taken back");

        String again = "/console/changes/" + revert + "/revert";
        assertThat(browser.page("/console/changes/" + revert)).contains("A change taken back", change, again);
        browser.post(again, browser.token(again));
        assertThat(browser.page("/console/people?q=P-1")).contains("Ada");
        assertThat(browser.page(path)).contains("Take it back");
    }

    @Test
    void showsWhatStaysAndWhichChangeIsToBlame() {
        String change = change(SmallFleet.register(organisation, "P-1", "Ada"));
        String later = change(rename("P-1", "Augusta"));

        assertThat(browser.page("/console/changes/" + change + "/revert"))
                .contains("What stays as it is", "It has been changed since", "/console/changes/" + later, "Augusta");
    }

    @Test
    void takesBackAnImportAfterShowingWhatThatDoes() throws InterruptedException {
        String rows = (SmallFleet.person("I-1", "Iris", "") + "\n" + SmallFleet.person("I-2", "Ivo", "") + "\n")
                .replace('\'', '"');
        String id = organisation
                .with("POST", "/v2/imports?source=INSTORE", rows, "Content-Type", "application/x-ndjson")
                .at("/import/id")
                .asString();
        for (int i = 0; i < 200 && !state(id).equals("SUCCEEDED"); i++) {
            Thread.sleep(50);
        }
        assertThat(state(id)).isEqualTo("SUCCEEDED");
        String path = "/console/imports/" + id;
        assertThat(browser.page(path)).contains("1 change", path + "/revert");
        assertThat(browser.page(path + "/changes")).contains("Part 1");

        assertThat(browser.page(path + "/revert")).contains("Finding out");
        assertThat(browser.page(path + "/revert?trial")).contains("Take it back");
        assertThat(browser.page("/console/people?q=I-1")).contains("Iris");

        assertThat(browser.post(path + "/revert", browser.token(path)).body()).contains("Taken back");
        assertThat(browser.page("/console/people?q=I-1")).doesNotContain("Iris");
        assertThat(browser.page(path + "/revert?trial")).contains("Nothing of this can be taken back any more");
    }

    private String state(String importId) {
        return organisation.get("/v2/imports/" + importId).at("/import/state").asString();
    }

    @Test
    void letsReadersLookAndTakeNothingBack() {
        String path = "/console/changes/" + change(SmallFleet.register(organisation, "P-1", "Ada"));
        browser.logIn(organisation.reader());

        assertThat(browser.page(path)).contains("Ada").doesNotContain("/revert\"");
        assertThat(browser.get(path + "/revert").statusCode()).isEqualTo(403);
        assertThat(browser.post(path + "/revert", browser.token("/console")).statusCode())
                .isEqualTo(403);
        assertThat(browser.page("/console/people?q=P-1")).contains("Ada");
    }

    @Test
    void takesNothingBackWithoutTheTokenOfThisBrowser() {
        String path = "/console/changes/" + change(SmallFleet.register(organisation, "P-1", "Ada")) + "/revert";

        assertThat(browser.post(path, "guessed").statusCode()).isEqualTo(403);
        assertThat(browser.page("/console/people?q=P-1")).contains("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/revert"})
    void tellsNothingOfChangesOfAnotherOrganisation(String page) {
        TestOrganisation other = SmallFleet.create(port);
        String theirs = change(SmallFleet.register(other, "P-9", "Theirs"));

        for (String id : new String[] {theirs, UUID.randomUUID().toString()}) {
            HttpResponse<String> answer = browser.get("/console/changes/" + id + page);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("Theirs");
        }
    }

    @Test
    void callsAParameterThatItRefusesByItsName() {
        String one = "/console/changes/" + change(SmallFleet.register(organisation, "P-1", "Ada"));

        assertThat(browser.get(one + "?type=NOTHING").body()).contains("Query parameter type has");
        assertThat(browser.get("/console/changes?kind=NOTHING").body()).contains("Query parameter kind has");
    }

    @Test
    void saysThatErasedPeopleAreErased() {
        Answer registered = SmallFleet.register(organisation, "P-1", "Ada");
        long id = registered.at("/0/entity/id").asLong();
        assertThat(organisation.post("/v2/customers/" + id + "/erase", "{}").status())
                .isEqualTo(200);

        assertThat(browser.page("/console/changes/" + change(registered)))
                .contains("The person has been erased")
                .doesNotContain("Ada", "P-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/changes/none",
                "/console/changes/1-1-1-1-1",
                "/console/changes?cursor=abc",
                "/console/changes?day=31-12-2020",
                "/console/changes?kind=NONE",
                "/console/changes/0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11/revert",
                "/console/imports/0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11/revert?trial",
                "/console/imports/0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11/changes"
            })
    void answersWhatIsNotThereWithAClearStatus(String path) {
        assertThat(browser.get(path).statusCode()).isBetween(400, 404);
    }
}
