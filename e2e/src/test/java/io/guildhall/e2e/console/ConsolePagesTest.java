package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.guildhall.e2e.PackagedService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The console in a real browser, over a programme of many people. Every page is looked at in light and dark, wide and
/// narrow; axe-core finds nothing of level A or AA, nothing is written to the browser's console, and nothing is asked
/// of another host.
@TestInstance(Lifecycle.PER_CLASS)
class ConsolePagesTest {
    private static final int DRIVERS = Integer.getInteger("guildhall.console.people", 100_000);
    private static final Path SCREENS = Path.of(System.getProperty("guildhall.screens", "target/screens"));
    private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int MOST_BYTES = 400 * 1_024;

    private PackagedService service;
    private Playwright playwright;
    private Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    enum Look {
        LIGHT_WIDE(ColorScheme.LIGHT, 1_280, 860),
        DARK_WIDE(ColorScheme.DARK, 1_280, 860),
        LIGHT_NARROW(ColorScheme.LIGHT, 360, 780),
        DARK_NARROW(ColorScheme.DARK, 360, 780);

        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }

        private String suffix() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Files.createDirectories(SCREENS);
        service = PackagedService.start(directory);
        FuelBrand.moveIn(service, DRIVERS);
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Path chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("These tests need Chromium: apt-get install chromium"));
    }

    @AfterAll
    void stop() throws Exception {
        if (playwright != null) {
            playwright.close();
        }
        service.close();
    }

    @AfterEach
    void nothingWentWrongBehindThePages() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> found = List.copyOf(faults);
        faults.clear();
        assertThat(found).isEmpty();
    }

    private Page open(Look look) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(service.address().toString())
                .setColorScheme(look.scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width, look.height));
        contexts.add(context);
        context.onRequest(request -> {
            if (!request.url().startsWith(service.address().toString())) {
                faults.add("asked another host: " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                faults.add("console: " + message.text());
            }
        });
        context.onWebError(error -> faults.add("script: " + error.error()));
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        return page;
    }

    private Page loggedIn(Look look) {
        Page page = open(look);
        page.navigate("/console");
        page.getByLabel("Till code or operator").fill(FuelBrand.TILL);
        page.getByLabel("Secret").fill(FuelBrand.SECRET);
        page.keyboard().press("Enter");
        assertThat(heading(page, "Overview")).isVisible();
        return page;
    }

    private static com.microsoft.playwright.Locator heading(Page page, String text) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }

    /// A picture of the page; axe-core's findings and a page wider than the window are faults.
    private void look(Page page, Look look, String name) {
        page.screenshot(new ScreenshotOptions().setPath(SCREENS.resolve(name + "-" + look.suffix() + ".png")));
        new AxeBuilder(page)
                .withTags(LEVELS)
                .analyze()
                .getViolations()
                .forEach(rule -> faults.add(name + " " + look + ": " + rule.getId() + " "
                        + rule.getNodes().getFirst().getHtml()));
        Object wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        if (Boolean.TRUE.equals(wider)) {
            faults.add(name + " " + look + ": wider than the window");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPageCanBeReadByEverybody(Look look) {
        Page page = open(look);
        page.navigate("/console/people");
        look(page, look, "login");
        page = loggedIn(look);
        look(page, look, "overview");

        page.navigate("/console/people");
        look(page, look, "people-empty");
        page.navigate("/console/people?q=" + FuelBrand.mobile(0));
        look(page, look, "people-found");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Ada Lovelace"))
                .click();
        look(page, look, "person");

        page.navigate("/console/people/999999999");
        look(page, look, "not-found");

        page.navigate("/console/companies");
        look(page, look, "companies");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("North Depot"))
                .first()
                .click();
        look(page, look, "company");
        page.navigate("/console/companies?state=inactive");
        look(page, look, "companies-none");

        page.navigate("/console/imports");
        look(page, look, "imports");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(FuelBrand.BAD_FILE))
                .click();
        look(page, look, "import");
        faults.removeIf(fault -> fault.contains("404 ()")); // the page that cannot be shown says so, too
    }

    @Test
    void findsSomebodyAsOneTypesAndKeepsTheAddress() {
        Page page = loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/people");

        page.getByRole(AriaRole.SEARCHBOX).pressSequentially("N-00000");

        assertThat(page.locator("#result tbody tr").first()).isVisible();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*q=N-00000$"));
        page.reload();
        assertThat(page.locator("#result tbody tr").first()).isVisible();
    }

    @Test
    void showsACompanyAsItWasOnADay() {
        Page page = loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/companies");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Norland Logistics"))
                .first()
                .click();
        assertThat(page.locator("tbody tr")).hasCount(1);

        page.getByLabel("As of").fill("2020-01-31");

        assertThat(page.getByText("Nobody belongs to this company.")).isVisible();
        page.goBack();
        page.getByLabel("Include sub-companies").check();
        assertThat(page.locator("tbody tr")).hasCount(25);
    }

    @Test
    void goesThroughAPageByKeyboardAndSkipsTheMenu() {
        Page page = loggedIn(Look.LIGHT_WIDE);
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
    void keepsTheChosenTheme() {
        Page page = loggedIn(Look.LIGHT_WIDE);

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Switch between light and dark"))
                .click();
        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void downloadsTheRowsThatFailed() throws Exception {
        Page page = loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/imports");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(FuelBrand.BAD_FILE))
                .click();

        var download =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("NDJSON"))
                        .click());

        assertThat(Files.readAllLines(download.path())).hasSize(40).allMatch(line -> line.contains("\"code\":"));
    }

    @Test
    void loadsLittleOnTheFirstVisit() {
        Page page = open(Look.LIGHT_WIDE);
        List<Integer> bytes = new ArrayList<>();
        page.onRequestFinished(request -> bytes.add(request.sizes().responseBodySize));

        page.navigate("/console");

        assertThat(bytes.stream().mapToInt(Integer::intValue).sum()).isBetween(1_000, MOST_BYTES);
    }
}
