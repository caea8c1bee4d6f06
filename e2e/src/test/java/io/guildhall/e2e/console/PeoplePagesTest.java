package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class PeoplePagesTest {

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/people");
        visit.look(page, look, "people-empty");
        page.navigate("/console/people?q=" + FuelBrand.mobile(0));
        visit.look(page, look, "people-found");
        Visit.link(page, "Ada Lovelace").click();
        visit.look(page, look, "person");
    }

    @Test
    void findsSomebodyAsOneTypesAndKeepsTheAddress(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/people");

        page.getByRole(AriaRole.SEARCHBOX).pressSequentially("N-00000");

        assertThat(page.locator("#result tbody tr").first()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*q=N-00000$"));
        page.reload();
        assertThat(page.locator("#result tbody tr").first()).isVisible();
    }

    @Test
    void tellsWhatHappenedByKind(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/people?q=" + FuelBrand.mobile(1));
        page.locator("#result tbody tr a").first().click();
        assertThat(page.getByText("Registered")).isVisible();
        assertThat(page.locator(".chain").getByText("Ada Lovelace")).isVisible();

        page.locator("#kind-CARD").click();

        assertThat(page.getByText("Nothing of this kind has happened.")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*kind=CARD"));
        page.locator("#kind-LINK").click();
        assertThat(page.getByText("Joined")).isVisible();
    }

    @Test
    void showsThePeopleBelowAPartAfterTheOther(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/people?q=" + FuelBrand.mobile(1));
        page.locator("#result tbody tr a").first().click();
        assertThat(page.locator(".tree > ul > li:not(.more)")).hasCount(50);

        Visit.link(page, "Show 50 more").click();

        assertThat(page.locator(".tree > ul > li:not(.more)")).hasCount(100);
    }
}
