package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that does something else than it should.
class ImportCasesTest {
    private static final String ID = "0195f0c2-0000-7000-8000-000000000001";
    private static final String IMPORT = "/v2/imports/" + ID;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream talk = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private StubService stub;

    @BeforeEach
    void start() throws IOException {
        stub = new StubService();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void namesEveryCaseWithAnotherOutcome() throws InterruptedException {
        String job =
                "{\"import\": {\"id\": \"%s\", \"state\": \"SUCCEEDED\", \"total\": 1, \"created\": 1}}".formatted(ID);
        stub.on("POST", "/v2/imports", Reply.json(202, job))
                .on("GET", IMPORT, Reply.json(200, job))
                .on(
                        "GET",
                        IMPORT + "/errors",
                        Reply.json(200, "error.line,error.code,error.message,role\n1204,1615,No such role,DRVER\n"))
                .on("POST", IMPORT + "/revert", Reply.json(200, """
                        {"data": {"restored": 0, "removed": 0, "remaining": 0, "skipped": [{"type": "customer"}]},
                         "warnings": []}"""));

        List<String> unexpected = cases().run();

        assertThat(unexpected).hasSize(4).first().asString().startsWith("8. 20,000 people");
        assertThat(results.toString(StandardCharsets.UTF_8))
                .contains("people created: expected 19988, got 1")
                .contains("codes by line: expected [1204: 1615, 2733: 1603, ")
                .contains("people with slips found: expected 12, got 0")
                .contains("records of the import that stay: expected 0, got 1");
        assertThat(talk.toString(StandardCharsets.UTF_8)).contains("Import %s: 1 rows.".formatted(ID));
        assertThat(stub.requests())
                .filteredOn(request ->
                        request.method().equals("POST") && request.path().equals("/v2/imports"))
                .last()
                .satisfies(request -> {
                    assertThat(request.query()).contains("repairs=" + ID);
                    assertThat(request.body()).contains("1204,1615,No such role,DRIVER");
                });
    }

    @Test
    void endsWhereTheServiceTakesNoFile() {
        stub.on("POST", "/v2/imports", Reply.refusal(400, 1740, "Column parent.externalId is unknown"));

        assertThatThrownBy(() -> cases().run()).isInstanceOf(DemoFailure.class).hasMessageContaining("no result");
        assertThat(talk.toString(StandardCharsets.UTF_8)).contains("Column parent.externalId is unknown");
    }

    private ImportCases cases() {
        Output output = new Output(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                Terminal.of(false, "UTF-8", Map.of()));
        Credentials credentials = Credentials.random();
        return new ImportCases(
                new Service(stub.address(), credentials),
                new Commands(stub.address(), credentials, folder, output),
                output,
                7);
    }
}
