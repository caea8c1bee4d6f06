package io.guildhall.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import io.guildhall.e2e.PackagedService.DatabaseAccess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The service and its database are killed at random moments while they work on a file. What is there in the end is
/// what
/// an import of the same file that nobody disturbed has left, record by record. `guildhall.import.rows` and
/// `guildhall.import.kills` say how much.
class ImportCrashTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
    private static final int MOST_LOAD_MILLIS = 400;
    /// Of each hundred rows this one is wrong.
    private static final int WRONG = 37;

    /// And of each thousand this manager, on whom drivers lean.
    private static final int WRONG_MANAGER = 540;

    private final int rows = Integer.getInteger("guildhall.import.rows", 6_000);
    private final int kills = Integer.getInteger("guildhall.import.kills", 4);
    private final Random random = new Random(seed());
    private int killed;

    private static long seed() {
        long given = Long.getLong("guildhall.seed", 0);
        return given == 0 ? System.nanoTime() : given;
    }

    @Test
    void endsAsIfNobodyHadDisturbedIt(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                PackagedService service = PackagedService.start(directory)) {
            Caller operator = new Caller(http, service.address(), PackagedService.OPERATOR);
            assertThat(operator.send("PUT", "/admin/v1/orgs/" + Fleet.ORGANISATION, Fleet.organisation())
                            .status())
                    .isEqualTo(200);
            Caller till = new Caller(http, service.address(), Fleet.TILL);

            JsonNode undisturbed = await(till, upload(till, "A"), service, false);
            JsonNode disturbed = await(till, upload(till, "B"), service, true);

            assertThat(failures(till, disturbed)).containsExactlyElementsOf(failures(till, undisturbed));
            assertThat(counts(disturbed)).isEqualTo(counts(undisturbed));
            assertThat(disturbed.path("remaining").asLong()).isZero();
            compare(service.database(), undisturbed, disturbed);
            String report = "%d rows imported under %d kills".formatted(rows, killed);
            System.out.println("Import crash test: " + report);
            Files.writeString(
                    Path.of(System.getProperty("guildhall.root"), "e2e", "target", "import-crash-test.txt"),
                    report + "\n");
        }
    }

    /// Drivers before their managers, managers before their owners; some with a role that does not exist.
    private String upload(Caller till, String prefix) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(line(prefix, i));
        }
        Collections.reverse(lines);
        Answer answer = till.upload("/v2/imports", NDJSON, String.join("\n", lines) + "\n");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().at("/import/id").asString();
    }

    private static String line(String prefix, int number) {
        boolean isOwner = number % 1_000 == 0;
        boolean isManager = number % 20 == 0;
        int parent = isManager ? number / 1_000 * 1_000 : number / 20 * 20;
        String role = number % 100 == WRONG || number % 1_000 == WRONG_MANAGER
                ? "PILOT"
                : isOwner ? "OWNER" : isManager ? "MANAGER" : "DRIVER";
        String above = isOwner ? "" : """
                "parentCustomer":{"profiles":[{"identifiers":[{"type":"externalId","value":"%s-%d"}]}]},""".formatted(prefix, parent);
        String company = isOwner
                ? "{\"externalId\":\"%s-C\",\"name\":\"C\",\"hierarchyDefinitionCode\":\"FLEET\"}".formatted(prefix)
                : "{\"externalId\":\"%s-C\"}".formatted(prefix);
        return """
                {"profiles":[{"firstName":"First %d","lastName":"Last","identifiers":[{"type":"externalId","value":"%s-%d"}]}],\
                "associationDetails":{"hierarchyCode":"FLEET","roleCode":"%s",%s"fleetCompany":%s}}""".formatted(number, prefix, number, role, above, company);
    }

    private JsonNode await(Caller till, String id, PackagedService service, boolean kill) throws Exception {
        List<Victim> next = new ArrayList<>();
        long done = -1;
        long deadline = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
        while (true) {
            JsonNode now = look(till, id);
            if (now != null) {
                long reached = rows - now.path("remaining").asLong();
                if (now.path("state").asString().matches("SUCCEEDED|COMPLETED_WITH_ERRORS|FAILED|CANCELLED")) {
                    return now;
                }
                if (reached > done && reached > 0) {
                    done = reached;
                    deadline = System.nanoTime() + LONGEST_STANDSTILL.toNanos();
                    if (kill && killed < kills) {
                        kill(next, service);
                    }
                }
            }
            assertThat(System.nanoTime()).as("the import goes on").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private void kill(List<Victim> next, PackagedService service) throws Exception {
        Thread.sleep(random.nextInt(MOST_LOAD_MILLIS));
        if (next.isEmpty()) {
            next.addAll(List.of(Victim.values()));
            Collections.shuffle(next, random);
        }
        killed++;
        next.removeLast().kill(service, random);
    }

    /// Null while nobody answers.
    private static JsonNode look(Caller till, String id) throws InterruptedException {
        try {
            Answer answer = till.get("/v2/imports/" + id);
            return answer.status() == 200 ? answer.json().path("import") : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static String counts(JsonNode imported) {
        return List.of("state", "total", "created", "linked", "moved", "updated", "unchanged", "failed").stream()
                .map(name -> imported.path(name).asString())
                .toList()
                .toString();
    }

    private static List<String> failures(Caller till, JsonNode imported) throws Exception {
        return till.get("/v2/imports/" + imported.path("id").asString() + "/errors?format=ndjson")
                .body()
                .lines()
                .map(line -> line.replaceAll("\"[AB]-", "\""))
                .toList();
    }

    private static void compare(DatabaseAccess access, JsonNode undisturbed, JsonNode disturbed) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = guildhall");
            assertThat(people(statement, "B")).isEqualTo(people(statement, "A"));
            assertThat(changes(statement, disturbed)).isEqualTo(changes(statement, undisturbed));
            assertThat(single(statement, """
                            SELECT count(*) FROM association AS a
                             WHERE a.child_count <> (SELECT count(*) FROM association_spell AS s
                                                      WHERE s.parent_id = a.id AND s.to_at = 'infinity')
                            """)).as("miscounted children").isEqualTo("0");
            assertThat(single(statement, "SELECT count(*) FROM import_chunk WHERE done_at IS NULL"))
                    .isEqualTo("0");
            assertThat(single(
                            statement,
                            "SELECT count(*) FROM import_row AS r WHERE NOT EXISTS (SELECT FROM import_error AS e"
                                    + " WHERE e.import_id = r.import_id AND e.line = r.line)"))
                    .as("rows that are in and still kept")
                    .isEqualTo("0");
        }
    }

    /// Everybody of one of the files, without what tells the files apart.
    private static Map<String, String> people(Statement statement, String prefix) throws SQLException {
        Map<String, String> people = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT substr(i.value, 3), p.first_name || ' ' || s.role_code || ' ' || substr(c.external_id, 3) || ' '
                       || coalesce(substr(above.value, 3), '') || ' ' || (SELECT count(*) FROM association_spell AS x
                                                                        WHERE x.association_id = a.id)
                  FROM customer_identifier AS i
                  JOIN customer_profile AS p ON p.customer_id = i.customer_id
                  JOIN association AS a ON a.customer_id = i.customer_id
                  JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'
                  JOIN company AS c ON c.id = s.company_id
                  LEFT JOIN association AS b ON b.id = s.parent_id
                  LEFT JOIN customer_identifier AS above ON above.customer_id = b.customer_id
                 WHERE i.value LIKE '%s-%%'
                """.formatted(prefix))) {
            while (rows.next()) {
                assertThat(people.put(rows.getString(1), rows.getString(2)))
                        .as("twice")
                        .isNull();
            }
        }
        return people;
    }

    /// Records by type and action, of all change sets of the import.
    private static Map<String, String> changes(Statement statement, JsonNode imported) throws SQLException {
        Map<String, String> changes = new TreeMap<>();
        try (ResultSet rows =
                statement.executeQuery("""
                SELECT r.entity_type || ' ' || r.action, count(DISTINCT r.entity_id)
                  FROM change_set AS c
                  JOIN change_record AS r ON r.org_id = c.org_id AND r.change_id = c.id
                 WHERE c.path = '/v2/imports/%s'
                   AND EXISTS (SELECT FROM import_chunk AS k WHERE k.change_id = c.id)
                 GROUP BY 1
                """.formatted(imported.path("id").asString()))) {
            while (rows.next()) {
                changes.put(rows.getString(1), rows.getString(2));
            }
        }
        return changes;
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
