package io.guildhall.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import io.guildhall.cli.StubService.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BulkCommandTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void sendsAnArrayInBatchesEachUnderItsOwnKey() throws IOException {
        service.on("POST", BULK, BulkCommandTest::created);

        Run run = shell().run("associate", file("people.json", "[" + items(5, ",\n") + "]"), "--batch-size", "2");

        assertThat(run.talk()).endsWith("5 items: 5 created\n");
        assertThat(run.results()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(service.requests())
                .extracting(Request::body)
                .containsExactly("[{\"n\":0},{\"n\":1}]", "[{\"n\":2},{\"n\":3}]", "[{\"n\":4}]");
        assertThat(service.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates();
        assertThat(service.request().query()).isEqualTo("view=compact");
        assertThat(service.request().header("Authorization")).startsWith("Basic ");
    }

    @Test
    void takesOneItemToALineFromStandardInput() {
        service.on("PUT", BULK, BulkCommandTest::created);

        Run run =
                shell().input(items(2, "\n") + "\n").run("update", "-", "--dry-run", "--strict", "--atomicity", "tree");

        assertThat(run.status()).isZero();
        assertThat(run.talk()).isEqualTo("2 items: 2 created (dry run, nothing was written)\n");
        assertThat(service.request().body()).isEqualTo("[{\"n\":0},{\"n\":1}]");
        assertThat(service.request().query()).isEqualTo("atomicity=tree&dryRun=true&strict=true&view=compact");
    }

    @Test
    void countsItemsAndPlacesFromTheStartOfTheFile() throws IOException {
        service.on("POST", BULK, request -> Reply.json(200, """
                [{"index": 0, "outcome": "LINKED", "id": 7, "errors": [], "warnings": [], "children": []},
                 {"index": 1, "outcome": "FAILED", "warnings": [], "children": [],
                  "errors": [{"status": false, "code": 1704, "message": "No such company", "field": "/1/associationDetails"}]}]"""));

        Run run = shell().run("associate", file("people.ndjson", items(4, "\n")), "--batch-size", "2");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.results()).isEqualTo("""
                +------+------+---------+-------+------+-----------------+-----------------------+
                | Line | Item | Outcome | Level | Code | Message         | Field                 |
                +------+------+---------+-------+------+-----------------+-----------------------+
                |    2 |    1 | failed  | error | 1704 | No such company | /1/associationDetails |
                +------+------+---------+-------+------+-----------------+-----------------------+
                +------+------+---------+-------+------+-----------------+-----------------------+
                | Line | Item | Outcome | Level | Code | Message         | Field                 |
                +------+------+---------+-------+------+-----------------+-----------------------+
                |    4 |    3 | failed  | error | 1704 | No such company | /3/associationDetails |
                +------+------+---------+-------+------+-----------------+-----------------------+
                """);
        assertThat(run.talk()).endsWith("4 items: 2 linked, 2 failed\n");
    }

    @Test
    void writesOneJsonObjectToAnItem() throws IOException {
        service.on("POST", BULK, BulkCommandTest::created);

        Run run = shell().run("associate", file("people.ndjson", items(2, "\n\n")), "--output", "json");

        assertThat(run.results()).isEqualTo("""
                {"index":0,"outcome":"CREATED","id":100,"errors":[],"warnings":[],"children":[],"line":1}
                {"index":1,"outcome":"CREATED","id":101,"errors":[],"warnings":[],"children":[],"line":3}
                """);
    }

    @Test
    void waitsAsLongAsABusyServiceSaysAndSendsTheSameKeyAgain() throws IOException {
        service.on("POST", BULK, busy(429), busy(503), created(new Request("", "", "", null, "[{}]")));

        Run run = shell().run("associate", file("people.json", "[{}]"));

        assertThat(run.status()).isZero();
        assertThat(run.talk()).isEqualTo("""
                        guildhall: the service is busy (429), trying again in 1 s (1 of 8)
                        guildhall: the service is busy (503), trying again in 1 s (2 of 8)
                        1 item: 1 created
                        """);
        assertThat(service.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .hasSize(3)
                .containsOnly(service.request().header("Idempotency-Key"));
    }

    @Test
    void givesUpAfterTheRetriesAllowed() throws IOException {
        service.on("POST", BULK, busy(503));

        Run run = shell().run("associate", file("people.json", "[{}]"), "--retries", "1");

        assertThat(run.status()).isEqualTo(3);
        assertThat(service.requests()).hasSize(2);
        assertThat(run.talk())
                .contains("The service is not able to answer POST /v2/customers/bulk now (503): Busy (503)");
    }

    @Test
    void sendsABatchAgainWhoseConnectionBroke() throws IOException {
        service.on("POST", BULK, StubService.BROKEN, created(new Request("", "", "", null, "[{}]")));

        Run run = shell().run("associate", file("people.json", "[{}]"));

        assertThat(run.status()).isZero();
        assertThat(service.requests()).hasSize(2);
        assertThat(run.talk()).contains("the service does not answer, trying again in 1 s");
    }

    @Test
    void saysHowToGoOnWhereItBrokeOff() throws IOException {
        service.on("POST", BULK, created(new Request("", "", "", null, "[{},{}]")), StubService.BROKEN);

        Run run = shell().run(
                        "associate",
                        file("people.json", "[{},{},{}]"),
                        "--batch-size",
                        "2",
                        "--retries",
                        "0",
                        "--idempotency-key",
                        "monday");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.talk())
                .contains("2 items: 2 created")
                .contains("cannot be reached: the connection broke")
                .contains("Items from 2 on are left.")
                .contains("--idempotency-key monday goes on there");
        assertThat(service.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .startsWith("monday-0-2", "monday-2-1");
    }

    @Test
    void halvesBatchesThatAreTooLargeForTheOrganisation() throws IOException {
        service.on(
                "POST",
                BULK,
                request -> JSON.readTree(request.body()).size() > 2
                        ? Reply.refusal(400, 1060, "Batch limit size exceeded: at most 2 items")
                        : created(request));

        Run run = shell().run("associate", file("people.json", "[" + items(7, ",") + "]"), "--batch-size", "6");

        assertThat(run.status()).isZero();
        assertThat(run.talk()).endsWith("7 items: 7 created\n");
        assertThat(service.requests())
                .extracting(request -> JSON.readTree(request.body()).size())
                .containsExactly(6, 3, 2, 1, 3, 2, 1, 1);
    }

    @Test
    void sendsAgainUnderAnotherKeyWhatOthersHeld() throws IOException {
        service.on("POST", BULK, Reply.json(200, """
                        [{"index": 0, "outcome": "FAILED", "errors": [{"code": 521, "message": "Changed concurrently"}],
                          "warnings": [], "children": []}]"""), created(new Request("", "", "", null, "[{}]")));

        Run run = shell().run("associate", file("people.json", "[{}]"));

        assertThat(run.status()).isZero();
        assertThat(service.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void sendsNothingOfAFileThatIsBrokenFurtherDown() throws IOException {
        Run cut = shell().run("associate", file("cut.ndjson", "{}\n{}\n{\"profiles\": [\n"), "--batch-size", "1");
        Run scalar = shell().run("associate", file("scalar.ndjson", "{}\n7\n"));
        Run doubled = shell().run("associate", file("doubled.json", "[{\"a\": 1, \"a\": 2}]"));
        Run open = shell().run("associate", file("open.json", "[{}"));
        Run more = shell().run("associate", file("more.json", "[{}] {}"));
        Run empty = shell().run("associate", file("empty.json", "[]"));
        Run absent = shell().run("associate", folder.resolve("absent.json").toString());

        assertThat(List.of(cut, scalar, doubled, open, more, empty, absent))
                .extracting(Run::status)
                .containsOnly(2);
        assertThat(cut.talk()).contains("cut.ndjson is no JSON in line 4");
        assertThat(scalar.talk()).contains("scalar.ndjson is unusable in line 2: an item has to be an object.");
        assertThat(doubled.talk()).contains("doubled.json is no JSON in line 1").contains("Duplicate");
        assertThat(more.talk()).contains("there is more after the array");
        assertThat(empty.talk()).contains("empty.json holds no item.");
        assertThat(absent.talk()).contains("absent.json cannot be read (there is no such file).");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void refusesAFileForOneBatchThatDoesNotFitIntoOne() throws IOException {
        Run run = shell().run(
                        "associate", file("people.json", "[{},{},{}]"), "--batch-size", "2", "--atomicity", "batch");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.talk())
                .contains("has 3 items, but what stands or falls together has to fit into one batch of 2.");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void endsWithTheRefusalOfAWholeBatch() throws IOException {
        service.on("POST", BULK, Reply.refusal(403, 403, "Access denied"));

        Run run = shell().run("associate", file("people.json", "[{}]"));

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.talk())
                .contains("arden.desk1 may not POST /v2/customers/bulk (403): Access denied (403)")
                .doesNotContain("at io.guildhall");
    }

    @Test
    void showsChildrenThatFailedAndWarnings() throws IOException {
        service.on("POST", BULK, Reply.json(200, """
                [{"index": 0, "outcome": "CREATED", "id": 5, "errors": [], "children": [
                   {"index": 0, "outcome": "CREATED", "id": 6, "errors": [], "warnings": []},
                   {"index": 1, "outcome": "FAILED", "errors": [{"code": 1618, "message": "No room"}], "warnings": []}],
                  "warnings": [{"code": 8056, "message": "Invalid \\u001b[31mmobile"}]}]"""));

        Run run = shell().run("associate", file("people.json", "[{}]"), "--show", "all");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.results())
                .contains("|    1 |    0 | created |  5 | warning | 8056 | Invalid ?[31mmobile |")
                .contains("|    1 |  0.0 | created |  6 |")
                .contains("|    1 |  0.1 | failed  |    | error   | 1618 | No room")
                .doesNotContain("\u001b");
        assertThat(run.talk()).endsWith("""
                1 item: 1 created
                2 children: 1 created, 1 failed
                1 warning
                """);
    }

    private Shell shell() {
        return new Shell(folder).at(service.address());
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String items(int count, String between) {
        return IntStream.range(0, count).mapToObj("{\"n\":%d}"::formatted).collect(Collectors.joining(between));
    }

    private static Reply busy(int status) {
        return Reply.refusal(status, status, "Busy").with("Retry-After", "1");
    }

    private static Reply created(Request request) {
        int count = JSON.readTree(request.body()).size();
        return Reply.json(
                200,
                IntStream.range(0, count)
                        .mapToObj(index ->
                                "{\"index\":%d,\"outcome\":\"CREATED\",\"id\":%d,\"errors\":[],\"warnings\":[],\"children\":[]}"
                                        .formatted(index, 100 + index))
                        .collect(Collectors.joining(",", "[", "]")));
    }
}
