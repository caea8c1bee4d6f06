package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.count.CountRollUp;
import io.guildhall.count.CountTruth;
import io.guildhall.postgres.OwnerAccess;
import io.guildhall.postgres.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Numbers of people, companies and links are what counting would give: at every instant while calls of all kinds
/// and reverts meet in one organisation, and what they note is summed up beside them. (Files:
/// ImportRevertPropertyTest.)
@RunningService
class CountsUnderLoadTest {
    private static final int CALLERS = 4;
    private static final int CALLS = Integer.getInteger("guildhall.counted-calls", 30);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private CountRollUp rollUp;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void numbersAreRightAtEveryInstant(long seed) throws Exception {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        StoredState stored = new StoredState(jdbc, transactions, org);
        new RandomCalls(seed, org).prepare();
        AtomicBoolean done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> watching = threads.submit(() -> watch(stored, done));
            Future<?> summing = threads.submit(() -> sumUp(done));
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                RandomCalls calls = new RandomCalls(100 * seed + i, org);
                callers.add(() -> call(org, calls));
            }
            int changed = 0;
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                changed += caller.get();
            }
            done.set(true);
            summing.get();
            assertThat(watching.get()).as("looks").isPositive();
            assertThat(changed).as("change sets").isGreaterThan(CALLERS);
        }
        areRight(stored);
        rollUp.run();
        areRight(stored);
        assertThat(stored.count("count_change")).as("what is not summed up").isZero();
    }

    /// As of the time when there were no numbers yet.
    @Test
    void whatWasThereBeforeIsCountedByTheMigration(@Autowired Environment environment) throws IOException {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(77, org);
        calls.prepare();
        for (int i = 0; i < 2 * CALLS; i++) {
            Optional<String> change = RevertPropertyTest.changeOf(calls.next());
            if (change.isPresent() && i % 5 == 0) {
                RevertPropertyTest.revert(org, change.get());
            }
        }
        String counting = migration().split("CALL close_to_other_organisations.*\n", 2)[1];
        DataSource owner = OwnerAccess.to(environment);

        new TransactionTemplate(new DataSourceTransactionManager(owner)).executeWithoutResult(_ -> {
            JdbcClient all = JdbcClient.create(owner);
            all.sql("TRUNCATE count_change, link_count, day_count").update();
            for (String statement : counting.split(";\n")) {
                all.sql(statement).update();
            }
        });

        areRight(stored);
        assertThat(stored.count("link_count")).isPositive();
    }

    private static int call(TestOrganisation org, RandomCalls calls) {
        List<String> changes = new ArrayList<>();
        int changed = 0;
        for (int call = 0; call < CALLS; call++) {
            Answer answer = calls.next();
            RevertPropertyTest.changeOf(answer).ifPresent(changes::add);
            if (!changes.isEmpty() && calls.nextInt(3) == 0) {
                RevertPropertyTest.revert(org, changes.remove(calls.nextInt(changes.size())));
                changed++;
            }
        }
        return changed + changes.size();
    }

    private static int watch(StoredState stored, AtomicBoolean done) throws InterruptedException {
        int looks = 0;
        while (!done.get()) {
            areRight(stored);
            looks++;
            Thread.sleep(5);
        }
        return looks;
    }

    private void sumUp(AtomicBoolean done) {
        while (!done.get()) {
            rollUp.run();
            try {
                Thread.sleep(1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void areRight(StoredState stored) {
        CountTruth.NONE_OF.forEach(
                (what, where) -> assertThat(stored.count(where)).as(what).isZero());
    }

    private static String migration() throws IOException {
        try (InputStream file = CountsUnderLoadTest.class.getResourceAsStream("/db/migration/count/V950__counts.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
