package io.guildhall.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import io.guildhall.e2e.PackagedService.DatabaseAccess;
import io.guildhall.e2e.PackagedService.Surroundings;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two instances of the service on one database. Whichever stands still, in the middle of its work and for longer than
/// the database waits for it, the other one goes on with what it held; and when it wakes it does nothing a second time.
class SharedQueueTest {
    private static final int ROWS = 15_000;
    private static final int CHUNK = 5;
    private static final int STANDSTILLS = 4;
    /// The database ends transactions that have been idle for twice the time that a statement may take.
    private static final Duration STATEMENT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String KEY = "5a".repeat(32);

    @Test
    void noRowIsDoneTwiceAndNoneIsLost(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                PackagedService one = start(directory.resolve("one"), Map.of());
                PackagedService other = start(directory.resolve("other"), beside(one))) {
            Caller operator = new Caller(http, one.address(), PackagedService.OPERATOR);
            assertThat(operator.send("PUT", "/admin/v1/orgs/" + Fleet.ORGANISATION, Fleet.organisation())
                            .status())
                    .isEqualTo(200);
            Caller byOne = new Caller(http, one.address(), Fleet.TILL);
            Caller byOther = new Caller(http, other.address(), Fleet.TILL);
            List<String> imports = new ArrayList<>();
            imports.add(upload(byOne, "A"));
            imports.add(upload(byOther, "B"));

            for (int standstill = 0; standstill < STANDSTILLS; standstill++) {
                boolean isOne = standstill % 2 == 0;
                long left = standStill(isOne ? one : other, isOne ? byOther : byOne, imports);
                if (standstill < 2) {
                    assertThat(left)
                            .as("there is work while each of them stands still")
                            .isPositive();
                }
            }

            for (String id : imports) {
                JsonNode ended = await(byOther, id);
                assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
                assertThat(ended.path("created").asLong()).as("%s", ended).isEqualTo(ROWS);
            }
            compare(one.database());
        }
    }

    private static PackagedService start(Path directory, Map<String, String> more) throws Exception {
        Files.createDirectories(directory);
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "GUILDHALL_KEY",
                KEY,
                "GUILDHALL_DB_STATEMENT_TIMEOUT",
                STATEMENT.toSeconds() + "s",
                "GUILDHALL_IMPORTS_CHUNKPEOPLE",
                Integer.toString(CHUNK)));
        settings.putAll(more);
        return PackagedService.start(directory, new Surroundings(settings, 0));
    }

    private static Map<String, String> beside(PackagedService one) throws Exception {
        DatabaseAccess database = one.database();
        return Map.of(
                "GUILDHALL_DB_URL", database.url(),
                "GUILDHALL_DB_USER", database.user(),
                "GUILDHALL_DB_PASSWORD", database.password());
    }

    private static String upload(Caller till, String prefix) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append("{\"profiles\":[{\"identifiers\":[{\"type\":\"externalId\",\"value\":\"%s-%d\"}]}]}\n"
                    .formatted(prefix, i));
        }
        Answer answer = till.upload("/v2/imports", "application/x-ndjson", lines.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().at("/import/id").asString();
    }

    /// One stands still until the other has done more than was left for it at once; then it wakes.
    ///
    /// @return how many rows there were to do when it stood still
    private static long standStill(PackagedService still, Caller awake, List<String> imports) throws Exception {
        still.suspend();
        long before = remaining(awake, imports);
        try {
            Thread.sleep(STATEMENT.multipliedBy(2).plusSeconds(1));
            assertThat(remaining(awake, imports))
                    .as("the other one goes on")
                    .matches(now -> now == 0 || now < before, "less than " + before);
        } finally {
            still.wake();
        }
        Thread.sleep(500);
        return before;
    }

    private static long remaining(Caller till, List<String> imports) throws Exception {
        long remaining = 0;
        for (String id : imports) {
            remaining +=
                    till.get("/v2/imports/" + id).json().at("/import/remaining").asLong();
        }
        return remaining;
    }

    private static JsonNode await(Caller till, String id) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode now = till.get("/v2/imports/" + id).json().path("import");
            if (now.path("state").asString().matches("SUCCEEDED|COMPLETED_WITH_ERRORS|FAILED|CANCELLED")) {
                return now;
            }
            assertThat(System.nanoTime()).as("%s goes on", now).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void compare(DatabaseAccess access) throws Exception {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = guildhall");
            assertThat(single(statement, "SELECT count(*) FROM customer")).isEqualTo(2 * ROWS);
            assertThat(single(statement, "SELECT count(DISTINCT value) FROM customer_identifier"))
                    .isEqualTo(2 * ROWS);
            assertThat(single(statement, "SELECT count(*) FROM import_chunk")).isGreaterThan(2 * ROWS / CHUNK - 1);
            assertThat(single(
                            statement, "SELECT count(*) FROM import_chunk WHERE done_at IS NULL OR change_id IS NULL"))
                    .isZero();
            // each chunk is one change set, and there is no other
            assertThat(single(statement, "SELECT count(*) FROM change_set"))
                    .isEqualTo(single(statement, "SELECT count(*) FROM import_chunk"));
        }
    }

    private static long single(Statement statement, String query) throws Exception {
        try (ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
