package io.guildhall.association;

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

/// People leave while others are put below them: nobody ever stands below somebody who has left.
@RunningService
class LeaveRaceTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final String DOCUMENT = """
            'sources':[{'source':'INSTORE'}],'hierarchies':[{'code':'H','hierarchyCreationStrict':false,
              'autoGroupCreationEnabled':true,'roles':[
              {'code':'OWNER','childRoleCode':'DRIVER','maxChild':10,'pointsAggregationRole':true},{'code':'DRIVER'}]}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredLinks stored;
    private StoredGroups groups;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, DOCUMENT);
        stored = new StoredLinks(jdbc, transactions, org);
        groups = new StoredGroups(jdbc, transactions, org);
    }

    private static String person(String key) {
        return "'profiles':[{'identifiers':[{'type':'externalId','value':'" + key + "'}]}]";
    }

    private static String linked(String key, String role, String more) {
        return "{" + person(key) + ",'associationDetails':{'hierarchyCode':'H','roleCode':'" + role + "'" + more + "}}";
    }

    private static String under(String parent) {
        return ",'parentCustomer':{" + person(parent) + "}";
    }

    private Answer leave(long id) {
        return org.delete("/v2/customers/" + id + "/association");
    }

    private void nobodyStandsBelowSomebodyWhoHasLeft() {
        stored.areInOrder();
        groups.areInOrder();
        assertThat(stored.count("association_spell AS s JOIN association AS p ON p.id = s.parent_id"
                        + " WHERE s.to_at = 'infinity' AND p.ended_at < 'infinity'"))
                .isZero();
    }

    @Test
    void aChildIsNeverTiedToSomebodyWhoLeaves() {
        for (int round = 0; round < 25; round++) {
            String owner = "owner-" + round;
            String child = "child-" + round;
            long id = org.post(BULK, "[" + linked(owner, "OWNER", "") + "]")
                    .at("/0/entity/id")
                    .asLong();

            List<Answer> answers = TestOrganisation.together(List.of(
                    () -> leave(id),
                    () -> org.post(BULK, "[" + linked(child, "DRIVER", under(owner)) + "]"),
                    () -> leave(id)));

            boolean left = answers.getFirst().status() == 200 || answers.get(2).status() == 200;
            assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
            Answer tied = answers.get(1);
            boolean isTied = tied.at("/0/errors").isEmpty();
            // whoever has left comes along as a parent again, or the child finds nobody
            assertThat(left || isTied).as("%s", answers).isTrue();
            nobodyStandsBelowSomebodyWhoHasLeft();
        }
    }

    @Test
    void aChildMovedByAnUpdateIsNeverTiedToSomebodyWhoLeaves() {
        for (int round = 0; round < 25; round++) {
            String former = linked("former-" + round, "OWNER", ",'childCustomers':[{" + person("c-" + round) + "}]");
            Answer made = org.post(BULK, "[" + former + "," + linked("next-" + round, "OWNER", "") + "]");
            long from = made.at("/0/entity/id").asLong();
            long to = made.at("/1/entity/id").asLong();
            String move = "[" + linked("c-" + round, "DRIVER", under("next-" + round)) + "]";

            List<Answer> answers =
                    TestOrganisation.together(List.of(() -> leave(to), () -> org.put(BULK, move), () -> leave(from)));

            assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
            nobodyStandsBelowSomebodyWhoHasLeft();
        }
    }

    /// The revert locks the place below which it puts the child, but not the person who has it.
    @Test
    void aRevertNeverPutsAChildBelowSomebodyWhoLeaves() {
        for (int round = 0; round < 25; round++) {
            String former = linked("former-" + round, "OWNER", ",'childCustomers':[{" + person("c-" + round) + "}]");
            Answer made = org.post(BULK, "[" + former + "," + linked("next-" + round, "OWNER", "") + "]");
            long from = made.at("/0/entity/id").asLong();
            String change = org.put(BULK, "[" + linked("c-" + round, "DRIVER", under("next-" + round)) + "]")
                    .response()
                    .headers()
                    .firstValue("X-Change-Id")
                    .orElseThrow();

            List<Answer> answers = TestOrganisation.together(
                    List.of(() -> leave(from), () -> org.post("/v2/changes/" + change + "/revert", null)));

            assertThat(answers).as("%s", answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
            nobodyStandsBelowSomebodyWhoHasLeft();
        }
    }
}
