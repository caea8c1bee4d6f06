package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.guildhall.e2e.PackagedService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract in the console: found, read, and its calls tried as whoever is logged in.
@ExtendWith(Console.class)
class ApiPagesTest {
    private static final String CALL = "/console/api/calls/";

    @ParameterizedTest
    @EnumSource
    void canBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/api");
        visit.look(page, look, "api");
        page.navigate("/console/api?q=nothing+of+the+kind");
        visit.look(page, look, "api-none");

        page.navigate(CALL + "associate-customer");
        visit.look(page, look, "api-call");
        page.locator("summary", new Page.LocatorOptions().setHasText("CustomerItem"))
                .first()
                .click();
        assertThat(page.locator(".named .members").first()).isVisible();
        page.locator(".answer > summary").first().click();
        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        page.locator("#answer").scrollIntoViewIfNeeded();
        visit.look(page, look, "api-answer");

        page.navigate("/console/api/schemas/ProfileDraft");
        visit.look(page, look, "api-schema");
    }

    @Test
    void findsCallsAsOneTypesAndKeepsTheAddress(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/api");

        page.getByRole(AriaRole.SEARCHBOX).pressSequentially("bulk put");

        assertThat(page.locator("#calls li")).hasCount(2 + 1);
        assertThat(page).hasURL(Pattern.compile(".*q=bulk(\\+|%20)put$"));
        page.reload();
        Visit.link(page, "Update association details").first().click();
        assertThat(page.locator("h1")).isVisible();
        page.goBack();
        assertThat(page.locator("#calls li")).hasCount(2 + 1);
    }

    @Test
    void triesACallWithTheTokenInMemoryAlone(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        List<String> addresses = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        page.onRequest(request -> {
            addresses.add(request.url());
            credentials.add(request.headers().getOrDefault("authorization", ""));
        });
        page.navigate(CALL + "list-companies");

        Visit.button(page, "Send").click();

        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        assertThat(page.locator("#content-of-answer")).containsText("\"pagination\"");
        String token = credentials.getLast().replace("Bearer ", "");
        assertThat(token).startsWith("ey");
        Object kept = page.evaluate(
                "JSON.stringify([localStorage, sessionStorage, document.cookie, history.state, document.documentElement.outerHTML])");
        assertThat(kept.toString()).doesNotContain(token);
        assertThat(addresses).noneMatch(address -> address.contains(token));
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.value.equals(token));
        assertThat(page.locator("#curl pre")).not().containsText(token);

        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        assertThat(addresses.stream().filter(address -> address.endsWith("/console/api/token")))
                .hasSize(1);
    }

    @Test
    void fetchesAnotherTokenBeforeTheOldOneEnds(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        List<String> fetched = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/console/api/token")) {
                fetched.add(request.url());
            }
        });
        page.clock().install();
        page.navigate(CALL + "read-active-till");
        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));

        page.clock().fastForward("04:45");
        Visit.button(page, "Send").click();

        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        assertThat(fetched).hasSize(2);
    }

    @Test
    void writesAsATillThatMay(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate(CALL + "create-company");
        assertThat(page.getByText("This call writes for real.")).isVisible();
        page.getByLabel("Body", new Page.GetByLabelOptions().setExact(true))
                .fill("{\"externalId\":\"TRIED-1\",\"name\":\"Tried\",\"hierarchyDefinitionCode\":\"FLEET\"}");

        Visit.button(page, "Send").click();

        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        page.getByText("Headers", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#headers pre")).containsText("x-change-id: ");
    }

    @Test
    void isRefusedByTheApiWhatATillMayOnlyRead(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE, FuelBrand.READER, FuelBrand.SECRET);
        page.navigate(CALL + "list-companies");
        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));

        page.navigate(CALL + "associate-customer");
        assertThat(page.getByText("as a dry run alone")).isVisible();
        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^200 · .*"));
        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(Pattern.compile("^dryRun")))
                .selectOption("false");
        Visit.button(page, "Send").click();
        assertThat(page.locator("#status .tag")).hasText(Pattern.compile("^403 · .*"));
        visit.expectFailure(403);
    }

    @Test
    void triesTheOperatorsCalls(Visit visit) {
        String[] operator = PackagedService.OPERATOR.split(":", 2);
        Page page = visit.loggedIn(Look.LIGHT_WIDE, operator[0], operator[1]);
        page.navigate("/console/api");
        assertThat(page.getByText("/v2/customers/bulk")).hasCount(0);
        page.navigate(CALL + "list-organisations");

        Visit.button(page, "Send").click();

        assertThat(page.locator("#content-of-answer")).containsText("norland");
    }

    @Test
    void saysThatAValueIsMissingAndThatTheSessionIsOver(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate(CALL + "read-customer");
        Locator id =
                page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName(Pattern.compile("^id in the path")));
        id.fill("");
        Visit.button(page, "Send").click();
        assertThat(page.getByText("A value that is required is missing.")).isVisible();
        assertThat(id).isFocused();

        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("guildhall_session"));
        id.fill("1");
        Visit.button(page, "Send").click();
        assertThat(page.getByText("The session has ended.")).isVisible();
        assertThat(page.locator("#status")).isVisible();
    }
}
