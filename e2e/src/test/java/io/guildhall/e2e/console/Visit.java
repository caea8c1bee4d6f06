package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.guildhall.e2e.PackagedService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What one test does in the console. Nothing may go wrong behind the pages: whatever is written to the browser's
/// console, is asked of another host, or is found by axe-core on level A or AA fails the test at its end.
final class Visit {
    private static final Path SCREENS = Path.of(System.getProperty("guildhall.screens", "target/screens"));
    private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final double PATIENCE_MILLIS = 15_000;

    private final PackagedService service;
    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Visit(PackagedService service, Browser browser) {
        this.service = service;
        this.browser = browser;
    }

    PackagedService service() {
        return service;
    }

    /// A page of somebody who is not logged in.
    Page open(Look look) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(service.address().toString())
                .setColorScheme(look.scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width, look.height));
        contexts.add(context);
        context.onRequest(request -> {
            if (!request.url().startsWith(service.address().toString())
                    && !request.url().startsWith("blob:" + service.address())
                    && !request.url().startsWith("data:")) {
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
        page.setDefaultTimeout(PATIENCE_MILLIS);
        return page;
    }

    /// A page of the till that may write.
    Page loggedIn(Look look) {
        return loggedIn(look, FuelBrand.TILL, FuelBrand.SECRET);
    }

    Page loggedIn(Look look, String user, String secret) {
        Page page = open(look);
        page.navigate("/console");
        page.getByLabel("Till code or operator").fill(user);
        page.getByLabel("Secret").fill(secret);
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/console(/organisations)?$"));
        return page;
    }

    /// A picture of the page; axe-core's findings and a page wider than the window are faults.
    void look(Page page, Look look, String name) {
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

    /// The browser writes to its console that an answer was a failure, also where a test wants it to be one.
    void expectFailure(int status) {
        assertThat(faults).anyMatch(fault -> isAbout(fault, status));
        faults.removeIf(fault -> isAbout(fault, status));
    }

    private static boolean isAbout(String fault, int status) {
        return fault.startsWith("console: ") && fault.contains("status of " + status);
    }

    void end() {
        contexts.forEach(BrowserContext::close);
        assertThat(faults).isEmpty();
    }

    static Locator heading(Page page, String text) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }

    static Locator link(Page page, String text) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(text));
    }

    static Locator button(Page page, String text) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(text));
    }

    /// Where the page says what it is about.
    static void isAt(Page page, String heading) {
        assertThat(heading(page, heading)).isVisible();
    }
}
