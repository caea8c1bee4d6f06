package io.guildhall.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.guildhall.e2e.PackagedService;
import io.guildhall.e2e.cli.Command.Ended;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The command line as a process against a real service; each test builds on what the ones before it have made.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineTest {
    private static final String ORGANISATION = """
            {"code": "acme", "name": "Acme Fuels", "baseCountry": "GB", "timeZone": "Europe/London", "currency": "GBP",
             "language": "en", "settings": {"maxBatchItems": 40},
             "tills": [{"code": "acme.desk", "secret": "secret-of-the-desk", "role": "WRITE"},
                       {"code": "acme.reader", "secret": "secret-of-the-reader", "role": "READ"}],
             "hierarchies": [{"code": "FLEET", "name": "Fleets", "default": true, "hierarchyCreationStrict": false,
               "roles": [{"code": "OWNER", "childRoleCode": "DRIVER", "maxChild": 500}, {"code": "DRIVER"}]}]}""";

    @TempDir
    static Path directory;

    private static PackagedService service;
    private static Path home;

    @BeforeAll
    static void start() throws Exception {
        service = PackagedService.start(Files.createDirectory(directory.resolve("service")));
        home = Files.createDirectory(directory.resolve("home"));
        Path secret = Files.writeString(home.resolve("desk.secret"), "secret-of-the-desk\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                Files.createDirectories(home.resolve(".config/guildhall")).resolve("config.toml"),
                """
                [profiles.test]
                url = "%s"
                till = "acme.desk"
                secret-file = "~/desk.secret"
                """.formatted(service.address()));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    @Order(1)
    void anOrganisationIsAppliedTwiceAndExported() throws Exception {
        assertThat(operator()
                        .fed(ORGANISATION, "org", "apply", "-", "--dry-run")
                        .talk())
                .startsWith("Organisation acme: ")
                .contains("would change");
        Ended first = operator().fed(ORGANISATION, "org", "apply", "-");
        assertThat(first.status()).as(first.talk()).isZero();
        assertThat(first.results()).contains("| create | /tills/acme.desk ");

        assertThat(operator().fed(ORGANISATION, "org", "apply", "-").talk())
                .isEqualTo("Organisation acme is as the document says already.\n");
        assertThat(operator().run("org", "list").results()).contains("| acme | Acme Fuels | active |      0 |");
        assertThat(operator().run("org", "export", "acme").results())
                .contains("\"code\" : \"acme\"")
                .doesNotContain("secret");
        assertThat(operator().run("org", "export", "nobody").status()).isEqualTo(5);
        assertThat(desk().run("org", "list").status()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void theDoctorFindsEverythingInPlace() throws Exception {
        Ended doctor = desk().run("doctor");

        assertThat(doctor.status()).as(doctor.results()).isZero();
        assertThat(doctor.results())
                .contains("ok    till           logged in as acme.desk")
                .doesNotContain("bad ");
        Ended wrong = desk().with("GUILDHALL_SECRET", "wrong").run("doctor");
        assertThat(wrong.status()).isEqualTo(4);
        assertThat(wrong.results()).contains("bad   till").contains("-> compare code and secret");
    }

    @Test
    @Order(3)
    void peopleAreSentInBatchesOfTheOrganisationsSize() throws Exception {
        Path file = Files.writeString(home.resolve("people.ndjson"), people(100));

        Ended dry = desk().with("GUILDHALL_TILL", "acme.reader")
                .with("GUILDHALL_SECRET", "secret-of-the-reader")
                .run("associate", file.toString(), "--dry-run");
        assertThat(dry.talk()).contains("100 items: 100 created (dry run, nothing was written)");

        Ended sent = desk().run("associate", file.toString());
        assertThat(sent.status()).as(sent.talk()).isZero();
        assertThat(sent.talk()).contains("100 items: 100 created");

        Ended again = desk().run("associate", file.toString(), "--output", "json");
        assertThat(again.status()).as(again.talk()).isZero();
        assertThat(again.results().lines()).hasSize(100);
        assertThat(again.talk()).contains("100 items: 100 unchanged");
    }

    @Test
    @Order(4)
    void itemsThatFailAreShownWithTheirPlaceInTheFile() throws Exception {
        String broken = people(1) + """
                {"profiles": [{"firstName": "No", "identifiers": [{"type": "externalId", "value": "X-1"}]}],
                 "associationDetails": {"roleCode": "DRIVER", "fleetCompany": {"externalId": "NOWHERE"}}}
                """;

        Ended ended = desk().fed(broken, "associate", "-");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.results())
                .contains("| failed    |    | error ")
                .contains("1704")
                .contains("/1/associationDetails");
        assertThat(ended.talk()).contains("2 items: 1 unchanged, 1 failed");
        assertThat(desk().with("GUILDHALL_TILL", "acme.reader")
                        .with("GUILDHALL_SECRET", "secret-of-the-reader")
                        .fed(broken, "associate", "-")
                        .status())
                .isEqualTo(4);
    }

    @Test
    @Order(5)
    void aPersonIsShownWithThoseAboveAndBelow() throws Exception {
        Ended driver = desk().run("customer", "show", "externalId:E-7");
        assertThat(driver.status()).as(driver.talk()).isZero();
        assertThat(driver.results()).contains("李明 7").contains("Under").contains("Olwen Reed (OWNER, ");

        Ended owner = desk().run("customer", "show", "externalId:OWNER", "--children", "3");
        assertThat(owner.results())
                .contains("Role           OWNER")
                .contains("\nChildren\n")
                .contains("李明 0");
        assertThat(owner.talk()).contains("97 more children; --children shows them.");

        String json = desk().run("customer", "show", "externalId:E-7", "--output", "json")
                .results();
        assertThat(json).contains("\"parents\"").contains("\"total\" : 0");
        assertThat(desk().run("customer", "show", "externalId:E-700").status()).isEqualTo(5);
        assertThat(desk().run("customer", "search", "olwe").results()).contains("Olwen Reed");
    }

    @Test
    @Order(6)
    void aCompanyIsDrawnAndCutWhereThatWasAskedFor() throws Exception {
        Ended whole = desk().run("tree", "REED-1");
        assertThat(whole.status()).as(whole.talk()).isZero();
        assertThat(whole.results()).startsWith("Reed Haulage [REED-1, FLEET]\n`-- Olwen Reed (OWNER, ");
        assertThat(whole.results().lines()).hasSize(102);
        assertThat(whole.talk()).isEqualTo("1 company, 101 people\n");

        assertThat(desk().run("tree", "REED-1", "--limit", "10").talk()).contains("Cut: 91 people are left out");
        assertThat(desk().run("company", "list").results()).contains("| REED-1 | Reed Haulage | FLEET");
        assertThat(desk().run("company", "show", "REED-1").results()).contains("Reed Haulage");
        assertThat(desk().run("hierarchy", "list").results()).contains("OWNER > DRIVER");
        assertThat(desk().run("hierarchy", "show", "FLEET").results()).contains("| OWNER  | DRIVER");
    }

    @Test
    @Order(7)
    void aMoveIsAChangeSetThatCanBeShown() throws Exception {
        Ended updated = desk().fed(
                        "[{\"profiles\": [{\"lastName\": \"Renamed\", \"identifiers\": [{\"type\": \"externalId\", \"value\": \"E-3\"}]}]}]",
                        "update",
                        "-",
                        "--show",
                        "all");

        assertThat(updated.status()).as(updated.talk()).isZero();
        assertThat(updated.results()).contains("| updated |");
        assertThat(desk().run("changes", "show", "0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11")
                        .status())
                .isEqualTo(5);
    }

    @Test
    @Order(8)
    void wrongUsageAndAnAbsentServiceHaveStatusesOfTheirOwn() throws Exception {
        assertThat(desk().run("no-such-command").status()).isEqualTo(2);
        assertThat(desk().run("tree").status()).isEqualTo(2);
        Ended absent = desk().run("tree", "REED-1", "--url", "http://127.0.0.1:1");
        assertThat(absent.status()).isEqualTo(3);
        assertThat(absent.talk()).contains("nobody listens there").doesNotContain("\tat ");
        assertThat(desk().run("help", "tree").results()).startsWith("NAME\n  guildhall tree - ");
    }

    @Test
    @Order(9)
    void ctrlCLeavesTheImportToTheService() throws Exception {
        assumeTrue(new ProcessBuilder("env", "--default-signal=INT", "true")
                        .start()
                        .waitFor()
                == 0);
        CountDownLatch watched = new CountDownLatch(3);
        HttpServer standIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        standIn.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] job = """
                        {"import": {"id": "0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11", "state": "RUNNING", "total": 9, "remaining": 8}}""".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, job.length);
                exchange.getResponseBody().write(job);
                watched.countDown();
            }
        });
        standIn.start();
        try {
            Path talk = home.resolve("interrupted.txt");
            Path file = Files.writeString(home.resolve("people.csv"), "firstName\nAda\n");
            Process process = desk().interruptible()
                    .with(
                            "GUILDHALL_URL",
                            "http://127.0.0.1:" + standIn.getAddress().getPort())
                    .start(home.resolve("results.txt"), talk, "import", file.toString());
            assertThat(watched.await(60, TimeUnit.SECONDS)).isTrue();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(talk).content().contains("The import goes on in the service: guildhall import status");
        } finally {
            standIn.stop(0);
        }
    }

    private static Command desk() {
        return new Command(home);
    }

    private static Command operator() {
        return desk().with("GUILDHALL_OPERATOR", PackagedService.OPERATOR);
    }

    /// Drivers under one owner of one company, an item to a line.
    private static String people(int count) {
        return IntStream.range(0, count).mapToObj("""
                        {"profiles": [{"firstName": "李明", "lastName": "%1$d", "identifiers": [{"type": "externalId", "value": "E-%1$d"}]}], \
                        "associationDetails": {"roleCode": "DRIVER", "parentCustomer": {"profiles": [{"firstName": "Olwen", \
                        "lastName": "Reed", "identifiers": [{"type": "externalId", "value": "OWNER"}]}]}, \
                        "fleetCompany": {"externalId": "REED-1", "name": "Reed Haulage", "hierarchyDefinitionCode": "FLEET"}}}
                        """::formatted).collect(Collectors.joining());
    }
}
