package io.guildhall.undo;

import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.put;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a revert leaves as it is: changed, depended on, taken or erased since.
@RunningService
class RevertProtectionTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredState stored;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
        stored = new StoredState(jdbc, transactions, org);
    }

    private static String changeOf(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id").orElseThrow();
    }

    private Answer revert(Answer undone) {
        return revert(changeOf(undone), "");
    }

    private Answer revert(String change, String query) {
        return org.post("/v2/changes/" + change + "/revert" + query, null);
    }

    @Test
    void anIdentifierOrAPlaceThatIsTakenByNowIsAConflict() {
        post(org, person(204, in("TINY", "BOSS")), person(205, in("TINY", "BOSS")));
        long id = post(org, person(311, in("TINY", "CREW", under(204))))
                .at("/0/entity/id")
                .asLong();
        Answer moved = put(org, person(311, in("TINY", "CREW", under(205))));
        post(org, person(312, in("TINY", "CREW", under(204))));
        String exchange = "/v2/customers/" + id + "/changeIdentifier?source=INSTORE";
        Answer exchanged = org.post(
                exchange,
                "{'add':[{'type':'mobile','value':'" + mobile(399) + "'}],'remove':[{'type':'mobile','value':'"
                        + mobile(311) + "'}]}");
        assertThat(exchanged.warnings()).isEmpty();
        assertThat(post(org, person(311)).at("/0/errors")).isEmpty();

        Answer place = revert(moved);
        Answer identifier = revert(exchanged);

        assertThat(place.at("/data/skipped/0/reason").asString()).isEqualTo("NO_ROOM");
        assertThat(place.warnings()).containsExactly("8070 -");
        assertThat(place.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(identifier.at("/data/skipped")).as("%s", identifier).hasSize(1);
        assertThat(identifier.at("/data/skipped/0/reason").asString()).isEqualTo("TAKEN");
        assertThat(identifier.at("/data/skipped/0/field").asString()).isEqualTo("/profiles/0/identifiers/0");
        stored.isInOrder();
    }

    @Test
    void whoWasErasedSinceStaysErased() {
        Answer registered = post(org, person(301, in("NORFLEET", "DEPOT_MGR")), person(302));
        long id = registered.at("/0/entity/id").asLong();
        assertThat(org.post("/v2/customers/" + id + "/erase", null).status()).isEqualTo(200);

        Answer reverted = revert(registered);

        assertThat(reverted.at("/data/removed").asInt()).isEqualTo(1);
        assertThat(reverted.at("/data/skipped")
                        .valueStream()
                        .map(row -> row.path("reason").asString()))
                .containsOnly("ERASED", "HANGS_TOGETHER");
        stored.isInOrder();
    }

    @Test
    void whoIsGoneCanBeErasedAndDoesNotComeBack() {
        Answer registered = post(org, person(301));
        Answer reverted = revert(registered);
        long id = registered.at("/0/entity/id").asLong();

        Answer erased = org.post("/v2/customers/" + id + "/erase", null);

        assertThat(erased.status()).as("%s", erased).isEqualTo(200);
        assertThat(org.get("/v2/changes/" + changeOf(registered)).body().toString())
                .doesNotContain(mobile(301));
        Answer redone = revert(reverted);
        assertThat(redone.warnings()).containsExactly("8070 -");
        assertThat(redone.at("/data/skipped/0/reason").asString()).isEqualTo("ERASED");
        assertThat(post(org, person(301)).at("/0/errors")).isEmpty();
    }

    @Test
    void whatOthersChangedSinceIsProtectedWithAllThatHangsTogether() {
        Answer registered = post(
                org,
                person(
                        310,
                        in(
                                "NORFLEET",
                                "DEPOT_MGR",
                                ",'fleetCompany':{'externalId':'NEW','name':'New','hierarchyDefinitionCode':'NORFLEET'}",
                                over(person(312)))),
                person(320));
        long manager = registered.at("/0/entity/id").asLong();
        long other = registered.at("/1/entity/id").asLong();
        Answer later =
                post(org, person(330, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'NEW'}", under(310))));
        List<String> before = stored.now();

        Answer refused = revert(changeOf(registered), "?onConflict=fail");
        Answer dry = revert(changeOf(registered), "?dryRun=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).contains("1699 -");
        assertThat(dry.response().headers().firstValue("X-Dry-Run")).hasValue("true");
        assertThat(stored.now()).isEqualTo(before);
        Answer reverted = revert(registered);
        assertThat(reverted.at("/data").get("skipped")).isEqualTo(dry.at("/data/skipped"));
        // the child with its place, and the other one
        assertThat(reverted.at("/data/removed").asInt()).as("%s", reverted).isEqualTo(3);
        assertThat(reverted.at("/data/skipped")
                        .valueStream()
                        .map(row -> row.path("type").asString()))
                .containsExactlyInAnyOrder("customer", "association", "company");
        assertThat(reverted.at("/data/skipped")
                        .valueStream()
                        .map(row -> row.path("changedBy").asString()))
                .containsOnly(changeOf(later));
        assertThat(org.get("/v2/customers/" + manager + "?source=INSTORE").status())
                .isEqualTo(200);
        assertThat(org.get("/v2/customers/" + other + "?source=INSTORE").status())
                .isEqualTo(404);
        stored.isInOrder();
    }
}
