package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Console.class)
class ChangesPagesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger ORGANISATIONS = new AtomicInteger();
    private static final String DRIVER = """
            [{"profiles": [{"source": "INSTORE", "firstName": "%s", "lastName": "%s",
                            "identifiers": [{"type": "mobile", "value": "447700900111"}]}],
              "associationDetails": {"roleCode": "DRIVER",
                "fleetCompany": {"externalId": "C-1", "name": "شركة الشحن السريع", "hierarchyDefinitionCode": "FLEET"}}}]
            """;
    private static final String RENAMED = """
            [{"profiles": [{"source": "INSTORE", "firstName": "Jan-Hendrik Maximilian", "lastName": "王",
                            "identifiers": [{"type": "mobile", "value": "447700900111"},
                                            {"type": "email", "value": "jan@norland.example"}]}]}]
            """;

    private final String code = "changes" + ORGANISATIONS.incrementAndGet();

    /// An organisation with three change sets; the last one changed what the second had made.
    private Page moveIn(Visit visit, Look look) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Caller operator = new Caller(http, visit.service().address(), PackagedService.OPERATOR);
            expect(operator.send("PUT", "/admin/v1/orgs/" + code, JSON.readTree("""
                    {"code": "%1$s", "name": "Changes", "baseCountry": "GB", "timeZone": "Europe/London",
                     "currency": "GBP", "language": "en",
                     "tills": [{"code": "%1$s.desk", "secret": "a-secret-of-the-console-tests", "role": "WRITE"}],
                     "hierarchies": [{"code": "FLEET", "name": "Fleets", "default": true, "hierarchyCreationStrict": false,
                       "roles": [{"code": "OWNER", "childRoleCode": "DRIVER", "maxChild": 50}, {"code": "DRIVER"}]}]}
                    """.formatted(code))));
            Caller till = new Caller(http, visit.service().address(), code + ".desk:" + FuelBrand.SECRET);
            expect(till.send(
                    "POST",
                    "/v2/companies",
                    JSON.readTree("{\"externalId\": \"HQ\", \"name\": \"Head Office\","
                            + " \"hierarchyDefinitionCode\": \"FLEET\"}")));
            expect(till.send("POST", "/v2/customers/bulk", JSON.readTree(DRIVER.formatted("Jan", "Nováková"))));
            expect(till.send("PUT", "/v2/customers/bulk", JSON.readTree(RENAMED)));
        }
        return visit.loggedIn(look, code + ".desk", FuelBrand.SECRET);
    }

    private static void expect(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) throws Exception {
        Page page = moveIn(visit, look);
        Visit.link(page, "Changes").first().click();
        Visit.isAt(page, "Changes");
        visit.look(page, look, "changes");

        Visit.link(page, "People updated and moved").click();
        Visit.isAt(page, "People updated and moved");
        visit.look(page, look, "change");

        page.goBack();
        Visit.link(page, "People registered and linked").click();
        visit.look(page, look, "change-created");
        Visit.link(page, "Take back").click();
        Visit.isAt(page, "Nothing of this can be taken back any more.");
        visit.look(page, look, "revert");

        page.navigate("/console/changes?day=2020-01-31");
        visit.look(page, look, "changes-none");
    }

    @Test
    void showsBeforeAndAfterAndFoldsWhatIsTheSame(Visit visit) throws Exception {
        Page page = moveIn(visit, Look.LIGHT_WIDE);
        page.navigate("/console/changes");
        Visit.link(page, "People updated and moved").click();

        assertThat(page.locator("del")).containsText(new String[] {"Jan", "Nováková"});
        assertThat(page.locator("ins").first()).hasText("Jan-Hendrik Maximilian");
        assertThat(page.getByText("447700900111").first()).isHidden();
        page.getByText(Pattern.compile("\\d unchanged")).first().click();
        assertThat(page.getByText("447700900111").first()).isVisible();
        page.locator("article").first().getByRole(AriaRole.LINK).first().click();
        assertThat(page).hasURL(Pattern.compile(".*/console/people/\\d+$"));
    }

    @Test
    void findsByKindAndKeepsTheAddress(Visit visit) throws Exception {
        Page page = moveIn(visit, Look.LIGHT_WIDE);
        page.navigate("/console/changes");
        assertThat(page.locator("#changes tbody tr")).hasCount(3);

        page.getByLabel("Kind of record").selectOption("COMPANY");

        assertThat(page.locator("#changes tbody tr")).hasCount(2);
        assertThat(page).hasURL(Pattern.compile(".*kind=COMPANY.*"));
        page.reload();
        assertThat(page.locator("#changes tbody tr")).hasCount(2);
        Visit.link(page, "Show all").click();
        assertThat(page.locator("#changes tbody tr")).hasCount(3);
    }

    @Test
    void showsNewChangesByItself(Visit visit) throws Exception {
        Page page = moveIn(visit, Look.LIGHT_WIDE);
        page.navigate("/console/changes");
        assertThat(page.locator("#changes tbody tr")).hasCount(3);

        try (HttpClient http = HttpClient.newHttpClient()) {
            Caller till = new Caller(http, visit.service().address(), code + ".desk:" + FuelBrand.SECRET);
            expect(till.send(
                    "POST",
                    "/v2/companies",
                    JSON.readTree("{\"externalId\": \"NEW\", \"name\": \"New\","
                            + " \"hierarchyDefinitionCode\": \"FLEET\"}")));
        }

        assertThat(page.locator("#changes tbody tr")).hasCount(4, new HasCountOptions().setTimeout(15_000));
    }

    @Test
    void takesAChangeBackAfterShowingWhatThatDoes(Visit visit) throws Exception {
        Page page = moveIn(visit, Look.LIGHT_WIDE);
        page.navigate("/console/changes");
        Visit.link(page, "People registered and linked").click();
        Visit.link(page, "Take back").click();
        Visit.isAt(page, "What stays as it is");
        assertThat(page.getByText("It has been changed since").first()).isVisible();

        page.navigate("/console/changes");
        Visit.link(page, "People updated and moved").click();
        Visit.link(page, "Take back").click();
        Visit.isAt(page, "Take this back?");
        assertThat(page.locator("ins").filter(new FilterOptions().setHasText("Jan")))
                .isVisible();
        Visit.button(page, "Take it back").click();
        Visit.isAt(page, "Taken back");
        visit.look(page, Look.LIGHT_WIDE, "reverted");
        page.reload();
        Visit.isAt(page, "This has been taken back");

        Visit.link(page, "Open the change that did it").click();
        Visit.isAt(page, "A change taken back");
        Visit.link(page, "Take back").click();
        Visit.button(page, "Take it back").click();
        Visit.isAt(page, "Taken back");
    }
}
