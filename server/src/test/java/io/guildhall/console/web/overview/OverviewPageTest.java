package io.guildhall.console.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.console.web.Browser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The overview by its text.
@RunningService
class OverviewPageTest {
    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;

    @BeforeEach
    void logIn() {
        organisation = Fleet.create(port);
        browser = new Browser(port);
        browser.logIn(organisation.till());
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void saysWhatToDoWhereNobodyIsRegistered() {
        assertThat(browser.get("/console").body())
                .contains("Nobody is registered yet", "No file has been imported yet", "Companies · 1 new")
                .doesNotContain("echarts");
    }

    @Test
    void countsPeopleAndShowsWhatHappenedLast() {
        TestOrganisation other = Fleet.create(port);
        other.post(Fleet.BULK, "[" + Fleet.person(501) + "]");
        organisation.post(
                Fleet.BULK, "[" + Fleet.person(401) + "," + Fleet.person(402) + "," + Fleet.person(403) + "]");

        String page = browser.get("/console").body();

        assertThat(page)
                .contains("<b>3</b><span>People</span>", "People from 0 to 3", "echarts.common.min-")
                .contains("People registered and linked", "People · 3 new")
                .contains("answers and can write", "ready");
        Matcher days = Pattern.compile("<time datetime").matcher(page);
        assertThat(days.results()).hasSize(90);
    }

    @Test
    void isThereForReaders() {
        browser.logIn(organisation.reader());

        assertThat(browser.get("/console?days=30").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "91", "9999999999", "x", "%00"})
    void refusesPeriodsThatItDoesNotOffer(String days) {
        assertThat(browser.get("/console?days=" + days).statusCode()).isEqualTo(400);
    }
}
