package io.guildhall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Trees of companies and the past of people by their pages' text.
@RunningService
class TreePagesTest {
    private static final int DRIVERS = 120;

    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;
    private long company;
    private long owner;

    @BeforeEach
    void fill() {
        organisation = TreeStory.found(port);
        TreeStory.people(organisation, DRIVERS);
        company =
                organisation.get("/v2/companies?externalId=HQ").at("/companyId").asLong();
        owner = TreeStory.id(organisation, "OWNER-1");
        browser = new Browser(port);
        browser.logIn(organisation.till());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    @Test
    void opensWhatTheAddressSaysAndShowsTheRestOnDemand() {
        String closed = browser.get("/console/companies/" + company + "?open=").body();
        assertThat(closed).contains("DRIVER", "120 people").doesNotContain("Driver 7 ");

        String open = browser.get("/console/companies/" + company + "?open=r" + company + ".DRIVER")
                .body();
        assertThat(count(open, "/console/people/")).isBetween(50, 110);
        assertThat(open).contains("Show 50 more");
    }

    @Test
    void goesThroughAllChildrenOfAPersonPartByPart() {
        String path = "/console/people/" + owner + "/below";
        int seen = 0;
        String next = path;
        while (next != null) {
            String part = browser.get(next, "HX-Request", "true").body();
            assertThat(part).doesNotContain("<html");
            seen += count(part, "class=\"line\"");
            int more = part.indexOf("hx-get=\"");
            next = more < 0
                    ? null
                    : part.substring(more + 8, part.indexOf('"', more + 8)).replace("&amp;", "&");
        }
        assertThat(seen).isEqualTo(DRIVERS);
        assertThat(browser.get(path).body()).contains("<html", "People below", "Boss");
    }

    @Test
    void showsNobodyBeforeTheCompanyWas() {
        assertThat(browser.get("/console/companies/" + company + "?asOf=2020-01-31")
                        .body())
                .contains("Nobody belonged to this company on that day.", "As of 2020-01-31");
    }

    @Test
    void drawsThePictureWithEveryTextEscaped() {
        HttpResponse<String> picture = browser.get("/console/companies/" + company + "/tree.svg");

        assertThat(picture.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(picture.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", ".svg");
        assertThat(picture.body())
                .startsWith("<?xml")
                .contains("Head &lt;b&gt;quarters&lt;/b&gt;", "DRIVER", "120", "and 112 more", "</svg>")
                .doesNotContain("<b>");
    }

    @Test
    void writesEverybodyIntoTheTableAndNoFormula() {
        HttpResponse<String> table = browser.get("/console/companies/" + company + "/people.csv");

        assertThat(table.body().lines().count()).isEqualTo(DRIVERS + 2);
        assertThat(table.body())
                .contains("Boss", ",DRIVER,", ",HQ,")
                .contains("'=1+1 Driver")
                .doesNotContain(",=1+1");
        assertThat(browser.get("/console/companies/" + company + "/people.csv?asOf=2020-01-31")
                        .body()
                        .lines())
                .hasSize(1);
    }

    @Test
    void tellsWhatHappenedToAPersonByKind() {
        long driver = TreeStory.id(organisation, "D-2");
        TreeStory.move(organisation);
        TreeStory.suspend(organisation);

        String all = browser.get("/console/people/" + driver).body();
        assertThat(all).contains("Registered", "Joined", "Moved", "Suspended", "/console/changes/", "Boss");
        assertThat(all.indexOf("Moved")).isLessThan(all.indexOf("Registered"));
        String links = browser.get("/console/people/" + driver + "?kind=link").body();
        assertThat(links).contains("Moved").doesNotContain("<strong>Status");
        assertThat(browser.get("/console/people/" + driver + "?kind=status").body())
                .contains("Suspended")
                .doesNotContain("<strong>Moved");
        assertThat(browser.get("/console/people/" + driver + "?kind=card").body())
                .contains("Nothing of this kind has happened.");
    }

    @Test
    void findsCompaniesByAPartOfTheirName() {
        assertThat(browser.get("/console/companies?q=QUART").body()).contains("/console/companies/" + company);
        assertThat(browser.get("/console/companies?q=%25").body()).doesNotContain("/console/companies/" + company);
    }

    @Test
    void opensNothingOfAnotherOrganisation() {
        TestOrganisation other = TreeStory.found(port);
        try (Browser stranger = new Browser(port)) {
            stranger.logIn(other.till());
            for (String path : new String[] {
                "/console/companies/" + company + "/branch",
                "/console/companies/" + company + "/people?role=DRIVER",
                "/console/companies/" + company + "/tree.svg",
                "/console/companies/" + company + "/people.csv",
                "/console/people/" + owner + "/below",
                "/console/people/" + owner + "/timeline"
            }) {
                assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?asOf=31-12-2020",
                "?asOf=+999999999-12-31",
                "?asOf=0000-01-01",
                "/branch?after=x",
                "/branch?after=-1",
                "/people",
                "/people?role=%00",
                "/people?role=DRIVER&after=99999999999999999999"
            })
    void refusesWhatNoLinkOfOursSays(String path) {
        assertThat(browser.get("/console/companies/" + company + path).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?kind=what", "?before=1", "/below?cursor=zzz", "/timeline?before=x"})
    void refusesWhatNoLinkToAPersonSays(String path) {
        assertThat(browser.get("/console/people/" + owner + path).statusCode()).isEqualTo(400);
    }

    @Test
    void takesTheFutureForThePresent() {
        String tomorrow = LocalDate.now(ZoneId.of("Europe/London")).plusDays(1).toString();
        assertThat(browser.get("/console/companies/" + company + "?asOf=" + tomorrow)
                        .body())
                .contains("121 people")
                .doesNotContain("As of " + tomorrow);
    }
}
