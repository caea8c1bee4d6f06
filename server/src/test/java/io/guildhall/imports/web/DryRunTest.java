package io.guildhall.imports.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static io.guildhall.imports.web.ImportClient.CSV;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.ndjson;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Dry runs of files: what they tell of each row, and what becomes of them when they are confirmed.
@RunningService
class DryRunTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private String tryOut(byte[] file) {
        return imports.run(NDJSON, file, "?dryRun=true").path("id").asString();
    }

    private JsonNode rows(String id, String query) {
        Answer answer = org.get("/v2/imports/" + id + "/rows" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> effects(JsonNode rows) {
        return StreamSupport.stream(rows.path("rows").spliterator(), false)
                .map(row ->
                        row.path("line").asString() + " " + row.path("effect").asString())
                .toList();
    }

    private JsonNode confirm(String id) {
        Answer confirmed = org.post("/v2/imports/" + id + "/confirm", null);
        assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
        assertThat(confirmed.at("/import/dryRun").asBoolean()).isFalse();
        return imports.await(id);
    }

    @Test
    void tellsWhatWouldBecomeOfEachRow() {
        Fleet.post(org, person(201, at("DEPOT_MGR")), person(202, at("DRIVER")), person(203));
        byte[] file = ndjson(
                person(210, at("DRIVER", under(201))),
                person(202, at("DRIVER")),
                person(203, at("DRIVER", under(201))),
                person(211, at("PILOT")),
                "no json",
                person(212, at("DRIVER", under(211))),
                "{'profiles':[{'identifiers':[{'type':'mobile','value':'447700900219'},{'type':'email','value':'nonsense'}]}]}");

        String id = tryOut(file);
        JsonNode rows = rows(id, "");

        assertThat(effects(rows))
                .containsExactly(
                        "1 created", "2 unchanged", "3 linked", "4 failed", "5 failed", "6 failed", "7 created");
        assertThat(rows.at("/rows/0/parentCustomerId").asLong()).isPositive();
        assertThat(rows.at("/rows/0/roleCode").asString()).isEqualTo("DRIVER");
        assertThat(rows.at("/rows/3/problems/0/code").asInt()).isEqualTo(1615);
        assertThat(rows.at("/rows/3/problems/0/field").asString()).isEqualTo("/associationDetails/roleCode");
        assertThat(rows.at("/rows/6/problems/0/level").asString()).isEqualTo("warning");
        assertThat(rows.path("warned").asInt())
                .isEqualTo(rows(id, "?show=warned").path("rows").size());
        assertThat(effects(rows(id, "?show=failed"))).containsExactly("4 failed", "5 failed", "6 failed");
        assertThat(effects(rows(id, "?show=warned"))).contains("7 created").doesNotContain("1 created");
        assertThat(org.get("/v2/customers/search?q=447700900210")
                        .at("/pagination/total")
                        .asInt())
                .isZero();
    }

    @Test
    void goesThroughItsRowsForwardsAndBack() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            lines.add("{'profiles':[{'identifiers':[{'type':'externalId','value':'B" + i + "'}]}]}");
        }
        String id = tryOut(ndjson(lines.toArray(String[]::new)));

        JsonNode first = rows(id, "?limit=10");
        JsonNode second = rows(id, "?limit=10&from=" + first.path("next").asInt());
        JsonNode last = rows(id, "?limit=10&from=" + second.path("next").asInt());

        assertThat(first.has("previous")).isFalse();
        assertThat(effects(second).getFirst()).isEqualTo("11 created");
        assertThat(second.path("previous").asInt()).isEqualTo(1);
        assertThat(last.path("rows")).hasSize(5);
        assertThat(last.has("next")).isFalse();
        assertThat(last.path("previous").asInt()).isEqualTo(11);
    }

    @Test
    void showsFieldsBeforeAndAfterAndTheColumnsOfProblems() {
        Fleet.post(
                org,
                Fleet.profiles(
                        "{'firstName':'Ada','lastName':'May'," + Fleet.identifiers("mobile", "447700900221") + "}"));
        byte[] table = "Handy,lastName,role,Schicht\n447700900221,Reed,,\n447700900222,Moor,DRVER,\n"
                .getBytes(StandardCharsets.UTF_8);

        String id = imports.run(CSV, table, "?dryRun=true&onExisting=update&mapping=Handy=mobile,Schicht=shift")
                .path("id")
                .asString();
        JsonNode rows = rows(id, "");

        assertThat(effects(rows)).containsExactly("2 updated", "3 failed");
        assertThat(rows.at("/rows/0/changes")).hasSize(1);
        assertThat(rows.at("/rows/0/changes/0").toString())
                .isEqualTo("{\"field\":\"lastName\",\"before\":\"May\",\"after\":\"Reed\"}");
        assertThat(rows.at("/rows/1/problems/0/field").asString()).isEqualTo("hierarchy");
    }

    /// Of many chunks, in any order, with faults that others lean on.
    @Test
    void doesWhatTheSameFileWouldHaveDoneAtOnce() {
        List<String> rows = new ArrayList<>();
        for (int depot = 200; depot < 220; depot++) {
            rows.add(person(depot, at(depot % 5 == 0 ? "PILOT" : "DEPOT_MGR")));
            for (int driver = 0; driver < 38; driver++) {
                rows.add(Fleet.profiles(
                        "{" + Fleet.identifiers("externalId", "D" + depot + "-" + driver) + "}",
                        at("DRIVER", under(depot))));
            }
        }
        Collections.shuffle(rows, new Random(7));
        byte[] file = ndjson(rows.toArray(String[]::new));
        TestOrganisation other = Fleet.create(port);
        String expected = ImportClient.counts(new ImportClient(other, port).run(NDJSON, file, ""));

        JsonNode tried = imports.run(NDJSON, file, "?dryRun=true");
        JsonNode done = confirm(tried.path("id").asString());

        assertThat(ImportClient.counts(tried)).isEqualTo(expected);
        assertThat(ImportClient.counts(done)).isEqualTo(expected);
        assertThat(done.path("changeIds")).isNotEmpty();
        assertThat(imports.failures(done)).hasSize(done.path("failed").asInt());
    }

    @Test
    void isConfirmedOnceAndOnlyAtItsEnd() {
        String id = tryOut(ndjson(person(231)));
        String real = imports.run(NDJSON, ndjson(person(232)), "").path("id").asString();

        assertThat(org.get("/v2/imports/" + id).at("/import/confirmableUntil").asString())
                .isNotEmpty();
        assertThat(org.post("/v2/imports/" + real + "/confirm", null).errors()).containsExactly("1744 -");
        assertThat(org.get("/v2/imports/" + real + "/rows").errors()).containsExactly("1744 -");
        List<Callable<Answer>> calls = Collections.nCopies(4, () -> org.post("/v2/imports/" + id + "/confirm", null));
        assertThat(TestOrganisation.together(calls).stream().map(Answer::status))
                .containsOnlyOnce(200)
                .contains(409);
        assertThat(ImportClient.counts(imports.await(id))).startsWith("created 1 ");
        assertThat(org.get("/v2/imports/" + id).at("/import").has("confirmableUntil"))
                .isFalse();
    }

    @Test
    void keepsRowsThatCannotBeReadFailedAndDecidesTheOthersAnew() {
        byte[] file = ndjson(
                "no json",
                person(241, Fleet.in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'LATER'}")),
                person(243, at("DRIVER")));
        String id = tryOut(file);
        assertThat(effects(rows(id, ""))).containsExactly("1 failed", "2 failed", "3 created");
        org.post("/v2/companies", "{'externalId':'LATER','name':'Later','hierarchyDefinitionCode':'NORFLEET'}");
        Fleet.post(org, person(243, at("DRIVER")));

        JsonNode done = confirm(id);

        assertThat(ImportClient.counts(done))
                .isEqualTo("created 1 linked 0 moved 0 updated 0 unchanged 1 failed 1 remaining 0 of 3");
        assertThat(imports.failures(done)).containsExactly("1: 400");
    }

    @Test
    void forgetsRowsOfWhoeverIsErasedBeforeItIsConfirmed() {
        long id = Fleet.post(org, person(251)).at("/0/entity/id").asLong();
        String run = tryOut(ndjson(person(251, at("DRIVER")), person(252)));

        assertThat(org.post("/v2/customers/" + id + "/erase", "").status()).isEqualTo(200);

        assertThat(rows(run, "").path("rows")).hasSize(2);
        assertThat(ImportClient.counts(confirm(run))).endsWith("failed 0 remaining 0 of 1");
    }
}
