package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
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

    @Test
    void showsACompanyAsItWasOnADay(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/companies");
        Visit.link(page, "Norland Logistics").first().click();
        assertThat(page.locator("tbody tr")).hasCount(1);

        page.getByLabel("As of").fill("2020-01-31");

        assertThat(page.getByText("Nobody belongs to this company.")).isVisible();
        page.goBack();
        page.getByLabel("Include sub-companies").check();
        assertThat(page.locator("tbody tr")).hasCount(25);
    }
}
