package io.guildhall.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeCommandsTest {
    private static final String ID = "0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11";
    private static final String IMPORT = "0195f0c2-0000-7c3a-9b1f-2f6f0d3c8a11";

    @TempDir
    Path home;

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
    void showsWhatEachRecordWasAndBecame() {
        service.on("GET", "/v2/changes/" + ID, Reply.json(200, """
                {"id": "%s", "at": "2031-03-04T09:15:27Z", "by": {"till": "arden.desk1", "client": "pos"},
                 "call": {"method": "PUT", "path": "/v2/customers/bulk"}, "warnings": [], "errors": [],
                 "records": [
                   {"type": "customer", "id": 6, "action": "UPDATE",
                    "before": {"lastName": "Tamblyn", "status": "ACTIVE"}, "after": {"lastName": "Reyes", "status": "ACTIVE"}},
                   {"type": "company", "id": 2, "action": "CREATE", "before": null, "after": {"externalId": "QSC-1"}}]}""".formatted(ID)));

        Run run = shell().run("changes", "show", ID);

        assertThat(run.results()).isEqualTo("""
                Change set  0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11
                At          2031-03-04T09:15:27Z
                By          arden.desk1, client pos
                Call        PUT /v2/customers/bulk
                Records     2
                +----------+----+--------+----------------------------+
                | Record   | Id | Action | What changed               |
                +----------+----+--------+----------------------------+
                | customer |  6 | update | lastName: Tamblyn -> Reyes |
                | company  |  2 | create | externalId: QSC-1          |
                +----------+----+--------+----------------------------+
                """);
        assertThat(run.talk()).isEmpty();
    }

    @Test
    void takesAChangeBackAndListsWhatStays() {
        service.on("POST", "/v2/changes/" + ID + "/revert", reverted("""
                {"type": "customer", "id": 8812, "reason": "CHANGED_SINCE", "message": "It has been changed since"}"""));

        Run run = shell().run("changes", "revert", ID, "--dry-run", "--on-conflict", "skip");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.results()).contains("| customer | 8812 | It has been changed since |");
        assertThat(run.talk()).startsWith("Would be taken back: 2 restored, 11 removed, 1 stay as they are.\n");
        assertThat(service.request().query()).isEqualTo("dryRun=true&onConflict=skip");
        assertThat(service.request().header("Idempotency-Key")).hasSize(36);
    }

    @Test
    void endsWithFiveWhereItWasTakenBackAlready() {
        service.on("POST", "/v2/changes/" + ID + "/revert", Reply.refusal(409, 1698, "It has been reverted"));

        Run run = shell().run("changes", "revert", ID);

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.talk()).contains("(409): It has been reverted (1698)");
    }

    @Test
    void takesBackAnImportInAsManyCallsAsItNeeds() {
        service.on("POST", "/v2/imports/" + IMPORT + "/revert", ofImport(4), ofImport(0));

        Run run = shell().run("import", "revert", IMPORT);

        assertThat(run.status()).isZero();
        assertThat(run.talk()).isEqualTo("""
                4 change sets are left, going on.
                Taken back: 10 restored, 2,000 removed.
                """);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void stopsWhereTheServiceTakesBackNoMore() {
        service.on("POST", "/v2/imports/" + IMPORT + "/revert", ofImport(4));

        Run run = shell().run("import", "revert", IMPORT, "--output", "json");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.talk()).contains("The service takes back no more; 4 change sets are left.");
        assertThat(run.results().lines()).hasSize(2);
    }

    private static Reply ofImport(int remaining) {
        return Reply.json(200, """
                {"data": {"importId": "%s", "reverted": 5, "restored": 5, "removed": 1000, "remaining": %d, "skipped": []},
                 "warnings": [], "errors": []}""".formatted(IMPORT, remaining));
    }

    private Shell shell() {
        return new Shell(home).at(service.address());
    }

    private static Reply reverted(String skipped) {
        return Reply.json(200, """
                {"data": {"changeId": "n", "revertedChangeId": "%s", "restored": 2, "removed": 11, "skipped": [%s]},
                 "warnings": [], "errors": []}""".formatted(ID, skipped));
    }
}
