package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all pages have: the way in, the menu, the theme, and the page that tells of a failure.
@ExtendWith(Console.class)
class FramePagesTest {
    private static final int MOST_BYTES = 400 * 1_024;

    @ParameterizedTest
    @EnumSource
    void theWayInCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.open(look);
        page.navigate("/console/people");
        visit.look(page, look, "login");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/people/999999999");
        visit.look(page, look, "not-found");
        visit.expectFailure(404);
    }

    @Test
    void goesThroughAPageByKeyboardAndSkipsTheMenu(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/companies");

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        assertThat(page.getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName("Active").setExact(true)))
                .isFocused();
    }

    @Test
    void keepsTheChosenTheme(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);

        Visit.button(page, "Switch between light and dark").click();
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void loadsLittleOnTheFirstVisit(Visit visit) {
        Page page = visit.open(Look.LIGHT_WIDE);
        List<Integer> bytes = new ArrayList<>();
        page.onRequestFinished(request -> bytes.add(request.sizes().responseBodySize));

        page.navigate("/console");

        assertThat(bytes.stream().mapToInt(Integer::intValue).sum()).isBetween(1_000, MOST_BYTES);
    }
}
