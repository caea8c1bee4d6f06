package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Console.class)
class ImportsPagesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/imports");
        visit.look(page, look, "imports");
        Visit.link(page, FuelBrand.BAD_FILE).click();
        visit.look(page, look, "import");
    }

    @Test
    void downloadsTheRowsThatFailed(Visit visit) throws IOException {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/imports");
        Visit.link(page, FuelBrand.BAD_FILE).click();

        Download download =
                page.waitForDownload(() -> Visit.link(page, "NDJSON").click());

        assertThat(Files.readAllLines(download.path())).hasSize(40).allMatch(line -> line.contains("\"code\":"));
    }

    @Test
    void takesAnImportBackAfterShowingWhatThatDoes(Visit visit) throws Exception {
        String code = "importsback";
        try (HttpClient http = HttpClient.newHttpClient()) {
            Caller operator = new Caller(http, visit.service().address(), PackagedService.OPERATOR);
            Answer made = operator.send("PUT", "/admin/v1/orgs/" + code, JSON.readTree("""
                    {"code": "%1$s", "name": "Imports", "baseCountry": "GB", "timeZone": "Europe/London",
                     "currency": "GBP", "language": "en",
                     "tills": [{"code": "%1$s.desk", "secret": "a-secret-of-the-console-tests", "role": "WRITE"}],
                     "hierarchies": [{"code": "FLEET", "name": "Fleets", "default": true, "hierarchyCreationStrict": false,
                       "roles": [{"code": "OWNER", "childRoleCode": "DRIVER", "maxChild": 50}, {"code": "DRIVER"}]}]}
                    """.formatted(code)));
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            Caller till = new Caller(http, visit.service().address(), code + ".desk:" + FuelBrand.SECRET);
            String row = "{\"profiles\":[{\"source\":\"INSTORE\",\"firstName\":\"Ivo\",\"identifiers\":"
                    + "[{\"type\":\"mobile\",\"value\":\"447700900112\"}]}]}";
            till.upload("/v2/imports?fileName=back.ndjson", "application/x-ndjson", row);
        }
        Page page = visit.loggedIn(Look.LIGHT_WIDE, code + ".desk", FuelBrand.SECRET);
        page.navigate("/console/imports");
        Visit.link(page, "back.ndjson").click();
        assertThat(page.getByText("All rows are in")).isVisible();

        Visit.link(page, "1 change").click();
        Visit.link(page, "Part 1").click();
        Visit.isAt(page, "Part of an import");
        Visit.link(page, "Open the import").click();
        Visit.link(page, "Take back").click();
        Visit.button(page, "Take it back").waitFor();
        visit.look(page, Look.LIGHT_WIDE, "import-revert");
        Visit.button(page, "Take it back").click();

        Visit.isAt(page, "Taken back");
        visit.look(page, Look.LIGHT_WIDE, "import-reverted");
        page.reload();
        Visit.isAt(page, "Nothing of this can be taken back any more.");
        page.navigate("/console/people?q=447700900112");
        assertThat(page.getByText("Nobody is found")).isVisible();
    }
}
