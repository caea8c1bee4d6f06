package io.guildhall.change.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.imports.web.ImportClient;
import io.guildhall.postgres.OwnerAccess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// `GET /v2/changes` and parts of a change set, from outside. The client holds each answer against the contract.
@RunningService
class ChangeListApiTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
    }

    private static String changeOf(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id").orElseThrow();
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return StreamSupport.stream(page.at("/data").spliterator(), false)
                .map(change -> change.path("id").asString())
                .toList();
    }

    private static List<String> activity(Answer page, int row) {
        return StreamSupport.stream(page.at("/data/" + row + "/activity").spliterator(), false)
                .map(count -> count.path("type").asString() + " "
                        + count.path("action").asString() + " "
                        + count.path("count").asLong())
                .toList();
    }

    @Test
    void tellsWhoDidWhatTheNewestFirst() {
        Answer managers = post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")));
        Answer drivers =
                post(org, person(311, at("DRIVER", under(204))), person(312, at("DRIVER", under(204))), person(313));
        Answer moved = Fleet.put(org, person(311, at("DRIVER", under(205))));

        Answer page = org.get("/v2/changes?limit=3");

        assertThat(ids(page)).containsExactly(changeOf(moved), changeOf(drivers), changeOf(managers));
        assertThat(page.at("/data/1/by/till").asString()).isEqualTo(org.code() + ".till");
        assertThat(page.at("/data/1/call/method").asString()).isEqualTo("POST");
        assertThat(page.at("/data/1/call/path").asString()).isEqualTo(Fleet.BULK);
        assertThat(page.at("/data/1").has("importId")).isFalse();
        assertThat(activity(page, 1)).contains("customer CREATE 3", "association CREATE 2");
        assertThat(activity(page, 0)).contains("association UPDATE 1");
    }

    @Test
    void countsAreThoseOfTheRecords() {
        post(org, person(204, at("DEPOT_MGR")));
        post(org, person(311, at("DRIVER", under(204))), person(312, at("DRIVER", under(204))));
        Fleet.put(org, person(312, at("DRIVER", under(204))), person(311));
        long id = post(org, person(330)).at("/0/entity/id").asLong();
        org.post("/v2/customers/" + id + "/erase", "");

        Answer page = org.get("/v2/changes?limit=100");

        for (int row = 0; row < page.at("/data").size(); row++) {
            Answer change =
                    org.get("/v2/changes/" + page.at("/data/" + row + "/id").asString());
            List<String> counted = StreamSupport.stream(change.at("/records").spliterator(), false)
                    .collect(Collectors.groupingBy(
                            record -> record.path("type").asString() + " "
                                    + record.path("action").asString(),
                            Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(kind -> kind.getKey() + " " + kind.getValue())
                    .toList();
            assertThat(activity(page, row)).containsExactlyInAnyOrderElementsOf(counted);
        }
    }

    @Test
    void tellsOfWhichImportAChangeSetIsAPart() {
        String lines = IntStream.range(340, 345)
                .mapToObj(number -> person(number).replace('\'', '"') + "\n")
                .collect(Collectors.joining());
        ImportClient imports = new ImportClient(org, port);
        String id = imports.send(ImportClient.NDJSON, lines.getBytes(StandardCharsets.UTF_8), "")
                .json()
                .at("/import/id")
                .asString();
        await().until(() -> org.get("/v2/imports/" + id).at("/import/state").asString(), "SUCCEEDED"::equals);

        Answer page = org.get("/v2/changes?limit=1");

        assertThat(page.at("/data/0/importId").asString()).isEqualTo(id);
        assertThat(activity(page, 0)).containsExactly("customer CREATE 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kind=customer&",
                "till=%s.till&",
                "till=%s.till&kind=CUSTOMER&",
                "from=2020-01-01T00:00:00Z&"
            })
    void pagesBelongTogetherWhileOthersWrite(String query) {
        String path = "/v2/changes?" + query.formatted(org.code());
        for (int number = 301; number < 308; number++) {
            post(org, person(number));
        }
        List<String> all = ids(org.get(path + "limit=100"));
        assertThat(all).hasSizeGreaterThanOrEqualTo(7);

        List<String> walked = new ArrayList<>();
        Answer page = org.get(path + "limit=2");
        walked.addAll(ids(page));
        for (int number = 320; !page.at("/cursor").isNull(); number++) {
            post(org, person(number));
            page = org.get(path + "limit=2&cursor=" + page.at("/cursor").asString());
            walked.addAll(ids(page));
        }

        assertThat(walked).isEqualTo(all);
    }

    @Test
    void narrowsByTillKindAndTime() throws InterruptedException {
        Answer person = post(org, person(311));
        Thread.sleep(5); // instants count to the millisecond
        Instant between = Instant.now();
        Thread.sleep(5);
        Answer company =
                org.post("/v2/companies", "{'externalId':'C','name':'C','hierarchyDefinitionCode':'NORFLEET'}");

        assertThat(ids(org.get("/v2/changes?kind=company&limit=1"))).containsExactly(changeOf(company));
        assertThat(ids(org.get("/v2/changes?kind=Customer"))).containsExactly(changeOf(person));
        assertThat(ids(org.get("/v2/changes?kind=card"))).isEmpty();
        assertThat(ids(org.get("/v2/changes?from=" + between))).containsExactly(changeOf(company));
        assertThat(ids(org.get("/v2/changes?limit=1&to=" + between))).containsExactly(changeOf(person));
        assertThat(ids(org.get("/v2/changes?from=" + between + "&to=" + between)))
                .isEmpty();
        assertThat(ids(org.get("/v2/changes?kind=customer&till=" + org.code() + ".till")))
                .containsExactly(changeOf(person));
        assertThat(ids(org.get("/v2/changes?till=" + org.code() + ".reader"))).isEmpty();
        assertThat(ids(org.get("/v2/changes?till=nobody"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "kind=person",
                "from=yesterday",
                "to=yesterday",
                "cursor=x",
                "cursor=%00"
            })
    void anUnusableQueryIsRefused(String query) {
        Answer refused = org.get("/v2/changes?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("1686 -");
    }

    @Test
    void nothingOfOthersIsListed() {
        post(org, person(311));
        post(org, person(312));
        String cursor = org.get("/v2/changes?limit=1").at("/cursor").asString();
        TestOrganisation other = Fleet.create(port);

        assertThat(ids(other.get("/v2/changes"))).doesNotContainAnyElementsOf(ids(org.get("/v2/changes")));
        assertThat(ids(other.get("/v2/changes?till=" + org.code() + ".till"))).isEmpty();
        assertThat(other.get("/v2/changes?cursor=" + cursor).body())
                .isEqualTo(other.get("/v2/changes?cursor=x").body());
        assertThat(org.get("/v2/changes?kind=customer&cursor=" + cursor).errors())
                .containsExactly("1686 -");
    }

    @Test
    void aLargeChangeSetIsReadInParts() {
        String[] items = IntStream.range(301, 308)
                .mapToObj(number -> person(number, at("DRIVER", under(204))))
                .toArray(String[]::new);
        post(org, person(204, at("DEPOT_MGR")));
        String path = "/v2/changes/" + changeOf(post(org, items));
        Answer whole = org.get(path);

        List<String> walked = new ArrayList<>();
        Answer part = org.get(path + "?limit=3");
        while (true) {
            part.at("/records").forEach(record -> walked.add(record.toString()));
            if (part.at("/cursor").isNull()) {
                break;
            }
            part = org.get(path + "?limit=3&cursor=" + part.at("/cursor").asString());
        }

        assertThat(whole.body().has("cursor")).isFalse();
        assertThat(walked)
                .containsExactlyElementsOf(
                        StreamSupport.stream(whole.at("/records").spliterator(), false)
                                .map(Object::toString)
                                .toList());
        assertThat(org.get(path + "?kind=customer").at("/records")).hasSize(7);
        assertThat(org.get(path + "?kind=company").at("/records")).isEmpty();
        assertThat(org.get(path + "?kind=card&cursor=x").errors()).containsExactly("1686 -");
        assertThat(Fleet.create(port).get(path + "?limit=1").errors()).containsExactly("404 -");
    }

    @Test
    void aPageReadsNoRecordsButThoseWithCounts(@Autowired Environment environment) {
        JdbcClient owner = JdbcClient.create(OwnerAccess.to(environment));
        post(org, IntStream.range(301, 400).mapToObj(Fleet::person).toArray(String[]::new));

        long counting =
                owner.sql("""
                        SELECT count(*) FROM change_record AS r JOIN org AS o ON o.org_id = r.org_id
                         WHERE o.code = :code AND r.counts_of IS NOT NULL AND r.entity_type = 'CUSTOMER'
                        """).param("code", org.code()).query(Long.class).single();

        assertThat(counting).isEqualTo(1);
        assertThat(activity(org.get("/v2/changes?limit=1"), 0)).contains("customer CREATE 99");
    }
}
