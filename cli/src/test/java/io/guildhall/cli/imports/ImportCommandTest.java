package io.guildhall.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String ID = "0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11";
    private static final String JOB = "/v2/imports/" + ID;

    @TempDir
    Path folder;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService().on("POST", "/v2/imports", taken());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void sendsAFileAndWatchesTheJobToItsEnd() throws IOException {
        service.on("GET", JOB, job("QUEUED", 0, 0), job("RUNNING", 2, 0), job("SUCCEEDED", 4, 0));

        Run run = shell().run(
                        "import",
                        file("people.csv", "firstName\nAda\n"),
                        "--map",
                        "Handy=mobile",
                        "--map",
                        "Remarks=",
                        "--strict",
                        "--operation",
                        "update");

        assertThat(run.status()).isZero();
        assertThat(run.talk()).startsWith("Sending ").contains("people.csv (14 B) ...\nImport " + ID + ": 4 rows.\n");
        assertThat(run.results()).isEqualTo("""
                Import     0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11
                State      succeeded
                File       people.csv
                Operation  associate, by item, from csv
                Sent       2031-03-04T09:15:27+00:00, arden.desk1
                Rows       4
                           4 created
                Rate       1,200 rows/s
                """);
        StubService.Request sent = service.requests().getFirst();
        assertThat(sent.header("Content-Type")).isEqualTo("text/csv");
        assertThat(sent.body()).isEqualTo("firstName\nAda\n");
        assertThat(sent.query())
                .isEqualTo("fileName=people.csv&mapping=Handy=mobile,Remarks=&operation=update&strict=true");
    }

    @Test
    void endsWithOneAndSaysWhatToDoWhereRowsFailed() throws IOException {
        service.on("GET", JOB, job("COMPLETED_WITH_ERRORS", 3, 1));

        Run run = shell().run("import", file("people.ndjson", "{}\n"), "--output", "json");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.results()).startsWith("{\n  \"id\" : \"" + ID).contains("\"failed\" : 1");
        assertThat(run.talk())
                .contains("1 of 4 rows failed.")
                .contains("guildhall import errors " + ID + " > errors.csv")
                .contains("guildhall import errors.csv --repairs " + ID);
        assertThat(service.requests().getFirst().header("Content-Type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void drawsABarOnATerminalAndPrintsNoControlCharactersElsewhere() throws IOException {
        service.on("GET", JOB, job("RUNNING", 2, 0), job("SUCCEEDED", 4, 0));
        String people = file("people.csv", "x");

        Run onTerminal = shell().onTerminal().with("TERM", "xterm").run("import", people);
        service.on("GET", JOB, job("RUNNING", 2, 0), job("SUCCEEDED", 4, 0));
        Run elsewhere = shell().run("import", people);

        assertThat(onTerminal.talk())
                .contains("\r████████████████████░░░░░░░░░░░░░░░░░░░░  50%  2 of 4  1,200/s  9 s left");
        assertThat(elsewhere.talk()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void tellsWhatIsDoneBeforeTheFirstRow() throws IOException {
        String preparing = content("QUEUED", 0, 1)
                .replace("\"state\"", "\"phase\": \"preparing\", \"phasePercent\": 25, \"state\"");
        service.on(
                "GET",
                JOB,
                Reply.json(200, "{\"import\": " + preparing + ", \"warnings\": [], \"errors\": []}"),
                job("SUCCEEDED", 4, 0));

        Run run = shell().onTerminal().with("TERM", "xterm").run("import", file("people.csv", "x"));

        assertThat(run.talk()).contains("\rpreparing, 25%").doesNotContain("1 of 4");
    }

    @Test
    void asksAfterCtrlCWhatBecomesOfTheJob() throws IOException {
        interruptingAtEachLook();
        service.on("POST", JOB + "/cancel", job("CANCELLED", 2, 0));

        Run run = shell().onTerminal().input("w\nc\n").run("import", file("people.csv", "x"));

        assertThat(run.status()).isEqualTo(130);
        assertThat(run.talk())
                .contains("Leave it (l), cancel it (c), or watch on (w)?")
                .contains("Cancelled after 2 created, 2 remaining.");
        assertThat(service.requests())
                .filteredOn(request -> request.path().equals(JOB))
                .hasSize(2);
        assertThat(service.request().path()).isEqualTo(JOB + "/cancel");
    }

    @Test
    void leavesTheJobAfterCtrlCWhereNobodyAnswers() throws IOException {
        interruptingAtEachLook();

        Run run = shell().run("import", file("people.csv", "x"));

        assertThat(run.status()).isEqualTo(130);
        assertThat(run.talk())
                .contains("The import goes on in the service: guildhall import status " + ID + " --follow");
    }

    private void interruptingAtEachLook() {
        Thread worker = Thread.currentThread();
        service.on("GET", JOB, _ -> {
            worker.interrupt(); // as the handler of the signal does
            return job("RUNNING", 2, 0);
        });
    }

    @Test
    void endsAtOnceWhereTheJobIsToBeLeft() throws IOException {
        Run run = shell().run("import", file("people.jsonl", "{}"), "--detach");

        assertThat(run.status()).isZero();
        assertThat(run.results()).isEqualTo(ID + "\n");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void repairsTheNewestImportFromStandardInput() {
        service.on("GET", "/v2/imports", Reply.json(200, "{\"data\": [{\"id\": \"" + ID + "\"}]}"))
                .on("GET", JOB, job("SUCCEEDED", 4, 0));

        Run run = shell().input("error.line,mobile\n").run("import", "-", "--format", "csv", "--repairs", "last");

        assertThat(run.status()).isZero();
        assertThat(service.requests())
                .anySatisfy(request -> assertThat(request.query()).isEqualTo("repairs=" + ID));
    }

    @Test
    void asksForTheFormatWhereTheNameDoesNotTellIt() throws IOException {
        Run array = shell().run("import", file("people.json", "[]"));
        Run nothing = shell().run("import");

        assertThat(array.status()).isEqualTo(2);
        assertThat(array.talk()).contains("does not tell its format").contains("guildhall associate takes JSON arrays");
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void showsTheReasonOfARefusedFile() throws IOException {
        service.on(
                "POST", "/v2/imports", Reply.refusal(400, 1740, "Column Moblie is unknown, the nearest one is mobile"));

        Run run = shell().run("import", file("people.csv", "Moblie\n"));

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.talk())
                .contains(
                        "The service refused POST /v2/imports (400): Column Moblie is unknown, the nearest one is mobile (1740)");
    }

    @Test
    void writesTheFailedRowsAsTheyAre() throws IOException {
        byte[] rows = "\ufefferror.line,firstName\r\n2,'=1+1\r\n".getBytes(StandardCharsets.UTF_8);
        service.on("GET", JOB + "/errors", new Reply(200, Map.of("Content-Type", "text/csv"), rows));
        Path out = folder.resolve("errors.csv");

        Run toStandardOutput = shell().run("import", "errors", ID);
        Run toFile = shell().run("import", "errors", ID, "--out", out.toString());

        assertThat(toStandardOutput.results().getBytes(StandardCharsets.UTF_8)).isEqualTo(rows);
        assertThat(toFile.status()).isZero();
        assertThat(out).hasBinaryContent(rows);
        assertThat(folder.resolve("errors.csv.part")).doesNotExist();
        assertThat(service.request().query()).isEqualTo("format=csv");
    }

    @Test
    void showsOnATerminalNothingOfARowThatItWouldObey() {
        byte[] rows = "firstName\r\n\u001b]0;title\u0007\r\n".getBytes(StandardCharsets.UTF_8);
        service.on("GET", JOB + "/errors", new Reply(200, Map.of("Content-Type", "text/csv"), rows));

        Run run = shell().onTerminal().run("import", "errors", ID);

        assertThat(run.results()).isEqualTo("firstName\n?]0;title?\n");
    }

    @Test
    void leavesAFileAsItIsWhereThereIsNoImport() throws IOException {
        String out = file("errors.csv", "kept");

        Run run = shell().run("import", "errors", ID, "--out", out);

        assertThat(run.status()).isEqualTo(5);
        assertThat(Path.of(out)).hasContent("kept");
    }

    @Test
    void writesATemplate() {
        service.on(
                "GET",
                "/v2/imports/template",
                new Reply(200, Map.of("Content-Type", "text/csv"), "firstName\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(shell().run("import", "template").results()).isEqualTo("firstName\n");
        assertThat(service.request().query()).isEqualTo("format=csv");
    }

    @Test
    void steersJobs() {
        service.on("POST", JOB + "/pause", job("PAUSED", 2, 0))
                .on("POST", JOB + "/resume", job("RUNNING", 2, 0))
                .on(
                        "POST",
                        JOB + "/cancel",
                        Reply.refusal(409, 1744, "The import is SUCCEEDED, that cannot be changed"));

        assertThat(shell().run("import", "pause", ID).results()).contains("State      paused");
        assertThat(shell().run("import", "resume", ID).results()).contains("State      running");
        Run cancelled = shell().run("import", "cancel", ID);
        assertThat(cancelled.status()).isEqualTo(5);
        assertThat(cancelled.talk()).contains("that cannot be changed (1744)");
    }

    @Test
    void listsImportsAndShowsOne() {
        service.on(
                        "GET",
                        "/v2/imports",
                        Reply.json(
                                200, "{\"pagination\": {\"total\": 3}, \"data\": [" + content("RUNNING", 2, 1) + "]}"))
                .on("GET", JOB, job("RUNNING", 2, 1));

        Run list = shell().run("import", "list");
        Run status = shell().run("import", "status", "last", "--output", "json");

        assertThat(list.results()).contains("| " + ID + " | running | people.csv | associate |");
        assertThat(list.talk()).contains("2 more; --limit shows them.");
        assertThat(status.results()).contains("\"state\" : \"RUNNING\"");
    }

    @Test
    void refusesWhatIsNoId() {
        Run run = shell().run("import", "status", "../../admin");

        assertThat(run.status()).isEqualTo(2);
        assertThat(service.requests()).isEmpty();
    }

    private Shell shell() {
        return new Shell(folder).at(service.address());
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Reply taken() {
        Reply job = job("QUEUED", 0, 0);
        return new Reply(202, Map.of("Content-Type", "application/json", "Location", JOB), job.body());
    }

    private static Reply job(String state, int created, int failed) {
        return Reply.json(
                200, "{\"import\": " + content(state, created, failed) + ", \"warnings\": [], \"errors\": []}");
    }

    private static String content(String state, int created, int failed) {
        String pace = state.equals("RUNNING") ? ", \"remainingSeconds\": 9" : "";
        return """
                {"id": "%s", "state": "%s", "fileName": "people.csv", "format": "csv", "operation": "associate",
                 "atomicity": "item", "dryRun": false, "strict": false, "createdBy": "arden.desk1",
                 "createdAt": "2031-03-04T09:15:27+00:00", "total": 4, "created": %d, "linked": 0, "moved": 0,
                 "updated": 0, "unchanged": 0, "failed": %d, "remaining": %d, "rowsPerSecond": 1200%s}""".formatted(ID, state, created, failed, 4 - created - failed, pace);
    }
}
