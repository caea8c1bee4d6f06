package io.guildhall.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import io.guildhall.e2e.PackagedService.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Faults that need a process of its own to happen to (docs/operations.md has the table).
class FaultTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BULK = "/v2/customers/bulk";
    private static final String TILL = "fault.desk:a-secret-of-the-fault-tests";
    private static final String ORGANISATION = """
            {"code": "fault", "name": "Fault test", "baseCountry": "GB", "timeZone": "Europe/London",
             "currency": "GBP", "language": "en",
             "tills": [{"code": "fault.desk", "secret": "a-secret-of-the-fault-tests", "role": "WRITE"}]}
            """;
    private static final int PEOPLE = 200;
    private static final int MOST_CALLS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aCallWhoseServiceIsKilledAfterTheCommitIsToldWhatItDidWhenItComesAgain() throws Exception {
        ConcurrentLinkedQueue<String> traces = new ConcurrentLinkedQueue<>();
        HttpServer receiver = receiver(traces);
        var surroundings = new Surroundings(
                Map.of(
                        "GUILDHALL_LOG",
                        "json",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + receiver.getAddress().getPort(),
                        "OTEL_TRACES_SAMPLER",
                        "always_on",
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "100"),
                0);
        try (PackagedService service = PackagedService.start(directory, surroundings)) {
            Caller till = till(service);
            // the server commits, and keeps to itself that it has until somebody else has it as well
            tell(service, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            tell(service, "SELECT pg_reload_conf()");
            CompletableFuture<Answer> cutOff = CompletableFuture.supplyAsync(() -> send(till, 1, "cut-off"));
            // the call's and no other: it holds the lock of its Idempotency-Key
            await("the commit", () -> isTrue(service, """
                    SELECT EXISTS (
                      SELECT FROM pg_stat_activity AS a JOIN pg_locks AS l USING (pid)
                       WHERE a.wait_event = 'SyncRep' AND a.query = 'COMMIT'
                         AND l.locktype = 'advisory' AND l.mode = 'ExclusiveLock')"""));
            service.kill();
            tell(service, "ALTER SYSTEM RESET synchronous_standby_names");
            tell(service, "SELECT pg_reload_conf()");
            service.launchAgain();
            service.awaitReady();

            Answer again = send(till, 1, "cut-off");

            assertThat(cutOff.handle((answer, failure) -> failure != null || answer == null)
                            .get())
                    .as("nobody was told")
                    .isTrue();
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
            assertThat(again.json().at("/0/entity/id").longValue()).isEqualTo(idOf(till, 0));
            await("traces", () -> traces.contains("/v1/traces"));
            assertThat(service.log()).isNotEmpty();
            assertNothingPersonal(service, 1);
            for (String line : service.log()) {
                JsonNode read = JSON.readTree(line);
                assertThat(read.path("@timestamp").stringValue()).endsWith("Z");
                assertThat(read.path("message").isString()).isTrue();
            }
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void aFullDiskStopsWritesLosesNothingAndIsOverWhenThereIsRoom() throws Exception {
        assumeTrue(Surroundings.canLimitDisks(), "mounting is not allowed here");
        try (PackagedService service = PackagedService.start(directory, new Surroundings(Map.of(), 192))) {
            Caller till = till(service);
            Map<Integer, Answer> acknowledged = new LinkedHashMap<>();
            acknowledged.put(0, acknowledged(send(till, PEOPLE, "room-0", 0)));

            Path ballast = fill(service);
            await("not ready, before any call has failed", () -> !service.isReady());
            assertThat(till.get("/health/live").status()).isEqualTo(200);
            int refused = 1;
            for (; refused < MOST_CALLS; refused++) {
                Answer answer = send(till, PEOPLE, "room-" + refused, refused * PEOPLE);
                assertThat(answer.status()).as(answer.body()).isIn(200, 503);
                if (answer.status() == 503) {
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                    break;
                }
                acknowledged.put(refused, acknowledged(answer));
            }
            assertThat(refused).isLessThan(MOST_CALLS);
            assertThat(service.isReady()).isFalse();
            assertThat(till.get("/health/live").status()).isEqualTo(200);

            Files.delete(ballast);
            service.awaitReady();
            acknowledged.put(refused, acknowledged(send(till, PEOPLE, "room-" + refused, refused * PEOPLE)));
            for (var one : acknowledged.entrySet()) {
                Answer again = send(till, PEOPLE, "room-" + one.getKey(), one.getKey() * PEOPLE);
                assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
                assertThat(again.body()).isEqualTo(one.getValue().body());
                assertThat(idOf(till, one.getKey() * PEOPLE))
                        .isEqualTo(again.json().at("/0/entity/id").longValue());
            }
            assertThat(String.join("\n", service.log())).contains("its disk is full", "Ready again");
            assertNothingPersonal(service, PEOPLE * (refused + 1));
        }
    }

    private Caller till(PackagedService service) throws Exception {
        Answer applied = new Caller(http, service.address(), PackagedService.OPERATOR)
                .send("PUT", "/admin/v1/orgs/fault", JSON.readTree(ORGANISATION));
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        return new Caller(http, service.address(), TILL);
    }

    private static Answer send(Caller till, int people, String key) {
        return send(till, people, key, 0);
    }

    private static Answer send(Caller till, int people, String key, int first) {
        String items = IntStream.range(first, first + people)
                .mapToObj(number -> """
                        {"profiles": [{"firstName": "%s", "identifiers": [{"type": "mobile", "value": "%s"}]}]}""".formatted(name(number), mobile(number)))
                .collect(Collectors.joining(",", "[", "]"));
        try {
            return till.send("POST", BULK, items, key);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer acknowledged(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("X-Change-Id")).isNotEmpty();
        return answer;
    }

    private static long idOf(Caller till, int number) throws Exception {
        return till.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(number))
                .json()
                .path("entity")
                .longValue();
    }

    private static String name(int number) {
        return "Firstname" + number + "x";
    }

    private static String mobile(int number) {
        return "447911" + (100000 + number);
    }

    /// Leaves no byte.
    private static Path fill(PackagedService service) throws IOException {
        Path ballast = service.data().resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size = 1 << 20; size > 0; size /= 16) {
                fill(out, new byte[size]);
            }
        } catch (IOException full) {
            // what was buffered for the last time
        }
        return ballast;
    }

    private static void fill(OutputStream out, byte[] piece) {
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            // smaller pieces may still fit
        }
    }

    private static HttpServer receiver(ConcurrentLinkedQueue<String> paths) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            paths.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private static void tell(PackagedService service, String sql) throws Exception {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isTrue(PackagedService service, String sql) throws Exception {
        try (Connection connection = connect(service);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static Connection connect(PackagedService service) throws SQLException, IOException {
        var database = service.database();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /// Neither the service's log nor the database's names anybody.
    private static void assertNothingPersonal(PackagedService service, int people) throws IOException {
        String logs = String.join("\n", service.log())
                + Files.readString(service.data().resolve("postgres.log"))
                + (Files.exists(service.data().resolve("postgres.log.1"))
                        ? Files.readString(service.data().resolve("postgres.log.1"))
                        : "");
        List<String> named = IntStream.range(0, people)
                .boxed()
                .flatMap(number -> java.util.stream.Stream.of(name(number), mobile(number)))
                .filter(logs::contains)
                .toList();
        assertThat(named).isEmpty();
    }
}
