package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.imports.web.ImportClient;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.undo.RandomCalls.RandomFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What [RevertPropertyTest] says of calls, said of imports among calls: whatever came before, taking the last import
/// back brings the exact former state back.
@RunningService
class ImportRevertPropertyTest {
    private static final int SEEDS = Integer.getInteger("guildhall.reverts", 12);
    private static final int STEPS = 16;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    static LongStream seeds() {
        return LongStream.range(5_000, 5_000 + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void revertingTheLastImportRestoresTheExactFormerState(long seed) {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        ImportClient imports = new ImportClient(org, port);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(seed, org);
        calls.prepare();
        for (int step = 0; step < STEPS; step++) {
            if (calls.nextInt(3) == 0) {
                calls.next();
                continue;
            }
            RandomFile file = calls.file();
            List<String> before = stored.now();
            JsonNode imported = imports.run(file.type(), file.bytes(), file.query());
            String told = "step %d: %s of %s".formatted(step, imported, file.text());
            takeBack(org, imported, told);
            assertThat(stored.now()).as(told).containsExactlyElementsOf(before);
            stored.isInOrder();
            if (calls.nextInt(4) > 0) {
                imports.run(file.type(), file.bytes(), file.query());
                stored.isInOrder();
            }
        }
    }

    /// Calls and imports, all of them, from the last to the first.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void revertingAllFromTheLastToTheFirstLeadsBackToTheBeginning(long seed) {
        TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
        ImportClient imports = new ImportClient(org, port);
        StoredState stored = new StoredState(jdbc, transactions, org);
        RandomCalls calls = new RandomCalls(1_000 + seed, org);
        calls.prepare();
        List<String> beginning = stored.now();
        List<Runnable> undoings = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (calls.nextInt(2) == 0) {
                RevertPropertyTest.changeOf(calls.next())
                        .ifPresent(change -> undoings.add(() -> {
                            Answer reverted = RevertPropertyTest.revert(org, change);
                            assertThat(reverted.status()).as("%s", reverted).isEqualTo(200);
                            assertThat(reverted.at("/data/skipped"))
                                    .as("%s", reverted)
                                    .isEmpty();
                        }));
            } else {
                RandomFile file = calls.file();
                JsonNode imported = imports.run(file.type(), file.bytes(), file.query());
                undoings.add(() -> takeBack(org, imported, imported + " of " + file.text()));
            }
        }
        for (Runnable undoing : undoings.reversed()) {
            undoing.run();
            stored.isInOrder();
        }
        assertThat(stored.now()).containsExactlyElementsOf(beginning);
    }

    private static void takeBack(TestOrganisation org, JsonNode imported, String told) {
        Answer reverted;
        do {
            reverted = org.post("/v2/imports/" + imported.path("id").asString() + "/revert", null);
            assertThat(reverted.status()).as("%s: %s", told, reverted).isEqualTo(200);
            assertThat(reverted.at("/data/skipped"))
                    .as("%s: %s", told, reverted)
                    .isEmpty();
        } while (reverted.at("/data/remaining").asInt() > 0);
    }
}
