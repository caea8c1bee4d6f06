package io.guildhall.contract;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.under;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.ndjson;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.imports.ImportCleanUp;
import io.guildhall.imports.web.ImportClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Imports of every kind, each to its end, for those who want to see what their stores are asked: by calls, by the
/// workers, and once an hour.
final class ImportStory {
    private final TestOrganisation org;
    private final ImportClient imports;
    private final JdbcClient owner;

    private ImportStory(TestOrganisation org, ImportClient imports, JdbcClient owner) {
        this.org = org;
        this.imports = imports;
        this.owner = owner;
    }

    static void tell(int port, DataSource owner, ImportCleanUp cleanUp) {
        TestOrganisation org = Fleet.create(port);
        ImportStory story = new ImportStory(org, new ImportClient(org, port), JdbcClient.create(owner));
        story.rowsOfAllKinds();
        story.aRowThatNobodyCanRead();
        story.somebodyIsForgotten();
        story.oneBecomesOld(cleanUp);
        story.somethingIsLeft();
    }

    private void rowsOfAllKinds() {
        byte[] file = ndjson(
                person(401, at("DRIVER", under(402))),
                person(402, at("DEPOT_MGR")),
                Fleet.profiles("{" + Fleet.identifiers("mobile", Fleet.mobile(403), "externalId", "X1") + "}"),
                Fleet.profiles("{" + Fleet.identifiers("externalId", "X1", "mobile", Fleet.mobile(404)) + "}"),
                person(404),
                person(405, at("PILOT")),
                person(406, at("DRIVER", under(405))),
                "[1,2]",
                person(407, at("DRIVER", under(408))),
                person(408, at("DRIVER", under(407))));
        String tried = "/v2/imports/"
                + imports.run(NDJSON, file, "?dryRun=true").path("id").asString();
        for (String show : new String[] {"all", "failed", "warned", "linked"}) {
            org.get(tried + "/rows?limit=2&from=2&show=" + show);
        }
        org.post(tried + "/confirm", null);
        imports.await(tried.substring(tried.lastIndexOf('/') + 1));
        JsonNode imported = imports.run(NDJSON, file, "");
        String id = imported.path("id").asString();
        String corrected = imports.errors(imported).replace("PILOT", "DEPOT_MGR");
        imports.run(NDJSON, corrected.getBytes(StandardCharsets.UTF_8), "?repairs=" + id);
        org.get("/v2/imports/" + id + "/events");
        org.post("/v2/imports/" + id + "/revert?dryRun=true", null);
        org.post("/v2/imports/" + id + "/revert", null);
    }

    /// It is tried again, then its chunk is cut in halves until it is alone.
    private void aRowThatNobodyCanRead() {
        String id = paused(1_000);
        owner.sql("UPDATE guildhall.import_row SET leans = '{{1}}' WHERE import_id = :id AND line = 1000")
                .param("id", UUID.fromString(id))
                .update();
        org.post("/v2/imports/" + id + "/resume", null);
        imports.await(id);
    }

    private void somebodyIsForgotten() {
        long person = Fleet.post(org, person(410)).at("/0/entity/id").asLong();
        imports.run(NDJSON, ndjson(person(410, at("PILOT")), person(411)), "");
        org.post("/v2/customers/" + person + "/erase", "");
    }

    private void oneBecomesOld(ImportCleanUp cleanUp) {
        makeOld(imports.run(NDJSON, ndjson(person(412, at("PILOT")), person(413)), ""));
        cleanUp.removeOld();
        makeOld(imports.run(NDJSON, ndjson(person(416)), ""));
    }

    private void makeOld(JsonNode imported) {
        owner.sql("""
                        UPDATE guildhall.import_job
                           SET created_at = created_at - INTERVAL '1 year', finished_at = finished_at - INTERVAL '1 year'
                         WHERE id = :id
                        """)
                .param("id", UUID.fromString(imported.path("id").asString()))
                .update();
    }

    /// Rows that failed, and rows whose turn has not come.
    private void somethingIsLeft() {
        imports.run(NDJSON, ndjson(person(414, at("PILOT")), person(415, at("DRIVER", under(414)))), "");
        org.post("/v2/imports/" + paused(1_000) + "/cancel", null);
        String id = paused(
                1_000,
                "{'profiles':[{'identifiers':[{'type':'externalId','value':'S999'}]}]}",
                person(417, at("DRIVER", under(418))),
                person(418, at("DRIVER", under(417))));
        // otherwise gone as soon as the chunks are cut
        owner.sql("""
                        INSERT INTO guildhall.import_lift (org_id, import_id, line, leader, wave)
                        SELECT org_id, import_id, line, (line + 1) / 2, line % 3 + 1000
                          FROM guildhall.import_row WHERE import_id = :id
                        """).param("id", UUID.fromString(id)).update();
    }

    private String paused(int rows, String... more) {
        Stream<String> many = IntStream.range(0, rows)
                .mapToObj(number -> "{'profiles':[{'identifiers':[{'type':'externalId','value':'S" + number + "'}]}]}");
        String[] lines = Stream.concat(many, Stream.of(more)).toArray(String[]::new);
        String id =
                imports.send(NDJSON, ndjson(lines), "").json().at("/import/id").asString();
        imports.await(id, "RUNNING|SUCCEEDED");
        org.post("/v2/imports/" + id + "/pause", null);
        return id;
    }
}
