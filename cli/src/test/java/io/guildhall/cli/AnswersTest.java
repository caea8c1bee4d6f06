package io.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands make of answers that are none, or none that was hoped for.
class AnswersTest {
    private static final String LIST = "/v2/fleetHierarchy/all";

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
    void nobodyListening() throws IOException {
        service.close();

        Run run = list();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.talk())
                .contains("cannot be reached: nobody listens there, or the name is unknown.")
                .contains("try: guildhall doctor")
                .doesNotContain("Exception")
                .doesNotContain("at io.guildhall");
        assertThat(run.results()).isEmpty();
    }

    @Test
    void wrongCredentials() {
        service.on("GET", LIST, Reply.refusal(401, 401, "Login failed"));

        assertThat(list().status()).isEqualTo(4);
        assertThat(list().talk()).contains("does not accept the credentials of arden.desk1 (401): Login failed (401)");
    }

    @Test
    void aRightThatIsMissing() {
        service.on("GET", LIST, Reply.refusal(403, 403, "Access denied"));

        assertThat(list().status()).isEqualTo(4);
    }

    @Test
    void somethingElseAtThatAddress() {
        service.on("GET", LIST, new Reply(200, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8)));

        assertThat(list().status()).isEqualTo(3);
        assertThat(list().talk()).contains("is not JSON; something else may listen at that address");
    }

    @Test
    void aRedirectIsNotFollowed() {
        service.on("GET", LIST, Reply.json(302, "").with("Location", service.address() + "/elsewhere"));

        assertThat(list().status()).isEqualTo(3);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aFaultOfTheService() {
        service.on("GET", LIST, Reply.refusal(500, 500, "Something went wrong"));

        assertThat(list().status()).isEqualTo(3);
        assertThat(list().talk()).contains("answered GET /v2/fleetHierarchy/all with status 500");
    }

    @Test
    void severalErrorsStandBelowEachOther() {
        service.on("GET", LIST, Reply.json(400, """
                {"errors": [{"code": 400, "message": "No such member", "field": "/tils"},
                            {"code": 403, "message": "Missing", "field": "/name"}], "warnings": []}"""));

        Run run = list();

        assertThat(run.status()).isEqualTo(5);
        assertThat(run.talk()).contains("(400): \n  No such member (400) at /tils\n  Missing (403) at /name");
    }

    @Test
    void namesInJsonCannotSteerATerminal() {
        service.on(
                "GET",
                LIST,
                Reply.json(200, "{\"entity\": [{\"name\": \"a\u009b31mb\u202ec\\u001b\"}], \"warnings\": []}"));

        String results = shell().run("hierarchy", "list", "--output", "json").results();

        assertThat(results).contains("a\\u009b31mb\\u202ec\\u001B");
        assertThat(results.codePoints().filter(Character::isISOControl)).containsOnly((int) '\n');
    }

    @Test
    void debugTellsWhere() throws IOException {
        service.close();

        Run run = shell().run("hierarchy", "list", "--debug");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.talk()).contains("at io.guildhall.cli").contains("Caused by: java.net.ConnectException");
    }

    private Run list() {
        return shell().run("hierarchy", "list");
    }

    private Shell shell() {
        return new Shell(home).at(service.address());
    }
}
