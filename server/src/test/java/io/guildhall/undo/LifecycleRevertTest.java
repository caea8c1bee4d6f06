package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Places that were left, taken back.
@RunningService
class LifecycleRevertTest {
    private static final String BULK = "/v2/customers/bulk";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredState stored;

    @BeforeEach
    void crew() {
        org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        stored = new StoredState(jdbc, transactions, org);
    }

    private static String person(String key) {
        return "'profiles':[{'identifiers':[{'type':'externalId','value':'" + key + "'}]}]";
    }

    /// @param parent null at the top
    private long linked(String key, String role, String parent) {
        String above = parent == null ? "" : ",'parentCustomer':{" + person(parent) + "}";
        return org.post(
                        BULK,
                        "[{" + person(key) + ",'associationDetails':{'hierarchyCode':'CREW','roleCode':'" + role + "'"
                                + above + "}}]")
                .at("/0/entity/id")
                .asLong();
    }

    private Answer leave(long id) {
        return org.delete("/v2/customers/" + id + "/association");
    }

    private Answer revert(Answer undone) {
        String change = RevertPropertyTest.changeOf(undone).orElseThrow();
        return org.post("/v2/changes/" + change + "/revert", null);
    }

    /// The former state is there again, and once the revert is reverted the later one.
    private void goesBackAndForth(List<String> before, Answer undone) {
        assertThat(undone.status()).as("%s", undone).isEqualTo(200);
        List<String> after = stored.now();
        assertThat(after).isNotEqualTo(before);
        stored.isInOrder();
        Answer reverted = revert(undone);
        assertThat(reverted.at("/data/skipped")).as("%s", reverted).isEmpty();
        assertThat(stored.now()).containsExactlyElementsOf(before);
        stored.isInOrder();
        Answer redone = revert(reverted);
        assertThat(redone.at("/data/skipped")).as("%s", redone).isEmpty();
        assertThat(stored.now()).containsExactlyElementsOf(after);
        stored.isInOrder();
        revert(redone);
        assertThat(stored.now()).containsExactlyElementsOf(before);
        stored.isInOrder();
    }

    @Test
    void whoLeftIsBackInTheSameMembershipAndGroups() {
        linked("head", "HEAD", null);
        long owner = linked("owner", "OWNER", "head");
        long driver = linked("driver", "DRIVER", "owner");

        goesBackAndForth(stored.now(), leave(driver));
        leave(driver);
        goesBackAndForth(stored.now(), leave(owner));
    }

    @Test
    void whoHasJoinedAgainStaysWhere() {
        linked("owner", "OWNER", null);
        long driver = linked("driver", "DRIVER", "owner");
        Answer left = leave(driver);
        linked("driver", "DRIVER", "owner");
        List<String> before = stored.now();

        Answer reverted = revert(left);

        assertThat(reverted.at("/data/skipped/0/reason").asString()).isEqualTo("TAKEN");
        assertThat(stored.now()).isEqualTo(before);
    }

    @Test
    void nobodyIsBackBelowSomebodyWhoHasLeftSince() {
        long owner = linked("owner", "OWNER", null);
        long driver = linked("driver", "DRIVER", "owner");
        Answer left = leave(driver);
        Answer both = leave(owner);

        assertThat(revert(left).at("/data/skipped/0/reason").asString()).isEqualTo("MISSING");
        revert(both);
        assertThat(revert(left).at("/data/skipped")).isEmpty();
        stored.isInOrder();
    }
}
