package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whatever calls came before: reverting the last one brings the exact former state back, and reverting that the later
/// one. In any order nothing breaks.
@RunningService
class RevertPropertyTest {
    private static final int SEEDS = Integer.getInteger("guildhall.reverts", 12);
    private static final int CALLS = 24;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    static Optional<String> changeOf(Answer answer) {
        return answer.response().headers().firstValue("X-Change-Id");
    }

    static Answer revert(TestOrganisation org, String change) {
        return org.post("/v2/changes/" + change + "/revert", null);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void revertingTheLastChangeSetRestoresTheExactFormerState(long seed) {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(seed, org);
        calls.prepare();
        for (int call = 0; call < CALLS; call++) {
            List<String> before = stored.now();
            Answer answer = calls.next();
            Optional<String> change = changeOf(answer);
            if (change.isEmpty()) {
                assertThat(stored.now()).isEqualTo(before);
                continue;
            }
            List<String> after = stored.now();

            Answer reverted = revert(org, change.get());

            assertThat(reverted.status()).as("%s after %s", reverted, answer).isEqualTo(200);
            assertThat(reverted.at("/data/skipped")).as("%s", answer).isEmpty();
            assertThat(stored.now()).as("call %d: %s", call, answer).containsExactlyElementsOf(before);
            stored.isInOrder();
            Optional<String> undone = changeOf(reverted);
            if (undone.isPresent() && calls.nextInt(5) > 0) {
                Answer redone = revert(org, undone.get());
                assertThat(redone.at("/data/skipped")).as("%s", redone).isEmpty();
                assertThat(stored.now()).as("call %d: %s", call, answer).containsExactlyElementsOf(after);
                stored.isInOrder();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void revertsInAnyOrderBreakNothing(long seed) {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(1_000 + seed, org);
        calls.prepare();
        List<String> changes = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            changeOf(calls.next()).ifPresent(changes::add);
            if (!changes.isEmpty() && calls.nextInt(3) == 0) {
                revertOne(org, stored, calls, changes);
            }
        }
        while (!changes.isEmpty()) {
            revertOne(org, stored, calls, changes);
        }
    }

    private static void revertOne(TestOrganisation org, StoredState stored, RandomCalls calls, List<String> changes) {
        String change = changes.remove(calls.nextInt(changes.size()));
        Answer reverted = revert(org, change);
        assertThat(reverted.status()).as("%s", reverted).isIn(200, 409);
        if (calls.nextInt(4) == 0) {
            changeOf(reverted).ifPresent(changes::add);
        }
        stored.isInOrder();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void revertingAllFromTheLastToTheFirstLeadsBackToTheBeginning(long seed) {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(2_000 + seed, org);
        calls.prepare();
        List<String> beginning = stored.now();
        List<String> changes = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            changeOf(calls.next()).ifPresent(changes::add);
        }
        for (String change : changes.reversed()) {
            Answer reverted = revert(org, change);
            assertThat(reverted.status()).as("%s", reverted).isEqualTo(200);
            assertThat(reverted.at("/data/skipped")).isEmpty();
            stored.isInOrder();
        }
        assertThat(stored.now()).containsExactlyElementsOf(beginning);
    }
}
