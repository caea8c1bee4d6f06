package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class CompaniesPagesTest {

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/companies");
        visit.look(page, look, "companies");
        Visit.link(page, "North Depot").first().click();
        visit.look(page, look, "company");
        page.navigate("/console/companies?state=inactive");
        visit.look(page, look, "companies-none");
    }

    private static Page headquarters(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/companies?q=norland");
        Visit.link(page, "Norland Logistics").first().click();
        Visit.isAt(page, "Norland Logistics");
        return page;
    }

    @Test
    void showsACompanyAsItWasOnADayAndKeepsTheAddress(Visit visit) {
        Page page = headquarters(visit);
        assertThat(page.locator(".tree")).isVisible();

        page.getByLabel("As of").fill("2020-01-31");

        assertThat(page.getByText("Nobody belonged to this company on that day."))
                .isVisible();
        assertThat(page).hasURL(Pattern.compile(".*asOf=2020-01-31.*"));
        page.goBack();
        assertThat(page.locator(".tree")).isVisible();
    }

    @Test
    void opensBranchesByKeyboardAndAfterReloading(Visit visit) {
        Page page = headquarters(visit);
        Locator depot = page.getByLabel("What belongs to North Depot").first();
        depot.focus();

        page.keyboard().press("ArrowRight");

        assertThat(depot).hasAttribute("aria-expanded", "true");
        assertThat(page.getByLabel("People in the role DRIVER").first()).isVisible();
        assertThat(depot).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowLeft");
        assertThat(depot).isFocused();
        page.reload();
        assertThat(page.getByLabel("People in the role DRIVER").first()).isVisible();
        page.getByLabel("What belongs to North Depot").first().press("Enter");
        assertThat(page.getByLabel("People in the role DRIVER").first()).isHidden();
    }

    @Test
    void showsManyPeopleAPartAfterTheOther(Visit visit) {
        Page page = headquarters(visit);
        page.getByLabel("What belongs to North Depot").first().click();
        page.getByLabel("People in the role DRIVER").first().click();
        Locator people = page.locator(".tree ul ul ul > li:not(.more)");
        assertThat(people).hasCount(50);

        Visit.link(page, "Show 50 more").click();

        assertThat(people).hasCount(100);
        assertThat(people.nth(50).locator("a").first()).isFocused();
    }

    @Test
    void drawsThePictureAndWritesTheTable(Visit visit) throws Exception {
        Page page = headquarters(visit);
        var picture =
                page.waitForDownload(() -> Visit.link(page, "Picture (SVG)").click());
        assertThat(Files.readString(picture.path()))
                .contains("<svg", "Norland Logistics", "DRIVER", "上海分公司", "مستودع الشرق", "more");
        var table = page.waitForDownload(() -> Visit.link(page, "People (CSV)").click());
        assertThat(Files.readAllLines(table.path()))
                .hasSizeGreaterThan(100)
                .anyMatch(line -> line.contains("Ada Lovelace") && line.contains("OWNER"));
    }

    @Test
    void listsThePeopleOfAllSubCompanies(Visit visit) {
        Page page = headquarters(visit);
        Visit.link(page, "List").click();
        assertThat(page.locator("tbody tr")).hasCount(1);

        page.getByLabel("Include sub-companies").check();

        assertThat(page.locator("tbody tr")).hasCount(25);
    }
}
