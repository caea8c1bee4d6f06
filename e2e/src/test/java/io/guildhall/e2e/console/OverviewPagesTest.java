package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class OverviewPagesTest {
    private static final int MOST_BYTES = 400 * 1_024;
    private static final String PIXELS = """
            canvas => { const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
                        copy.drawImage(canvas, 0, 0);
                        const all = copy.getImageData(0, 0, canvas.width, canvas.height).data;
                        const colours = new Set();
                        for (let i = 0; i < all.length; i += 4) { if (all[i + 3] == 255) colours.add(`${all[i]},${all[i + 1]},${all[i + 2]}`); }
                        return [...colours].sort().join(" "); }
            """;

    @ParameterizedTest
    @EnumSource
    void theOverviewCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        Visit.isAt(page, "Overview");
        assertThat(page.locator("#growth-chart canvas")).isVisible();
        visit.look(page, look, "overview");
        page.locator("#growth-chart").scrollIntoViewIfNeeded();
        page.getByText("The same as a table").click();
        visit.look(page, look, "overview-growth");
        page.getByText("Latest changes").scrollIntoViewIfNeeded();
        visit.look(page, look, "overview-latest");
    }

    @Test
    void drawsTheGrowthInTheColoursOfTheTheme(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        assertThat(page.locator("#growth-chart")).hasAttribute("data-drawn", "90");
        Object light = page.locator("#growth-chart canvas").first().evaluate(PIXELS);

        Visit.button(page, "Switch between light and dark").click();
        page.waitForTimeout(300);

        Object dark = page.locator("#growth-chart canvas").first().evaluate(PIXELS);
        assertThat(light.toString()).contains("31,95,91");
        assertThat(dark.toString()).contains("127,208,200").doesNotContain("31,95,91");
    }

    @Test
    void showsTheGrowthOfAnotherPeriodUnderAnAddressOfItsOwn(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);

        Visit.link(page, "365 days").click();

        assertThat(page).hasURL(Pattern.compile(".*days=365$"));
        assertThat(page.locator("#growth-chart")).hasAttribute("data-drawn", "365");
        assertThat(page.locator("#growth-table tbody tr")).hasCount(365);
    }

    @Test
    void loadsLittleWithItsChart(Visit visit) {
        Page page = visit.open(Look.LIGHT_WIDE);
        page.navigate("/console");
        List<Integer> bytes = new ArrayList<>();
        page.onRequestFinished(request -> bytes.add(request.sizes().responseBodySize));

        page.getByLabel("Till code or operator").fill(FuelBrand.TILL);
        page.getByLabel("Secret").fill(FuelBrand.SECRET);
        page.keyboard().press("Enter");

        assertThat(page.locator("#growth-chart canvas")).isVisible();
        assertThat(bytes.stream().mapToInt(Integer::intValue).sum()).isBetween(200_000, MOST_BYTES);
    }
}
