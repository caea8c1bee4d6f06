package io.guildhall.change.web;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Change sets, histories and answers given again, from outside. The client holds each answer against the contract.
@RunningService
class ChangeApiTest {
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

    @Test
    void aMoveIsASpellOfTheSameMembershipAndAChangeSet() {
        post(org, person(204, at("DEPOT_MGR")), person(205, at("DEPOT_MGR")));
        Answer joined = post(org, person(311, at("DRIVER", under(204))));
        Answer moved = put(org, person(311, at("DRIVER", under(205))));
        String person = "/v2/customers/" + joined.at("/0/entity/id");

        Answer history = org.get(person + "/association/history");
        Answer change = org.get("/v2/changes/" + changeOf(moved));

        assertThat(history.at("/data")).hasSize(2);
        assertThat(history.at("/data/0/associationId")).isEqualTo(history.at("/data/1/associationId"));
        assertThat(history.at("/data/0/to").isNull()).isTrue();
        assertThat(history.at("/data/1/to")).isEqualTo(history.at("/data/0/from"));
        assertThat(history.at("/data/1/changeId").asString()).isEqualTo(changeOf(joined));
        assertThat(change.at("/by/till").asString()).isEqualTo(org.code() + ".till");
        assertThat(change.at("/call/path").asString()).isEqualTo(BULK);
        assertThat(change.at("/records/0/type").asString()).isEqualTo("association");
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingOfOthersIs() {
        long id = post(org, person(311)).at("/0/entity/id").asLong();
        Answer written = org.post("/v2/companies", "{'externalId':'C','name':'C','hierarchyDefinitionCode':'TINY'}");
        TestOrganisation other = Fleet.create(port);

        assertThat(org.get("/v2/changes/" + changeOf(written)).at("/records")).hasSize(1);
        assertThat(other.get("/v2/changes/" + changeOf(written)).errors()).containsExactly("404 -");
        assertThat(org.get("/v2/changes/" + UUID.randomUUID()).errors()).containsExactly("404 -");
        assertThat(org.get("/v2/changes/1").errors()).containsExactly("404 -");
        assertThat(org.get("/v2/customers/" + id + "/association/history").at("/data"))
                .isEmpty();
        assertThat(org.get("/v2/customers/abc/association/history").errors()).containsExactly("8015 -");
        assertThat(other.get("/v2/customers/999999/association/history").errors())
                .containsExactly("8015 -");
    }

    @Test
    void aCallSentAgainWithItsKeyIsAnsweredAgain() {
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "shift plan"};
        Answer first = org.with("POST", BULK, "[" + person(311) + "]", headers);
        Answer second = org.with("POST", "/v2/bulk", "[" + person(311) + "]", headers);
        Answer unusable = org.with(
                "PUT", BULK, "[" + person(311) + "]", "Content-Type", "application/json", "Idempotency-Key", " ");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotent-Replay")).hasValue("true");
        assertThat(changeOf(second)).isEqualTo(changeOf(first));
        assertThat(unusable.errors()).containsExactly("1686 -");
    }
}
