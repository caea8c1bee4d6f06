package io.guildhall.console.web.associate;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.console.web.Browser;
import io.guildhall.imports.web.ImportClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Files and pasted text at the console, by the text of its pages.
@RunningService
class AssociateRoomTest {
    private static final String PATH = "/console/associate";
    private static final String HEADER = "firstName,lastName,mobile,hierarchy,role,company,parent.mobile\n";

    @LocalServerPort
    private int port;

    private TestOrganisation organisation;
    private Browser browser;

    @BeforeEach
    void logIn() {
        organisation = Fleet.create(port);
        browser = new Browser(port);
        browser.logIn(organisation.till());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private HttpResponse<String> send(String[]... parts) {
        return browser.postForm(PATH, browser.token(PATH), List.of(parts));
    }

    private static String[] text(String text) {
        return new String[] {"text", text.replace('\'', '"')};
    }

    private static String[] file(String name, String content) {
        return new String[] {"file", name, content};
    }

    private static String[] field(String name, String value) {
        return new String[] {name, value};
    }

    /// The page of the dry run.
    private String tried(String[]... parts) {
        HttpResponse<String> sent = send(parts);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        return location(sent);
    }

    private int people(String mobile) {
        return organisation
                .get("/v2/customers/search?q=" + mobile)
                .at("/pagination/total")
                .asInt();
    }

    private void confirm(String run) {
        HttpResponse<String> confirmed = browser.post(run + "/confirm", browser.token(run));
        assertThat(location(confirmed)).as(confirmed.body()).contains("/console/imports/");
        new ImportClient(organisation, port).await(run.substring(run.lastIndexOf('/') + 1));
    }

    @Test
    void writesNothingBeforeItIsConfirmedAndThenWhatItHasShown() {
        String run = tried(
                field("operation", "associate"),
                file(
                        "drivers.csv",
                        HEADER + "Dilys,Moor,447700900501,NORFLEET,DRIVER,HQ,447700900502\n"
                                + "Owain,Reed,447700900502,NORFLEET,DEPOT_MGR,HQ,\n"));

        assertThat(browser.page(run))
                .contains("drivers.csv", "2 rows can be taken in", "Dilys Moor", "Owain Reed", "Create");
        assertThat(people("447700900501")).isZero();

        confirm(run);

        assertThat(people("447700900501")).isEqualTo(1);
        assertThat(location(browser.get(run))).contains("/console/imports/");
        assertThat(browser.post(run + "/confirm", browser.token("/console")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void marksTheCellsThatAreWrongAndSaysWhatToDo() {
        String run = tried(file(
                "drivers.csv",
                HEADER + "Bryn,Holt,447700900503,NORFLEET,DRVER,HQ,\n" + "Ada,May,447700900504,NORFLEET,DRIVER,HQ,\n"));

        String all = browser.page(run);
        String failed = browser.page(run + "?show=failed");

        assertThat(all)
                .contains("One row can be taken in, one fails", "cell bad", "DRVER", "perhaps DRIVER", "1615", "Ada");
        assertThat(failed).contains("DRVER").doesNotContain("Ada May");
        confirm(run);
        assertThat(people("447700900504")).isEqualTo(1);
        assertThat(people("447700900503")).isZero();
    }

    @Test
    void takesTheCorrectedRowsAsARepair() {
        String run = tried(file(
                "drivers.csv",
                HEADER + "Bryn,Holt,447700900561,NORFLEET,DRVER,HQ,\n" + "Ada,May,447700900562,NORFLEET,DRIVER,HQ,\n"));
        confirm(run);
        String id = run.substring(run.lastIndexOf('/') + 1);
        assertThat(browser.page("/console/imports/" + id)).contains(PATH + "?repairs=" + id);
        String errors = browser.page("/console/imports/" + id + "/errors?format=csv");
        assertThat(browser.page(PATH + "?repairs=" + id))
                .contains("These are the corrected rows of", "value=\"" + id + "\"");

        String repair = tried(field("repairs", id), file("errors.csv", errors.replace(",DRVER,HQ", ",DRIVER,HQ")));

        assertThat(browser.page(repair)).contains("One row can be taken in", "Bryn Holt");
        confirm(repair);
        assertThat(people("447700900561")).isEqualTo(1);
        assertThat(browser.page("/console/imports/" + id + "/errors?format=ndjson"))
                .isEmpty();
        assertThat(send(field("repairs", id), file("errors.csv", errors)).statusCode())
                .isEqualTo(400);
        assertThat(send(field("repairs", "none"), text("mobile\n1\n")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsWhatChangesFieldByFieldAndWhoMoves() {
        Fleet.post(
                organisation,
                Fleet.person(511, Fleet.at("DEPOT_MGR")),
                Fleet.person(512, Fleet.at("DEPOT_MGR")),
                Fleet.person(513, Fleet.at("DRIVER", Fleet.under(511))));

        String run = tried(
                field("operation", "update"),
                text("firstName\tmobile\tparent.mobile\thierarchy\trole\tcustom.shift\n"
                        + "Nia\t447700900513\t447700900512\tNORFLEET\tDRIVER\tnight\n"));

        assertThat(browser.page(run))
                .contains(
                        "Move", ">firstName<", "<ins dir=\"auto\">Nia</ins>", ">custom.shift<", "night", "from", "to");
        confirm(run);
        assertThat(organisation
                        .get("/v2/customers/search?q=Nia")
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s]", "%s\n%s", "[\n %s ,\n\n %s\n]", "%s\n\n\n%s\n"})
    void takesJsonAsPeopleHaveIt(String shape) {
        String one = Fleet.person(521, Fleet.at("DEPOT_MGR"));
        String other = Fleet.person(522, Fleet.at("DRIVER", Fleet.under(521)))
                .replace(",'associationDetails'", "\n,'associationDetails'");

        assertThat(browser.page(
                        tried(text(shape.formatted(one, shape.startsWith("[") ? other : other.replace("\n", ""))))))
                .contains("2 rows can be taken in", "Pasted text");
    }

    @Test
    void takesOneObjectOverManyLines() {
        assertThat(browser.page(tried(
                        text("{\n'profiles': [\n{'identifiers':[{'type':'mobile',\n'value':'447700900523'}]}\n]\n}"))))
                .contains("One row can be taken in");
    }

    @Test
    void showsTheMemberThatIsWrongWhereThereAreNoColumns() {
        assertThat(browser.page(tried(text("[" + Fleet.person(524, Fleet.at("PILOT")) + "]"))))
                .contains("/associationDetails/roleCode", ">PILOT</mark>", "No row can be taken in")
                .doesNotContain("/confirm");
    }

    @Test
    void asksWhatUnknownColumnsStandForAndKeepsThePastedText() {
        String sheet = "Vorname,Handy,Remarks\nNia,447700900531,x\n";
        HttpResponse<String> refused = send(text(sheet));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "The file has columns that are not known",
                        "name=\"column.Vorname\"",
                        "name=\"column.Handy\"",
                        "Nia,447700900531");

        String run = tried(
                field("column.Vorname", "firstName"),
                field("column.Handy", "mobile"),
                field("column.Remarks", "-"),
                text(sheet));

        assertThat(browser.page(run)).contains("Nia", "left out", ">Vorname<");
    }

    @Test
    void answersAScriptWithThePartThatSaysWhyAndASuccessWithTheWayOn() {
        HttpResponse<String> refused = browser.postForm(
                PATH, browser.token(PATH), List.of(text("Moblie\n1\n"), file("", "")), "HX-Request", "true");
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("id=\"refusal\"", "Moblie").doesNotContain("<html");

        HttpResponse<String> taken = browser.postForm(
                PATH, browser.token(PATH), List.of(text("mobile\n447700900532\n"), file("", "")), "HX-Request", "true");
        assertThat(taken.headers().firstValue("HX-Redirect").orElse("")).startsWith(PATH + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n \n",
                "{",
                "[",
                "[{]",
                "[{},{'a':",
                "nothing known\n",
                "mobile,mobile\n1,2\n",
                "PK\u0003\u0004 and then nothing",
                "mobile\n\"never closed\n",
                "mobile\n\u0000\n"
            })
    void refusesWhatCannotBeReadWithAReason(String text) {
        HttpResponse<String> pasted = send(text(text));

        assertThat(pasted.statusCode()).as(pasted.body()).isIn(302, 400);
        if (pasted.statusCode() == 400) {
            assertThat(pasted.body()).contains("notice bad", "enctype=\"multipart/form-data\"");
        } else {
            assertThat(browser.page(location(pasted))).contains("No row can be taken in");
        }
    }

    @Test
    void doesNotGuessWhetherTheTextOrTheFileIsMeant() {
        assertThat(send(text("mobile\n447700900533\n"), file("a.csv", "mobile\n447700900534\n"))
                        .body())
                .contains("There is text and a file");
        assertThat(send(text(""), file("", "")).body()).contains("Paste some text, or choose a file.");
    }

    @Test
    void pagesThroughLongFilesAndKeepsTheSelection() {
        List<String> lines = new ArrayList<>(List.of("externalId"));
        for (int i = 100; i < 160; i++) {
            lines.add("L" + i);
        }
        String run = tried(file("long.csv", String.join("\n", lines)));

        assertThat(browser.page(run)).contains("L100", "from=27", "60").doesNotContain("L125", "rel=\"prev\"");
        assertThat(browser.page(run + "?show=created&from=27"))
                .contains("L125", "from=2\"", "show=created")
                .doesNotContain("L124");
        assertThat(browser.page(run + "?from=999999")).contains("There are no such rows.");
    }

    @Test
    void writesNothingIntoAPageThatABrowserWouldTakeForMarkup() {
        String bad = "<script>alert(1)</script>";
        String run = tried(file(
                bad.replace("/", "") + ".csv",
                "firstName,mobile,role\n" + bad + ",447700900541," + bad + "\n" + bad + ",447700900542,\n"));

        assertThat(browser.page(run)).doesNotContain("<script>alert");
        assertThat(send(text(bad + "\n1\n")).body()).doesNotContain("<script>alert");
        assertThat(browser.page(tried(text("[{'profiles':[{'firstName':'" + bad
                        + "','identifiers':[{'type':'mobile','value':'" + bad + "'}]}]}]"))))
                .doesNotContain("<script>alert");
    }

    @Test
    void isOpenToNobodyWhoMayNotWrite() {
        String run = tried(text("mobile\n447700900551\n"));
        try (Browser reader = new Browser(port)) {
            reader.logIn(organisation.reader());

            assertThat(reader.get("/console").body()).doesNotContain(PATH);
            assertThat(reader.get(PATH).statusCode()).isEqualTo(403);
            assertThat(reader.get(run).statusCode()).isEqualTo(403);
            assertThat(reader.post(run + "/confirm", reader.token("/console")).statusCode())
                    .isEqualTo(403);
            assertThat(reader.postForm(
                                    PATH, reader.token("/console"), List.<String[]>of(text("mobile\n447700900552\n")))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void takesNoFileWithoutTheTokenOfThisBrowser() {
        List<String[]> parts = List.<String[]>of(text("mobile\n447700900553\n"));

        assertThat(browser.postForm(PATH, "guessed", parts).statusCode()).isEqualTo(403);
        try (Browser other = new Browser(port)) {
            assertThat(browser.postForm(PATH, other.token("/console/login"), parts)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(browser.post(PATH, browser.token(PATH)).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsOfFilesOfOthersWhatItTellsOfFilesThatAreNot() {
        String run = tried(text("mobile\n447700900554\n"));
        TestOrganisation other = Fleet.create(port);
        try (Browser stranger = new Browser(port)) {
            stranger.logIn(other.till());

            assertThat(stranger.get(run).statusCode()).isEqualTo(404);
            assertThat(stranger.post(run + "/confirm", stranger.token(PATH)).statusCode())
                    .isEqualTo(404);
        }
        assertThat(browser.get(PATH + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(browser.get(run + "?show=nothing").statusCode()).isEqualTo(400);
        assertThat(browser.get(run + "?from=-1").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx", "ndjson"})
    void givesTemplatesThatItTakesBack(String format) {
        HttpResponse<String> template = browser.get(PATH + "/template?format=" + format);

        assertThat(template.statusCode()).isEqualTo(200);
        if (!format.equals("xlsx")) {
            assertThat(browser.page(tried(file("template", template.body())))).contains("Dilys");
        }
    }
}
