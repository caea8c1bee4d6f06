package io.guildhall.imports.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.ndjson;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Imports of many chunks.
@RunningService
class ImportWorkTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private static byte[] people(int count) {
        return ndjson(IntStream.range(0, count)
                .mapToObj(number -> "{'profiles':[{'identifiers':[{'type':'externalId','value':'P" + number + "'}]}]}")
                .toArray(String[]::new));
    }

    private static String send(ImportClient client, byte[] file) {
        return client.send(NDJSON, file, "").json().at("/import/id").asString();
    }

    private String state(String id) {
        return org.get("/v2/imports/" + id).at("/import/state").asString();
    }

    @Test
    void aSmallImportDoesNotWaitForALargeOneOfSomebodyElse() {
        TestOrganisation other = Fleet.create(port);
        String large = send(imports, people(6_000));
        imports.await(large, "RUNNING|SUCCEEDED");

        new ImportClient(other, port).run(NDJSON, people(60), "");

        assertThat(state(large)).isEqualTo("RUNNING");
        assertThat(ImportClient.counts(imports.await(large))).contains("created 6000 ", "remaining 0");
    }

    @Test
    void aPausedImportWritesNothingUntilItIsResumed() throws InterruptedException {
        String id = send(imports, people(3_000));
        imports.await(id, "RUNNING");

        JsonNode paused = org.post("/v2/imports/" + id + "/pause", null).at("/import");
        Thread.sleep(700);

        assertThat(paused.path("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.path("phase").asString()).isEqualTo("working");
        assertThat(paused.path("phasePercent").asInt()).isBetween(0, 99);
        assertThat(ImportClient.counts(org.get("/v2/imports/" + id).at("/import")))
                .isEqualTo(ImportClient.counts(paused));
        org.post("/v2/imports/" + id + "/resume", null);
        assertThat(ImportClient.counts(imports.await(id)))
                .isEqualTo("created 3000 linked 0 moved 0 updated 0 unchanged 0 failed 0 remaining 0 of 3000");
    }

    @Test
    void aCancelledImportKeepsWhatIsInAndAddsUp() throws InterruptedException {
        String id = send(imports, people(3_000));
        imports.await(id, "RUNNING");

        JsonNode cancelled = org.post("/v2/imports/" + id + "/cancel", null).at("/import");
        Thread.sleep(700);

        JsonNode later = org.get("/v2/imports/" + id).at("/import");
        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(ImportClient.counts(later)).isEqualTo(ImportClient.counts(cancelled));
        assertThat(later.path("created").asInt() + later.path("remaining").asInt())
                .isEqualTo(3_000);
        assertThat(org.post("/v2/imports/" + id + "/resume", null).errors()).containsExactly("1744 -");
    }

    @Test
    void anImportIsTakenBackTheLastChunkFirst() {
        List<String> rows = new ArrayList<>(List.of(person(200, at("DEPOT_MGR"))));
        for (int i = 201; i < 245; i++) {
            rows.add(person(i, at("DRIVER", under(200))));
        }
        Collections.reverse(rows);
        JsonNode imported = imports.run(NDJSON, ndjson(rows.toArray(String[]::new)), "");
        String revert = "/v2/imports/" + imported.path("id").asString() + "/revert";

        JsonNode tried = org.post(revert + "?dryRun=true", null).at("/data");
        assertThat(org.get("/v2/customers/search?q=447700")
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(45);
        JsonNode reverted = org.post(revert, null).at("/data");

        assertThat(reverted.path("skipped")).isEmpty();
        assertThat(reverted.path("remaining").asInt()).isZero();
        assertThat(reverted.path("removed").asInt()).isGreaterThanOrEqualTo(45);
        assertThat(tried).isEqualTo(reverted);
        assertThat(org.get("/v2/customers/search?q=447700")
                        .at("/pagination/total")
                        .asInt())
                .isZero();
        assertThat(org.post(revert, null).at("/data/reverted").asInt()).isZero();
    }

    /// Nothing that a caller can send does this; a row is made unreadable behind the service's back.
    @Test
    void aRowThatCannotBeDoneIsFoundAndTheOthersAreIn(@Autowired DataSource database) {
        String id = send(imports, people(3_000));
        imports.await(id, "RUNNING");
        org.post("/v2/imports/" + id + "/pause", null);
        poison(database, id, 3_000);
        org.post("/v2/imports/" + id + "/resume", null);

        JsonNode imported = imports.await(id);

        assertThat(imports.failures(imported)).containsExactly("3000: 500");
        assertThat(ImportClient.counts(imported)).contains("created 2999 ", "failed 1 remaining 0 ");
    }

    private void poison(DataSource database, String id, long line) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        JdbcClient jdbc = JdbcClient.create(database);
        int poisoned = transaction.execute(_ -> {
            long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                    .param("code", org.code())
                    .query(Long.class)
                    .single();
            jdbc.sql("SET LOCAL guildhall.org_id = '" + orgId + "'").update();
            return jdbc.sql("UPDATE import_row SET leans = '{{1}}' WHERE import_id = :id AND line = :line")
                    .param("id", UUID.fromString(id))
                    .param("line", line)
                    .update();
        });
        assertThat(poisoned).isEqualTo(1);
    }

    /// What a file says does not depend on where it says it, and it is what one bulk call would have made of it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfLinesEndsAsOneBulkCall(long seed) {
        Random random = new Random(seed);
        List<String> rows = rows(random);
        TestOrganisation bulk = Fleet.create(port);
        Map<String, String> expected = new LinkedHashMap<>();
        JsonNode answer = Fleet.post(bulk, rows.toArray(String[]::new)).body();
        for (int i = 0; i < rows.size(); i++) {
            String code = answer.path(i).at("/errors/0/code").asString("in");
            expected.merge(rows.get(i), code, (one, other) -> one + other);
        }
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);

        JsonNode imported = imports.run(NDJSON, ndjson(shuffled.toArray(String[]::new)), "");

        Map<Integer, String> failures = new TreeMap<>();
        imports.failures(imported).forEach(failure -> {
            String[] parts = failure.split(": | ");
            failures.put(Integer.parseInt(parts[0]), parts[1]);
        });
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < shuffled.size(); i++) {
            found.merge(shuffled.get(i), failures.getOrDefault(i + 1, "in"), (one, other) -> one + other);
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(places(org)).isEqualTo(places(bulk));
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("guildhall.imports.seeds", 6));
    }

    /// A hundred rows or so: trees of four levels, people twice, and all kinds of faults that others lean on.
    private static List<String> rows(Random random) {
        List<String> rows = new ArrayList<>();
        rows.add(row(random, 200, "GROUP_OWNER", null));
        int next = 201;
        for (int owner = 0; owner < 3; owner++) {
            int ownerNumber = next++;
            rows.add(row(random, ownerNumber, "FLEET_OWNER", 200));
            for (int depot = 0; depot < 3; depot++) {
                int depotNumber = next++;
                // sometimes without a row of its own: registered along the way
                if (random.nextInt(5) > 0) {
                    rows.add(row(random, depotNumber, "DEPOT_MGR", ownerNumber));
                }
                for (int driver = 0; driver < 7; driver++) {
                    rows.add(row(random, next++, "DRIVER", depotNumber));
                }
            }
        }
        rows.addAll(rows.subList(0, 5)); // twice the same
        return rows;
    }

    private static String row(Random random, int number, String role, Integer parent) {
        String link = parent == null ? "" : under(parent);
        return switch (random.nextInt(20)) {
            case 0 -> person(number, at("PILOT", link));
            case 1 -> person(number, at(role, link), ",'loyaltyInfo':{'loyaltyType':'often'}");
            case 2 -> person(number, Fleet.in("NORFLEET", role, ",'fleetCompany':{'externalId':'NONE'}", link));
            default -> person(number, at(role, link));
        };
    }

    /// Role and parent of everybody in the company, by mobile number.
    private static Map<String, String> places(TestOrganisation org) {
        Map<String, String> places = new TreeMap<>();
        for (int offset = 0; offset < 200; offset += 100) {
            JsonNode page = org.get("/v2/customers/bulk?source=INSTORE&associationEntityType=company"
                            + "&associationEntityIdentifierType=externalId&associationEntityIdentifierValue=HQ"
                            + "&includeCustomerAssociateDetail=true&limit=100&offset=" + offset)
                    .at("/entity/customers");
            for (JsonNode customer : page) {
                String mobile = customer.at("/profiles/0/identifiers/0/value").asString();
                places.put(
                        mobile,
                        customer.path("roleCode").asString() + " under "
                                + customer.at("/parentCustomer/profiles/0/identifiers/0/value")
                                        .asString(""));
            }
        }
        return places;
    }
}
