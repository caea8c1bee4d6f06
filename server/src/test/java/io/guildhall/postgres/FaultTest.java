package io.guildhall.postgres;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.guildhall.Fleet;
import io.guildhall.GuildhallApplication;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What docs/operations.md promises when something around the service fails. Kills of processes and a full disk are
/// tried from outside (`e2e`).
@SpringBootTest(
        classes = {GuildhallApplication.class, FaultTest.Time.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.db.pool-size=4",
            "guildhall.db.pool-timeout=1s",
            "guildhall.db.statement-timeout=2s",
            "guildhall.db.lock-timeout=1s"
        })
@DirtiesContext
class FaultTest {
    private static final DatabaseAccess DATABASE = TestServer.get().freshDatabase();
    private static final FaultyWire WIRE = wire();

    @LocalServerPort
    private int port;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private MovableClock clock;

    private final JdbcTemplate owner = new JdbcTemplate(PostgresExtension.owner(DATABASE));
    private TestOrganisation org;

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private static FaultyWire wire() {
        try {
            return FaultyWire.to(URI.create(DATABASE.owner().url().substring("jdbc:".length()))
                    .getPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DatabaseLogin login = DATABASE.owner();
        DatabaseLogin application = DATABASE.application() == null ? login : DATABASE.application();
        registry.add(
                "guildhall.db.url", () -> login.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + WIRE.port() + "/"));
        registry.add("guildhall.key", () -> "00112233445566778899aabbccddeeff".repeat(2));
        registry.add("guildhall.db.user", login::user);
        registry.add("guildhall.db.password", login::password);
        registry.add("guildhall.db.app-user", application::user);
        registry.add("guildhall.db.app-password", application::password);
    }

    @AfterAll
    static void close() throws IOException {
        WIRE.close();
    }

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
    }

    @AfterEach
    void mend() {
        WIRE.mend();
        clock.reset();
        owner.execute("DROP TRIGGER IF EXISTS fault ON guildhall.change_set");
        awaitReady();
    }

    @Test
    void aDatabaseThatIsGoneIs503UntilItIsBack() {
        register(101, "before");

        WIRE.cut();
        assertUnavailable(register(102, "gone"));
        assertUnavailable(org.get("/v2/companies/all"));
        assertThat(ready()).isEqualTo(503);
        assertThat(org.anonymously("GET", "/health/live", null).status()).isEqualTo(200);

        WIRE.mend();
        awaitReady();
        Answer again = register(102, "gone");
        assertDone(again);
        assertThat(again.response().headers().firstValue("Idempotent-Replay")).isEmpty();
        assertThat(register(101, "before").response().headers().firstValue("Idempotent-Replay"))
                .contains("true");
    }

    @Test
    void connectionsThatTheDatabaseEndsDoNotReachAnybody() {
        owner.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

        // a request may meet one that it has not noticed yet
        Answer first = register(110, "ended");
        assertThat(first.status()).isIn(200, 503);
        awaitReady();
        assertDone(register(110, "ended"));
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticed() {
        register(120, "before silence");

        WIRE.silence();
        long start = System.nanoTime();
        assertUnavailable(register(121, "silence"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(ready()).isEqualTo(503);

        WIRE.mend();
        awaitReady();
        assertDone(register(121, "silence"));
    }

    @Test
    void aCallWhoseCommitIsNotConfirmedIs503AndItsRepetitionIsToldWhatItDid() {
        register(130, "before commit");

        WIRE.loseNextCommit();
        assertUnavailable(register(131, "commit"));

        Answer again = register(131, "commit");
        assertDone(again);
        assertThat(again.response().headers().firstValue("Idempotent-Replay")).contains("true");
        // and whoever sends it without a key learns that the person is there
        assertThat(org.post(BULK, "[" + person(131) + "]")
                        .at("/0/errors/0/code")
                        .asInt())
                .isEqualTo(8006);
    }

    @Test
    void aPoolWithoutAFreeConnectionIs503UntilThereIsOne() throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(pool.getConnection());
            }
            assertUnavailable(register(140, "pool"));
            assertThat(ready()).isEqualTo(503);
            assertThat(org.anonymously("GET", "/health/live", null).status()).isEqualTo(200);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertDone(register(140, "pool"));
    }

    @Test
    void aDatabaseThatTakesNoWritesIsReadAndNotReadyUntilItDoes() {
        assertDone(register(150, "before read-only"));
        // for the sessions of requests alone, so that the owner can take it back
        String sessions = "ALTER ROLE " + DATABASE.requests().user() + " IN DATABASE "
                + owner.queryForObject("SELECT current_database()", String.class);
        try {
            owner.execute(sessions + " SET default_transaction_read_only = on");
            pool.getHikariPoolMXBean().softEvictConnections();

            assertUnavailable(register(151, "read-only"));
            assertThat(ready()).isEqualTo(503);
            assertThat(org.get("/v2/companies/all").status()).isEqualTo(200);
        } finally {
            owner.execute(sessions + " RESET default_transaction_read_only");
        }
        awaitReady();
        assertDone(register(151, "read-only"));
    }

    /// Disk full, out of memory, too many connections, shut down, crashed, starting, read and write failing, and those
    /// that end an idle transaction.
    @ParameterizedTest
    @ValueSource(
            strings = {"53100", "53200", "53300", "57014", "57P01", "57P02", "57P03", "58030", "25006", "25P03", "08006"
            })
    void whatTheServerCannotDoIs503AndNothingOfItStays(String state) {
        fault(state);
        assertUnavailable(register(160, state));
        owner.execute("DROP TRIGGER fault ON guildhall.change_set");

        Answer again = register(160, state);
        assertDone(again);
        assertThat(again.response().headers().firstValue("Idempotent-Replay")).isEmpty();
    }

    @Test
    void aFaultOfTheServiceIsLoggedWithItsRequestAndWithoutWhatItSays() throws Exception {
        var log = (Logger) LoggerFactory.getLogger("io.guildhall.error.web.RequestErrors");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        fault("23514");
        HttpResponse<String> answer;
        try {
            answer = unchecked("[" + person(160) + "]", "the-request.1");
        } finally {
            log.detachAppender(lines);
        }

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("447700900");
        ILoggingEvent line = lines.list.getLast();
        assertThat(line.getMDCPropertyMap())
                .containsEntry("requestId", "the-request.1")
                .containsEntry("till", org.code() + ".till")
                .containsKey("org");
        assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                .contains("DataIntegrityViolationException", "SQLSTATE 23514, table people", "BulkAssociation")
                .doesNotContain("447700900", "secret");
    }

    @Test
    void aClockThatJumpsHarmsNobody() {
        org.post(BULK, "[" + person(180, at("DEPOT_MGR")) + "," + person(181, at("DEPOT_MGR")) + "]");
        assertDone(org.post(BULK, "[" + person(182, at("DRIVER", under(180))) + "]"));

        clock.jump(Duration.ofDays(400));
        assertDone(register(183, "far ahead"));
        assertThat(moved(182, 181).status()).isEqualTo(200);

        clock.jump(Duration.ofDays(-800));
        Answer back = moved(182, 180);
        assertThat(back.at("/0/errors").isEmpty()).as(back.toString()).isTrue();
        assertDone(register(184, "far back"));
        // the answer of the call that came from the future is still that call's
        assertThat(register(183, "far ahead").response().headers().firstValue("Idempotent-Replay"))
                .contains("true");
        assertThat(ready()).isEqualTo(200);

        clock.reset();
        assertThat(moved(182, 181).at("/0/errors").isEmpty()).isTrue();
        assertDone(register(185, "now"));
    }

    @Test
    void aTokenEndsWithTheClockAndTheNextOneIsGood() {
        String key = org.code() + ".pos";
        org.apply(
                "'clients':[{'key':'" + key + "','secret':'a secret of this test','till':'" + org.code()
                        + ".till','ttlSeconds':60,'role':'READ'}]",
                "");
        String token = token(key);
        assertThat(withToken(token)).isEqualTo(200);

        clock.jump(Duration.ofHours(1));
        assertThat(withToken(token)).isEqualTo(401);
        assertThat(withToken(token(key))).isEqualTo(200);

        clock.jump(Duration.ofHours(-5));
        assertThat(withToken(token(key))).isEqualTo(200);
    }

    private String token(String key) {
        return org.anonymously(
                        "POST", "/v3/oauth/token/generate", "{'key':'" + key + "','secret':'a secret of this test'}")
                .at("/data/accessToken")
                .asString();
    }

    private int withToken(String token) {
        return org.bare("GET", "/v2/companies/all", null, "Authorization", "Bearer " + token)
                .status();
    }

    private Answer moved(int driver, int parent) {
        return org.put(BULK, "[" + person(driver, at("DRIVER", under(parent))) + "]");
    }

    private Answer register(int number, String key) {
        return org.with(
                "POST", BULK, "[" + person(number) + "]", "Content-Type", "application/json", "Idempotency-Key", key);
    }

    /// The contract knows no 500.
    private HttpResponse<String> unchecked(String body, String requestId) throws Exception {
        String login = org.code() + ".till:" + org.code() + "-secret-0123";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + BULK))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                            .header("Content-Type", "application/json")
                            .header("X-Request-Id", requestId)
                            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /// Whoever writes a change set fails so, with a detail as PostgreSQL's have it.
    private void fault(String state) {
        owner.execute("""
                CREATE OR REPLACE FUNCTION guildhall.fault() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  RAISE EXCEPTION 'could not write 447700900160'
                    USING ERRCODE = '%s', DETAIL = 'Key (mobile)=(447700900160)', TABLE = 'people';
                END $$
                """.formatted(state));
        owner.execute("CREATE TRIGGER fault BEFORE INSERT ON guildhall.change_set"
                + " FOR EACH ROW EXECUTE FUNCTION guildhall.fault()");
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.at("/0/entity/id").asLong()).as(answer.toString()).isPositive();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.errors()).containsExactly("503 -");
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
    }

    private int ready() {
        return org.anonymously("GET", "/health/ready", null).status();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ready() != 200) {
            assertThat(System.nanoTime()).as("still not ready").isLessThan(deadline);
        }
    }
}
