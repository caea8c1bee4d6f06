package io.guildhall.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path home;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService()
                .on("GET", "/health/ready", Reply.json(200, "{\"status\": \"UP\"}"))
                .on("GET", "/openapi.yaml", contract("0.1.0"))
                .on(
                        "GET",
                        "/v2/organization/activeTill",
                        Reply.json(200, "{\"code\": \"arden.desk1\", \"name\": \"Desk 1\"}"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void findsEverythingInPlace() {
        Run run = shell().run("doctor");

        assertThat(run.status()).isZero();
        assertThat(run.results().replaceAll("\\d+ ms|:\\d+", "…"))
                .isEqualTo("""
                        ok    configuration  no %s, environment and defaults alone
                        ok    address        http://127.0.0.1…
                        ok    connection     ready, answered in …
                        ok    clock          the same as the service's, to a few seconds
                        ok    version        this is (not packaged), the service speaks 0.1.0
                        ok    till           logged in as arden.desk1 (Desk 1)
                        note  operator       no credential; guildhall org needs one, nothing else does
                        """.formatted(home.resolve(".config/guildhall/config.toml")));
    }

    @Test
    void saysWhatToDoWhereNobodyListens() {
        service.close();

        Run run = shell().run("doctor");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.results())
                .contains("bad   connection     The service at http://127.0.0.1:")
                .contains("      -> start the service (./guildhall run)")
                .doesNotContain("clock");
    }

    @Test
    void tellsAServiceThatIsNotReadyFromSomethingElse() {
        service.on("GET", "/health/ready", Reply.json(503, "{\"status\": \"DOWN\"}"));
        assertThat(shell().run("doctor").results()).contains("the service is there but not ready");

        service.on("GET", "/health/ready", new Reply(200, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(shell().run("doctor").results())
                .contains("something answers there (status 200), but it is no Guildhall");
    }

    @Test
    void findsWrongCredentials() {
        service.on("GET", "/v2/organization/activeTill", Reply.refusal(401, 401, "Login failed"));

        Run run = shell().with("GUILDHALL_OPERATOR", "operator:x").run("doctor", "--output", "json");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.results())
                .contains("\"check\" : \"till\",\n  \"state\" : \"BAD\"")
                .contains("\"advice\"");
    }

    @Test
    void comparesClocks() {
        String date = "Tue, 04 Mar 2031 09:15:27 GMT";
        Instant then = Instant.parse("2031-03-04T09:15:27Z");

        assertThat(Checkup.clock(date, then.plusSeconds(4)).state()).isEqualTo(Finding.State.OK);
        assertThat(Checkup.clock(date, then.plusSeconds(90)).found())
                .isEqualTo("this machine is 90 s ahead of the service");
        assertThat(Checkup.clock(date, then.minusSeconds(90)).found())
                .isEqualTo("this machine is 90 s behind the service");
        assertThat(Checkup.clock("", then).state()).isEqualTo(Finding.State.NOTE);
    }

    @Test
    void warnsOfAddressesInTheOpen() {
        Run run = shell().run("doctor", "--url", "http://guildhall.invalid");

        assertThat(run.results()).contains("note  address        http://guildhall.invalid is not encrypted");
        assertThat(run.status()).isEqualTo(3);
    }

    private Shell shell() {
        return new Shell(home).at(service.address());
    }

    private static Reply contract(String version) {
        String yaml = "openapi: 3.1.1\ninfo:\n  title: Guildhall\n  version: %s\n".formatted(version);
        return new Reply(200, Map.of("Content-Type", "application/yaml"), yaml.getBytes(StandardCharsets.UTF_8));
    }
}
