package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class HierarchiesPagesTest {

    private static void openFleet(Page page) {
        page.navigate("/console/hierarchies");
        page.locator("tbody tr:has-text('FLEET') a").first().click();
        assertThat(page.locator(".picture")).isVisible();
    }

    private static Locator capOfDepotManagers(Page page) {
        return page.locator("[name='/roles/1/maxChild']");
    }

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/hierarchies");
        visit.look(page, look, "hierarchies");
        openFleet(page);
        visit.look(page, look, "hierarchy");
        Visit.link(page, "Edit").first().click();
        assertThat(page.locator("#verdict .ok")).isVisible();
        visit.look(page, look, "hierarchy-edit");
        capOfDepotManagers(page).fill("20");
        assertThat(page.locator(".breaks li")).hasCount(1);
        visit.look(page, look, "hierarchy-impact");
        page.navigate("/console/hierarchies/new");
        visit.look(page, look, "hierarchy-new");
    }

    @Test
    void tellsAsOneTypesWhichRuleIsBrokenAndWhoStandsInTheWay(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        openFleet(page);
        Visit.link(page, "Edit").first().click();

        capOfDepotManagers(page).fill("40000");
        assertThat(page.locator("#e-roles-1-maxChild")).containsText("over the limit");
        assertThat(capOfDepotManagers(page)).hasAttribute("aria-invalid", "true");
        assertThat(capOfDepotManagers(page)).isFocused();

        capOfDepotManagers(page).fill("20");
        assertThat(page.locator("#e-roles-1-maxChild")).containsText("in use");
        assertThat(page.locator(".breaks li")).containsText("may not exceed 20");
    }

    @Test
    void makesAHierarchyByKeyboardAlone(Visit visit) {
        Page page = visit.loggedIn(Look.DARK_NARROW);
        page.navigate("/console/hierarchies/new");
        assertThat(page.locator("#f-code")).isFocused();
        page.keyboard().type("KEYBOARD");
        page.locator("[name='/roles/0/code']").focus();
        page.keyboard().type("CHIEF");
        page.keyboard().press("Tab");
        page.keyboard().type("HAND");
        page.keyboard().press("Tab");
        page.keyboard().type("7");
        page.locator("[name='/roles/1/code']").focus();
        page.keyboard().type("HAND");
        assertThat(page.locator("#verdict .ok")).isVisible();

        page.locator("#add").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("[name='/roles/2/code']")).isFocused();
        page.keyboard().type("TOO MANY");
        assertThat(page.locator("#verdict .wrong")).isVisible();
        page.locator("fieldset.role-fields").last().locator(".remove").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#add")).isFocused();
        assertThat(page.locator("#verdict .ok")).isVisible();

        Visit.button(page, "Create").focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/console/hierarchies/\\d+\\?saved$"));
        assertThat(page.getByText("up to 7")).isVisible();
        Visit.isAt(page, "KEYBOARD");
    }
}
