package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Text and files that are pasted and dropped, tried, looked at and carried out.
@ExtendWith(Console.class)
class AssociatePagesTest {
    private static final String HEADER = "firstName,lastName,mobile,role,company,parent.mobile,shift\n";
    private static final String MANAGER = FuelBrand.mobile(1);

    private static Page begin(Visit visit, Look look) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/associate");
        Visit.isAt(page, "Associate");
        return page;
    }

    private static void check(Page page) {
        Visit.button(page, "Check").click();
    }

    private static void drop(Page page, String name, String content) {
        page.getByLabel("Or drop a file")
                .setInputFiles(new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    /// Names from everywhere, cells with errors and with warnings.
    private static String sheet(int first) {
        String[] names = {
            "Ada,Lovelace",
            "小明,王",
            "محمد,الأحمد",
            "Jan-Hendrik Maximilian,von Hohenstauffen-Königsberg zu Schwarzenfels"
        };
        return HEADER
                + IntStream.range(0, names.length)
                        .mapToObj(i ->
                                names[i] + ",44778" + (first * 100 + i) + ",DRIVER,DEPOT-0," + MANAGER + ",night\n")
                        .collect(Collectors.joining())
                + "Bryn,Holt,44778" + (first * 100 + 10) + ",DRVER,DEPOT-0," + MANAGER + ",day\n"
                + "Nia,Pugh,0778 12 34,DRIVER,DEPOT-0," + MANAGER + ",day\n"
                + "Owain,Reed,44778" + (first * 100 + 11) + ",DRIVER,NO-SUCH-DEPOT,,day\n";
    }

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = begin(visit, look);
        visit.look(page, look, "associate");

        page.getByLabel("Paste text").fill("Vorname,Handy,Remarks\nNia,447780000001,x\n");
        check(page);
        assertThat(page.getByText("The file has columns that are not known")).isVisible();
        visit.look(page, look, "associate-columns");

        page.getByLabel("Paste text").fill("");
        drop(page, "drivers of December.csv", sheet(71_000 + 100 * look.ordinal()));
        check(page);
        Visit.isAt(page, "4 rows can be taken in, 3 fail");
        visit.look(page, look, "dry-run");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(System.getProperty("guildhall.screens", "target/screens"))
                        .resolve("dry-run-whole-" + look.suffix() + ".png")));

        Visit.link(page, "Fail 3").click();
        visit.look(page, look, "dry-run-failed");

        page.navigate("/console/associate");
        page.getByLabel("Paste text")
                .fill("[{\"profiles\":[{\"firstName\":\"Ada\",\"identifiers\":[{\"type\":\"mobile\","
                        + "\"value\":\"447780000002\"}]}],\"associationDetails\":{\"roleCode\":\"PILOT\"}}]");
        check(page);
        Visit.isAt(page, "No row can be taken in");
        visit.look(page, look, "dry-run-json");
    }

    @Test
    void pastedJsonIsTriedConfirmedAndThere(Visit visit) {
        Page page = begin(visit, Look.LIGHT_WIDE);
        String mobile = "447780100001";

        page.getByLabel("Paste text").fill("""
                [
                  {"profiles": [{"firstName": "Branwen", "lastName": "Tudor",
                                 "identifiers": [{"type": "mobile", "value": "%s"}]}],
                   "associationDetails": {"roleCode": "DRIVER", "fleetCompany": {"externalId": "DEPOT-0"},
                     "parentCustomer": {"profiles": [{"identifiers": [{"type": "mobile", "value": "%s"}]}]}}}
                ]
                """.formatted(mobile, MANAGER));
        check(page);

        Visit.isAt(page, "One row can be taken in");
        assertThat(page.getByText("Branwen Tudor").first()).isVisible();
        Visit.button(page, "Import for real").click();
        page.waitForURL(Pattern.compile(".*/console/imports/[-0-9a-f]+$"));
        assertThat(page.getByText("All rows are in")).isVisible();
        page.navigate("/console/people?q=" + mobile);
        assertThat(Visit.link(page, "Branwen Tudor")).isVisible();
    }

    @Test
    void badCellsAreMarkedAndTheRestIsImported(Visit visit) throws IOException {
        Page page = begin(visit, Look.LIGHT_WIDE);
        drop(page, "bad.csv", sheet(81_000));
        check(page);

        Visit.isAt(page, "4 rows can be taken in, 3 fail");
        assertThat(page.locator("td.cell.bad").getByText("DRVER")).isVisible();
        assertThat(page.locator("td.cell.bad").getByText("NO-SUCH-DEPOT")).isVisible();
        assertThat(page.getByText("perhaps DRIVER")).isVisible();
        Visit.link(page, "Fail 3").click();
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.reload();
        assertThat(page.locator("tbody tr")).hasCount(3);
        page.goBack();
        assertThat(page.locator("tbody tr")).hasCount(7);

        Download download = page.waitForDownload(() -> page.getByRole(
                        AriaRole.LINK, new GetByRoleOptions().setName("CSV").setExact(true))
                .click());
        assertThat(Files.readString(download.path())).contains("error.line", "DRVER", "perhaps DRIVER");

        Visit.button(page, "Import the rest for real").click();
        page.waitForURL(Pattern.compile(".*/console/imports/[-0-9a-f]+$"));
        assertThat(page.getByText("Some rows failed")).isVisible();
    }

    @Test
    void columnsAreExplainedWithoutChoosingTheFileAgain(Visit visit) {
        Page page = begin(visit, Look.LIGHT_WIDE);
        drop(page, "fremd.csv", "Vorname;Handy;Remarks\nNia;447780200001;x\n");
        check(page);

        assertThat(page.getByText("The file has columns that are not known")).isVisible();
        page.getByLabel("Vorname", new Page.GetByLabelOptions().setExact(true)).selectOption("firstName");
        page.getByLabel("Handy", new Page.GetByLabelOptions().setExact(true)).selectOption("mobile");
        page.getByLabel("Remarks", new Page.GetByLabelOptions().setExact(true)).selectOption("-");
        check(page);

        Visit.isAt(page, "One row can be taken in");
        page.getByText("How the columns were understood").click();
        assertThat(page.getByText("left out")).isVisible();
    }

    @Test
    void aWorkbookOfTheTemplateIsTakenBack(Visit visit) {
        Page page = begin(visit, Look.LIGHT_WIDE);
        Download template = page.waitForDownload(() -> Visit.link(page, "XLSX").click());

        page.getByLabel("Or drop a file").setInputFiles(template.path());
        check(page);

        page.waitForURL(Pattern.compile(".*/console/associate/[-0-9a-f]+$"));
        assertThat(page.getByText("Dilys").first()).isVisible();
    }

    @Test
    void nothingAndGarbageAreAnsweredOnThePage(Visit visit) {
        Page page = begin(visit, Look.LIGHT_WIDE);
        check(page);
        assertThat(page.getByText("Paste some text, or choose a file.")).isVisible();

        page.getByLabel("Paste text").fill("{ \"profiles\": ");
        check(page);
        assertThat(page.locator("#refusal .notice.bad")).isVisible();
        assertThat(page.getByLabel("Paste text")).hasValue("{ \"profiles\": ");
        assertThat(page.locator("[data-refusal]")).isFocused();

        page.getByLabel("Paste text").fill("mobile\n447780300001\n");
        assertThat(page.locator("#refusal .notice.bad")).hasCount(0);
        drop(page, "also.csv", "mobile\n447780300002\n");
        check(page);
        assertThat(page.getByText("There is text and a file")).isVisible();
    }

    @Test
    void changesAreShownFieldByField(Visit visit) {
        Page page = begin(visit, Look.LIGHT_WIDE);
        page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("Update")).check();
        page.getByLabel("Paste text")
                .fill("mobile\tlastName\tshift\n" + FuelBrand.mobile(13) + "\tTamblyn-Reyes\tlate\n");
        check(page);

        Visit.isAt(page, "One row can be taken in");
        assertThat(page.locator("ins").getByText("Tamblyn-Reyes")).isVisible();
        assertThat(page.locator("ins").getByText("late")).isVisible();
        visit.look(page, Look.LIGHT_WIDE, "dry-run-update");
    }

    @Test
    void aTillThatMayOnlyReadHasNoWayIn(Visit visit) {
        Page page = visit.loggedIn(Look.LIGHT_WIDE, FuelBrand.READER, FuelBrand.SECRET);
        assertThat(Visit.link(page, "Associate")).hasCount(0);

        page.navigate("/console/associate");

        visit.expectFailure(403);
        assertThat(page.getByText("Your till may not do this.")).isVisible();
    }
}
