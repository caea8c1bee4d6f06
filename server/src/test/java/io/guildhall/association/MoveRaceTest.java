package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
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

/// Calls that move and claim the same people at once, by items and by child rows; the tables are in order afterwards.
@RunningService
class MoveRaceTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int THREADS = 8;
    private static final String DOCUMENT = "'sources':[{'source':'INSTORE'}],'hierarchies':[{'code':'H','name':'H',"
            + "'roles':[{'code':'BOSS','childRoleCode':'CREW','maxChild':10},{'code':'CREW'}]}]";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation organisation;
    private StoredLinks stored;

    @BeforeEach
    void organisation() {
        organisation = TestOrganisation.create(port, DOCUMENT);
        stored = new StoredLinks(jdbc, transactions, organisation);
    }

    private static String person(String key) {
        return "'profiles':[{'identifiers':[{'type':'externalId','value':'" + key + "'}]}]";
    }

    private static String linked(String key, String role, String further) {
        return "{" + person(key) + ",'associationDetails':{'hierarchyCode':'H','roleCode':'" + role + "'" + further
                + "}}";
    }

    private static String under(String parent) {
        return ",'parentCustomer':{" + person(parent) + "}";
    }

    private Callable<Answer> post(String item) {
        return () -> organisation.post(BULK, "[" + item + "]");
    }

    private Callable<Answer> put(String item) {
        return () -> organisation.put(BULK, "[" + item + "]");
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Answer> answers =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            return answers;
        }
    }

    /// The error codes of each answer's only item; empty for a success.
    private static List<List<Integer>> codes(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.at("/0/errors")
                        .valueStream()
                        .map(error -> error.path("code").asInt())
                        .toList())
                .toList();
    }

    @Test
    void oppositeMovesNeitherBlockEachOtherForGoodNorMiscount() throws InterruptedException {
        String crew = "";
        for (int i = 0; i < 6; i++) {
            crew += "," + linked("crew-" + i, "CREW", under(i % 2 == 0 ? "left" : "right"));
        }
        organisation.post(BULK, "[" + linked("left", "BOSS", "") + "," + linked("right", "BOSS", "") + crew + "]");
        SplittableRandom random = new SplittableRandom(1);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            String to = i % 2 == 0 ? "left" : "right";
            String first = linked("crew-" + random.nextInt(6), "CREW", under(to));
            String second = linked(
                    i % 4 < 2 ? "left" : "right",
                    "BOSS",
                    ",'childCustomers':[{" + person("crew-" + random.nextInt(6)) + "}]");
            calls.add(put(random.nextBoolean() ? first : second));
        }

        List<Answer> answers = atOnce(calls);

        assertThat(codes(answers)).containsOnly(List.of());
        stored.areInOrder();
        assertThat(stored.count("association_spell WHERE parent_id IS NOT NULL AND to_at = 'infinity'"))
                .isEqualTo(6);
    }

    @Test
    void theChildWhomTwoParentsClaimAtOnceIsOnesAndRefusedToTheOther() throws InterruptedException {
        for (int round = 0; round < 15; round++) {
            String child = ",'childCustomers':[{" + person("child-" + round) + "}]";
            List<Answer> answers = atOnce(List.of(
                    post(linked("mine-" + round, "BOSS", child)), post(linked("yours-" + round, "BOSS", child))));

            assertThat(codes(answers)).containsOnly(List.of());
            assertThat(answers)
                    .extracting(answer ->
                            answer.at("/0/childEntities/0/errors/0/code").asInt(0))
                    .containsExactlyInAnyOrder(0, 1680);
        }
        stored.areInOrder();
    }
}
