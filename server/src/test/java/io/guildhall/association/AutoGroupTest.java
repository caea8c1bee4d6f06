package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Groups that follow their owners through bulk calls, on a running service.
@RunningService
class AutoGroupTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int THREADS = 8;
    private static final String HIERARCHIES = """
            'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,'roles':[
              {'code':'HOLDING','childRoleCode':'OWNER','maxChild':30000},
              {'code':'OWNER','childRoleCode':'MANAGER','maxChild':30000,'pointsAggregationRole':true,
               'permissions':[{'permissionCode':'allow_points_transfer','permissionValue':true},
                              {'permissionCode':'earn_points','permissionValue':false}]},
              {'code':'MANAGER','childRoleCode':'LEAD','maxChild':30000},
              {'code':'LEAD','childRoleCode':'DRIVER','maxChild':30000},
              {'code':'DRIVER'}]},
             {'code':'PLAIN','hierarchyCreationStrict':false,'roles':[
              {'code':'BOSS','childRoleCode':'CREW','maxChild':10,'pointsAggregationRole':true},{'code':'CREW'}]}]
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation organisation;
    private StoredLinks stored;
    private StoredGroups groups;

    @BeforeEach
    void organisation() {
        organisation = TestOrganisation.create(port, HIERARCHIES);
        stored = new StoredLinks(jdbc, transactions, organisation);
        groups = new StoredGroups(jdbc, transactions, organisation);
    }

    private static String person(String key) {
        return "'profiles':[{'identifiers':[{'type':'externalId','value':'" + key + "'}]}]";
    }

    /// @param parent null at the top
    private static String linked(String key, String role, String parent) {
        String above = parent == null ? "" : ",'parentCustomer':{" + person(parent) + "}";
        return "{" + person(key) + ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'" + role + "'" + above
                + "}}";
    }

    private Answer post(String... items) {
        return succeeded(organisation.post(BULK, "[" + String.join(",", items) + "]"));
    }

    private Answer put(String... items) {
        return succeeded(organisation.put(BULK, "[" + String.join(",", items) + "]"));
    }

    private static Answer succeeded(Answer answer) {
        assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                .as("%s", errors(answer))
                .contains("0");
        return answer;
    }

    private static String errors(Answer answer) {
        return answer.status() + " " + answer.body().findValues("errors");
    }

    private static final String[] FAMILY = {
        linked("driver", "DRIVER", "lead"),
        linked("lead", "LEAD", "manager"),
        linked("holding", "HOLDING", null),
        linked("manager", "MANAGER", "owner"),
        linked("owner", "OWNER", "holding")
    };

    @Test
    void everybodyAboveAndBelowAnOwnerJoinsInAnyOrderOfOneBatch() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 5; round++) {
            List<String> items = new ArrayList<>();
            for (String item : FAMILY) {
                items.add(item.replaceAll("(driver|lead|manager|owner|holding)'", "$1-" + round + "'"));
            }
            Collections.shuffle(items, new java.util.Random(random.nextLong()));

            post(items.toArray(String[]::new));

            assertThat(groups.of("owner-" + round))
                    .containsExactlyInAnyOrder(
                            "owner-" + round + " primary default",
                            "holding-" + round + " default",
                            "manager-" + round + " default",
                            "lead-" + round + " default",
                            "driver-" + round + " default");
        }
        groups.areInOrder();
    }

    @Test
    void peopleLinkedByLaterCallsJoinTheOwnersGroup() {
        for (int i = FAMILY.length - 1; i >= 0; i--) {
            post(FAMILY[i]);
            groups.areInOrder();
        }
        post(linked("second", "DRIVER", "lead"));

        assertThat(groups.of("owner")).hasSize(6).contains("second default");
        assertThat(groups.count("user_group")).isEqualTo(1);
    }

    @Test
    void anOwnerRegisteredAfterTheDriversGathersThem() {
        post(linked("manager", "MANAGER", null), linked("lead", "LEAD", "manager"), linked("driver", "DRIVER", "lead"));
        assertThat(groups.count("user_group")).isZero();

        post(linked("owner", "OWNER", null));
        put(linked("manager", "MANAGER", "owner"));

        assertThat(groups.of("owner"))
                .containsExactlyInAnyOrder(
                        "owner primary default", "manager default", "lead default", "driver default");
        groups.areInOrder();
    }

    @Test
    void theSameCallTwiceChangesNothing() {
        post(FAMILY);
        long members = groups.count("user_group_member");

        post(FAMILY);
        put(FAMILY);

        assertThat(groups.count("user_group_member")).isEqualTo(members);
        groups.areInOrder();
    }

    @Test
    void aMoveLeavesTheOldGroupAndJoinsTheNewOneWithEverybodyBelow() {
        post(FAMILY);
        post(linked("other", "OWNER", "holding"));

        put(linked("manager", "MANAGER", "other"));

        assertThat(groups.of("owner")).containsExactlyInAnyOrder("owner primary default", "holding default");
        assertThat(groups.of("other"))
                .containsExactlyInAnyOrder(
                        "other primary default", "holding", "manager default", "lead default", "driver default");
        assertThat(groups.count("user_group_member WHERE to_at < 'infinity' AND end_change_id IS NOT NULL"))
                .isEqualTo(3);
        groups.areInOrder();
    }

    @Test
    void goingBackIsANewMembershipOfTheOldGroup() {
        post(FAMILY);
        post(linked("other", "OWNER", null));

        put(linked("manager", "MANAGER", "other"));
        put(linked("manager", "MANAGER", "owner"));

        assertThat(groups.of("owner")).hasSize(5);
        assertThat(groups.count("user_group_member")).isEqualTo(5 + 1 + 3 + 3);
        groups.areInOrder();
    }

    @Test
    void anOwnerWhoMovesKeepsThePeopleBelowAndChangesThoseAbove() {
        post(FAMILY);
        post(linked("elsewhere", "HOLDING", null));

        put(linked("owner", "OWNER", "elsewhere"));

        assertThat(groups.of("owner"))
                .containsExactlyInAnyOrder(
                        "owner primary default",
                        "elsewhere default",
                        "manager default",
                        "lead default",
                        "driver default");
        groups.areInOrder();
    }

    @Test
    void severalMovesOfOneCallAreSeenTogether() {
        post(FAMILY);
        post(linked("other", "OWNER", null), linked("elsewhere", "HOLDING", null), linked("fresh", "LEAD", null));

        put(
                linked("driver", "DRIVER", "fresh"),
                linked("fresh", "LEAD", "manager"),
                linked("manager", "MANAGER", "other"),
                linked("other", "OWNER", "elsewhere"));

        assertThat(groups.of("owner")).containsExactlyInAnyOrder("owner primary default", "holding default");
        assertThat(groups.of("other"))
                .containsExactlyInAnyOrder(
                        "other primary default",
                        "elsewhere default",
                        "manager default",
                        "lead default",
                        "fresh default",
                        "driver default");
        groups.areInOrder();
    }

    @Test
    void aHierarchyThatMakesNoGroupsMakesNone() {
        post("{" + person("boss") + ",'associationDetails':{'hierarchyCode':'PLAIN','roleCode':'BOSS',"
                + "'childCustomers':[{" + person("crew") + "}]}}");

        assertThat(groups.count("user_group")).isZero();
    }

    @Test
    void aDryRunMakesNone() {
        organisation.post(BULK + "?dryRun=true", "[" + String.join(",", FAMILY) + "]");

        assertThat(groups.count("user_group")).isZero();
    }

    @Test
    void theChangeSetTellsWhoJoinedAndWhoLeft() {
        Answer created = post(FAMILY);
        post(linked("apart", "LEAD", "between"), linked("between", "MANAGER", "other"), linked("other", "OWNER", null));
        Answer moved = put(linked("driver", "DRIVER", "apart"));

        List<JsonNode> first = groupRecords(created);
        assertThat(first).hasSize(1);
        assertThat(first.getFirst().at("/action").asString()).isEqualTo("CREATE");
        assertThat(first.getFirst().at("/after/members").size()).isEqualTo(5);
        List<JsonNode> second = groupRecords(moved);
        assertThat(second).extracting(record -> record.at("/action").asString()).containsOnly("UPDATE");
        assertThat(second)
                .extracting(record -> record.at("/before/members").size() + " left, "
                        + record.at("/after/members").size() + " joined")
                .containsExactlyInAnyOrder("1 left, 0 joined", "0 left, 1 joined");
    }

    private List<JsonNode> groupRecords(Answer answer) {
        String id = answer.response().headers().firstValue("X-Change-Id").orElseThrow();
        return organisation
                .get("/v2/changes/" + id)
                .at("/records")
                .valueStream()
                .filter(record -> record.path("type").asString().equals("group"))
                .toList();
    }

    @Test
    void aFullGroupLeavesTheLinkAlone() {
        post(linked("owner", "OWNER", null));
        groups.fill("owner");

        post(linked("manager", "MANAGER", "owner"), linked("lead", "LEAD", "manager"));

        assertThat(groups.of("owner")).containsExactly("owner primary default");
        assertThat(stored.count("association_spell WHERE parent_id IS NOT NULL"))
                .isEqualTo(2);
    }

    @Test
    void childrenAddedByEightCallersAtOnceAreAllCounted() throws InterruptedException {
        post(FAMILY);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String manager = "manager-" + i % 5;
            String batch = linked("driver-" + i, "DRIVER", "lead-" + i % 10) + ","
                    + linked("lead-" + i % 10, "LEAD", manager) + "," + linked(manager, "MANAGER", "owner");
            calls.add(() -> organisation.post(BULK, "[" + batch + "]"));
        }

        long deadlocks = deadlocks();
        atOnce(calls);

        assertThat(deadlocks()).isEqualTo(deadlocks);
        assertThat(groups.of("owner")).hasSize(5 + 80 + 10 + 5);
        groups.areInOrder();
        stored.areInOrder();
    }

    @Test
    void movesOfWholeBranchesAndNewPeopleAtOnceLeaveEverybodyInTheRightGroup() throws InterruptedException {
        post(
                linked("left", "OWNER", "holding-0"),
                linked("right", "OWNER", "holding-1"),
                linked("holding-2", "HOLDING", null));
        for (int i = 0; i < 4; i++) {
            post(
                    linked("manager-" + i, "MANAGER", i % 2 == 0 ? "left" : "right"),
                    linked("lead-" + i, "LEAD", "manager-" + i));
        }
        SplittableRandom random = new SplittableRandom(3);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            String driver = linked("driver-" + i, "DRIVER", "lead-" + random.nextInt(4));
            String move = switch (random.nextInt(3)) {
                case 0 -> linked("manager-" + random.nextInt(4), "MANAGER", random.nextBoolean() ? "left" : "right");
                case 1 -> linked("lead-" + random.nextInt(4), "LEAD", "manager-" + random.nextInt(4));
                default -> linked(random.nextBoolean() ? "left" : "right", "OWNER", "holding-" + random.nextInt(3));
            };
            boolean adds = i % 2 == 0;
            calls.add(() ->
                    adds ? organisation.post(BULK, "[" + driver + "]") : organisation.put(BULK, "[" + move + "]"));
        }

        atOnce(calls);

        stored.areInOrder();
        groups.areInOrder();
    }

    private long deadlocks() {
        return jdbc.sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static void atOnce(List<Callable<Answer>> calls) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Answer> answers =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertThat(answers).allSatisfy(AutoGroupTest::succeeded);
        }
    }
}
