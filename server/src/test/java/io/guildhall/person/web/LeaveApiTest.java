package io.guildhall.person.web;

import static io.guildhall.Fleet.at;
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
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Leaving a hierarchy, from outside.
@RunningService
class LeaveApiTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private long manager;
    private long driver;

    @BeforeEach
    void fleet() {
        org = Fleet.create(port);
        Answer made = post(org, person(204, at("DEPOT_MGR", over(person(311)))));
        manager = made.at("/0/entity/id").asLong();
        driver = made.at("/0/childEntities/0/id").asLong();
    }

    private Answer leave(long id, String query) {
        return org.delete(path(id) + query);
    }

    private static String path(long id) {
        return "/v2/customers/" + id + "/association";
    }

    private Answer history(long id) {
        return org.get(path(id) + "/history");
    }

    private int children(long id) {
        return org.get("/v2/customers/" + id + "/descendants").at("/data").size();
    }

    @Test
    void whoLeavesStandsNowhereAndThePastStays() {
        Instant before = Instant.now();
        Answer left = leave(driver, "?hierarchyCode=NORFLEET");

        assertThat(left.status()).as("%s", left).isEqualTo(200);
        assertThat(left.at("/data/customerId").asLong()).isEqualTo(driver);
        assertThat(left.at("/data/moved")).hasSize(1);
        assertThat(left.at("/data/moved/0/before/roleCode").asString()).isEqualTo("DRIVER");
        assertThat(left.at("/data/moved/0/before/parentCustomer/id").asLong()).isEqualTo(manager);
        assertThat(left.at("/data/moved/0/before/fleetCompany/externalId").asString())
                .isEqualTo("HQ");
        assertThat(left.at("/data/moved/0/after").isNull()).isTrue();
        assertThat(children(manager)).isZero();
        assertThat(history(driver).at("/data/0/to").isNull()).isFalse();
        assertThat(org.get("/v2/customers/" + driver + "/ancestors?asOf=" + before)
                        .at("/data"))
                .hasSize(1);
        String change = left.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + change).at("/records/0/action").asString())
                .isEqualTo("END");
        assertThat(leave(driver, "").errors()).containsExactly("1721 -");
        assertThat(org.get("/v2/customers/" + driver + "?source=INSTORE").status())
                .isEqualTo(200);
    }

    @Test
    void joiningAgainIsANewMembership() {
        long former = history(driver).at("/data/0/associationId").asLong();
        leave(driver, "");

        Answer joined = post(org, person(311, at("DRIVER", under(204))));

        assertThat(joined.at("/0/errors")).isEmpty();
        assertThat(joined.at("/0/entity/associationDetails/new").asBoolean()).isTrue();
        Answer history = history(driver);
        assertThat(history.at("/data")).hasSize(2);
        assertThat(history.at("/data/0/associationId").asLong()).isNotEqualTo(former);
        assertThat(history.at("/data/1/associationId").asLong()).isEqualTo(former);
        assertThat(children(manager)).isEqualTo(1);
        assertThat(leave(driver, "").status()).isEqualTo(200);
        put(org, person(311, in("QSC_ORG", "DIRECTOR")));
        assertThat(history(driver).at("/data/0/hierarchyCode").asString()).isEqualTo("QSC_ORG");
    }

    @Test
    void nobodyLeavesFromAboveOthers() {
        post(org, person(312, at("DRIVER", under(204))));

        Answer refused = leave(manager, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errors()).containsExactly("1720 -");
        assertThat(refused.at("/errors/0/message").asString()).contains(": 2,");
        assertThat(children(manager)).isEqualTo(2);
    }

    @Test
    void aWrongHierarchyIsRefused() {
        assertThat(leave(driver, "?hierarchyCode=QSC_ORG").errors()).containsExactly("1626 -");
        assertThat(leave(driver, "?hierarchyCode=NO").errors()).containsExactly("1616 -");
        assertThat(leave(77, "").errors()).containsExactly("8015 -");
        assertThat(org.delete("/v2/customers/x/association").errors()).containsExactly("8015 -");
        assertThat(leave(driver, "?dryRun=maybe").errors()).containsExactly("1686 -");
        assertThat(Fleet.create(port).delete(path(driver)).errors()).containsExactly("8015 -");
        assertThat(org.asReader("DELETE", path(driver), null).status()).isEqualTo(403);
        assertThat(children(manager)).isEqualTo(1);
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() {
        Answer dry = leave(driver, "?dryRun=true");

        assertThat(dry.response().headers().firstValue("X-Dry-Run")).hasValue("true");
        assertThat(dry.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(children(manager)).isEqualTo(1);
        assertThat(leave(driver, "").body()).isEqualTo(dry.body());
        assertThat(leave(manager, "?dryRun=true").status()).isEqualTo(200);
    }

    @Test
    void leavingSentAgainWithItsKeyIsAnsweredAgain() {
        Answer first = org.with("DELETE", path(driver), null, "Idempotency-Key", "bye");
        Answer second = org.with("DELETE", path(driver), null, "Idempotency-Key", "bye");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotent-Replay")).hasValue("true");
        assertThat(org.with("DELETE", path(driver) + "?hierarchyCode=NORFLEET", null, "Idempotency-Key", "bye")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoWasDeletedKeepsNobodyInPlace() {
        org.put(
                "/v2/customers/lookup/status?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(311),
                "{'label':'DELETED','reason':'Asked for it'}");

        assertThat(leave(driver, "").status()).isEqualTo(200);
        assertThat(leave(manager, "").status()).isEqualTo(200);
    }
}
