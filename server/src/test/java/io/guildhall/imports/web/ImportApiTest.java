package io.guildhall.imports.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.ndjson;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.imports.web.ImportClient.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class ImportApiTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private JsonNode run(String... lines) {
        return imports.run(NDJSON, ndjson(lines), "");
    }

    private long found(int number) {
        return org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(number))
                .at("/entity")
                .asLong(0);
    }

    private String parentOf(int number) {
        JsonNode history = org.get(
                        "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(number))
                .body();
        long id = history.at("/id").asLong(history.at("/entity").asLong());
        return org.get("/v2/customers/" + id + "/association/history")
                .at("/data/0/parentCustomer/id")
                .asString("");
    }

    @Test
    void takesEveryRowIn() {
        Sent sent = imports.send(NDJSON, ndjson(person(101, at("DRIVER")), "", person(102)), "?fileName=march.ndjson");

        assertThat(sent.status()).isEqualTo(202);
        String id = sent.json().at("/import/id").asString();
        assertThat(sent.response().headers().firstValue("Location")).contains("/v2/imports/" + id);
        JsonNode imported = imports.await(id);
        assertThat(imported.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(imported.path("fileName").asString()).isEqualTo("march.ndjson");
        assertThat(ImportClient.counts(imported))
                .isEqualTo("created 2 linked 0 moved 0 updated 0 unchanged 0 failed 0 remaining 0 of 2");
        String change = imported.at("/changeIds/0").asString();
        assertThat(org.get("/v2/changes/" + change).at("/call/path").asString()).isEqualTo("/v2/imports/" + id);
    }

    @Test
    void aSecondTimeChangesNothing() {
        String[] lines = {person(101, at("DRIVER", under(102))), person(102, at("DEPOT_MGR"))};
        run(lines);

        assertThat(ImportClient.counts(run(lines)))
                .isEqualTo("created 0 linked 0 moved 0 updated 0 unchanged 2 failed 0 remaining 0 of 2");
    }

    @Test
    void eachBadRowFailsByItselfWithItsCodeAndLine() {
        JsonNode imported = run(
                person(101, at("DRIVER")),
                "{'profiles':[",
                "[1,2]",
                person(102, at("PILOT")),
                person(103, in("NOWHERE", "DRIVER")),
                person(104, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'NONE'}")),
                "{'profiles':[{'identifiers':[{'type':'mobile','value':'x'}]}]}",
                "{}",
                person(105, at("DEPOT_MGR", under(101))),
                person(106, ",'loyaltyInfo':{'loyaltyType':'often'}"),
                "{'profiles':[{'source':'NOWHERE','identifiers':[{'type':'mobile','value':'447700900107'}]}]}",
                person(108, ",'associationDetails':{'hierarchyCode':5,'roleCode':{}}"),
                person(109, at("DRIVER")));

        assertThat(imports.failures(imported))
                .containsExactly(
                        "2: 400",
                        "3: 400",
                        "4: 1615",
                        "5: 1616",
                        "6: 1704",
                        "7: 8014",
                        "8: 8005",
                        "9: 1617",
                        "10: 1046",
                        "11: 8003",
                        "12: 400");
        assertThat(imported.path("state").asString()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(ImportClient.counts(imported))
                .isEqualTo("created 2 linked 0 moved 0 updated 0 unchanged 0 failed 11 remaining 0 of 13");
        assertThat(imports.errors(imported))
                .contains("\"field\":\"/associationDetails/roleCode\",\"hint\":\"perhaps DRIVER\"");
    }

    @Test
    void aFileWithoutAReadableRowIsRefused() {
        assertThat(imports.send(NDJSON, ndjson("{", "["), "").codes()).containsExactly("400");
        assertThat(imports.send(NDJSON, new byte[0], "").codes()).containsExactly("400");
        assertThat(imports.send(NDJSON, " ".repeat(3 << 20).getBytes(), "").status())
                .isEqualTo(413);
        assertThat(org.get("/v2/imports").at("/pagination/total").asInt()).isZero();
    }

    @Test
    void theOrderOfLinesDoesNotMatter() {
        List<String> lines = new ArrayList<>();
        lines.add(person(200, at("GROUP_OWNER")));
        lines.add(person(201, at("FLEET_OWNER", under(200))));
        lines.add(person(202, at("DEPOT_MGR", under(201))));
        for (int i = 210; i < 240; i++) {
            lines.add(person(i, at("DRIVER", under(202))));
        }
        Collections.reverse(lines);

        JsonNode imported = run(lines.toArray(String[]::new));

        assertThat(ImportClient.counts(imported))
                .isEqualTo("created 33 linked 0 moved 0 updated 0 unchanged 0 failed 0 remaining 0 of 33");
        assertThat(imports.failures(imported)).isEmpty();
    }

    @Test
    void whoLeansOnAFailedRowFailsAndNobodyIsRegisteredInItsStead() {
        JsonNode imported = run(
                person(302, at("DRIVER", under(301))),
                person(301, at("DEPOT_MGR"), ",'loyaltyInfo':{'loyaltyType':'often'}"),
                person(303, at("DRIVER")));

        assertThat(imports.failures(imported)).containsExactly("1: 1625", "2: 1046");
        assertThat(ImportClient.counts(imported)).contains("created 1 ", "failed 2 ");
    }

    @Test
    void rowsOfOnePersonAreOnePerson() {
        JsonNode imported = run(
                person(401, at("DRIVER", under(402))),
                person(402, at("DEPOT_MGR")),
                person(401),
                person(401, at("DRIVER", under(403))),
                person(403, at("DEPOT_MGR", over(person(404)))),
                "{'profiles':[{'firstName':'Wren','identifiers':[{'type':'mobile','value':'447700900404'}]}]}");

        assertThat(imports.failures(imported)).containsExactly("4: 1687");
    }

    @Test
    void aCompanyThatAnyRowCreatesIsThereForAll() {
        JsonNode imported = run(
                person(502, in("QSC_ORG", "AREA_LEAD", ",'fleetCompany':{'externalId':'Q7'}")),
                person(
                        501,
                        in(
                                "QSC_ORG",
                                "DIRECTOR",
                                ",'fleetCompany':{'externalId':'Q7','name':'Quay 7','hierarchyDefinitionCode':'QSC_ORG'}")));

        assertThat(imports.failures(imported)).isEmpty();
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() {
        String[] lines = {
            person(602, at("DRIVER", under(601))),
            person(601, at("DEPOT_MGR")),
            person(603, at("PILOT")),
            person(604, at("DRIVER", under(605))),
            person(605, at("DEPOT_MGR"), ",'loyaltyInfo':{'loyaltyType':'often'}"),
        };

        JsonNode tried = imports.run(NDJSON, ndjson(lines), "?dryRun=true");
        assertThat(org.get("/v2/customers/search?q=447700")
                        .at("/pagination/total")
                        .asInt())
                .isZero();
        JsonNode done = run(lines);

        assertThat(imports.failures(tried)).isEqualTo(imports.failures(done));
        assertThat(ImportClient.counts(tried)).isEqualTo(ImportClient.counts(done));
        assertThat(tried.path("changeIds")).isEmpty();
    }

    @Test
    void updatesMovePeople() {
        run(person(702, at("DRIVER", under(701))), person(701, at("DEPOT_MGR")), person(703, at("DEPOT_MGR")));

        JsonNode imported = imports.run(NDJSON, ndjson(person(702, at("DRIVER", under(703)))), "?operation=update");

        assertThat(ImportClient.counts(imported)).contains("moved 1 ", "failed 0 ");
    }

    @Test
    void correctedRowsAreSentBackAndNothingElse() {
        JsonNode imported = run(person(801, at("DRIVER")), person(802, at("PILOT")), person(803, at("PILOT")));
        String id = imported.path("id").asString();
        String corrected = imports.errors(imported).replace("PILOT", "DRIVER") + "{\"line\":1,\"row\":{}}\n";

        JsonNode repaired = imports.run(NDJSON, corrected.getBytes(), "?repairs=" + id);

        assertThat(ImportClient.counts(repaired)).contains("created 2 ", "failed 1 ", "of 3");
        assertThat(imports.failures(repaired)).containsExactly("3: 1745");
        assertThat(imports.failures(imported)).isEmpty();
        assertThat(imports.send(NDJSON, corrected.getBytes(), "?repairs=" + id).codes())
                .containsExactly("1745");
        assertThat(imports.send(NDJSON, corrected.getBytes(), "?repairs=" + java.util.UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pausedImportsWaitAndCancelledOnesStop() {
        JsonNode done = run(person(901));
        String path = "/v2/imports/" + done.path("id").asString();

        for (String step : List.of("/pause", "/resume", "/cancel")) {
            assertThat(org.post(path + step, null).errors()).containsExactly("1744 -");
        }
        assertThat(org.post("/v2/imports/nonsense/cancel", null).status()).isEqualTo(404);
    }

    @Test
    void eventsTellUntilTheEnd() {
        JsonNode imported = run(person(911));

        Sent events = imports.get("/v2/imports/" + imported.path("id").asString() + "/events");

        assertThat(events.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(events.text())
                .startsWith("id: SUCCEEDED-1-1\nevent: progress\ndata: {\"import\":{")
                .endsWith("event: end\ndata: {}\n\n");
        Sent again = ImportClient.exchange(
                imports.request("/v2/imports/" + imported.path("id").asString() + "/events")
                        .header("Last-Event-ID", "SUCCEEDED-1-1")
                        .build());
        assertThat(again.text()).isEqualTo("id: SUCCEEDED-1-1\nevent: end\ndata: {}\n\n");
    }

    @Test
    void othersSeeNothingOfIt() {
        String id = run(person(921)).path("id").asString();
        TestOrganisation other = Fleet.create(port);

        for (String path : List.of("", "/events", "/errors")) {
            assertThat(other.get("/v2/imports/" + id + path).status()).as(path).isEqualTo(404);
        }
        assertThat(other.get("/v2/imports").at("/pagination/total").asInt()).isZero();
        assertThat(org.asReader("POST", "/v2/imports/" + id + "/cancel", null).status())
                .isEqualTo(403);
    }
}
