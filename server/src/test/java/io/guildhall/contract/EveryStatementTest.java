package io.guildhall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.access.LastUses;
import io.guildhall.console.web.TreeStory;
import io.guildhall.contract.OpenApiContract.Operation;
import io.guildhall.contract.StatementReplay.Came;
import io.guildhall.contract.StoreSources.Written;
import io.guildhall.count.CountRollUp;
import io.guildhall.error.web.EveryScenario;
import io.guildhall.imports.ImportCleanUp;
import io.guildhall.postgres.OwnerAccess;
import io.guildhall.postgres.SqlRecorder;
import io.guildhall.postgres.SqlRecorder.Sent;
import io.guildhall.sealing.KeyRotation;
import io.guildhall.undo.RevertStory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Row-level security holds for every statement of every store by itself: each is sent again with the values of its
/// call and without its tenant filter, in the name of an organisation that has nothing, and finds and changes what it
/// would in empty tables.
///
/// Statements about `org`, `login`, `signing_key`, `master_key` and `import_queue` are sent, too, and not judged: those
/// tables are read before the organisation is known, or for all of them, and hold nothing to be kept from others but
/// by their columns (`docs/data-model.md`). The queue of imports holds ids.
@RunningService
class EveryStatementTest {
    private static final int SAMPLES = 8;
    /// Sent by no call, each with the reason.
    private static final Map<String, String> UNSENT = Map.of(
            "forget_audit_records",
            "once an hour; a function of the database, see AuditApiTest",
            "SELECT count(*) FROM card WHERE",
            "after a race for an external id was lost",
            "u(group_id, customer_id) WHERE m.org_id = ? AND m.group_id = u.group_id",
            "of two members of a group made by hand, which no call makes",
            "UPDATE customer AS c SET person_key",
            "of people from before there were keys",
            "master_key",
            "when the service starts, see KeyRotationTest; a table of no organisation",
            "SELECT org_id FROM org ORDER BY org_id",
            "by the clock, to look after all of them",
            "UPDATE import_chunk SET not_before",
            "when others hold the people of a chunk for long");

    @TestConfiguration
    static class Recording {
        @Bean
        static SqlRecorder sqlRecorder() {
            return new SqlRecorder();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private SqlRecorder recorder;

    /// By text; a few calls of each.
    private final Map<String, List<Sent>> seen = new ConcurrentHashMap<>();

    @Test
    void rowLevelSecurityHoldsWhereTheTenantFilterIsMissing(
            @Autowired DataSource application,
            @Autowired Environment environment,
            @Autowired KeyRotation keys,
            @Autowired ImportCleanUp cleanUp,
            @Autowired CountRollUp counts,
            @Autowired LastUses uses,
            @Autowired @Qualifier("importWorkers") SmartLifecycle workers) {
        DataSource owner = OwnerAccess.to(environment);
        recorder.tell(this::keep);
        EveryScenario.play(port);
        Stories.tell(port);
        RevertStory.tell(port);
        TreeStory.tell(port);
        keys.rotate();
        CONTRACT.operations().forEach(this::call);
        ImportStory.tell(port, owner, cleanUp);
        workers.stop(); // rows that they hold cannot be changed
        counts.run();
        uses.write();
        recorder.tell(_ -> {});

        assertThat(unseen()).as("statements of stores that no call sent").isEmpty();

        StatementReplay replay = new StatementReplay(application, owner, nobody(owner));
        List<String> leaks = new ArrayList<>();
        Set<String> silent = new TreeSet<>();
        int held = 0;
        for (Map.Entry<String, List<Sent>> statement : seen.entrySet()) {
            if (!StatementReplay.isSession(statement.getKey()) && replay.isAboutClosedTables(statement.getKey())) {
                leaks.addAll(leaks(replay, statement.getValue()));
                held++;
                if (!isTelling(replay, statement.getValue())) {
                    silent.add(statement.getKey().strip());
                }
            }
        }
        System.out.printf(
                "%d statements sent, %d about tables of organisations, %d of them find or change something without the wall%n",
                seen.keySet().stream()
                        .filter(sql -> !StatementReplay.isSession(sql))
                        .count(),
                held,
                held - silent.size());
        assertThat(leaks).isEmpty();
        // some calls had nothing to do, and what others found has gone since; how many depends on who was quicker
        assertThat(held - silent.size())
                .as("statements that find something without the wall, all but %s", silent)
                .isGreaterThan(150);
    }

    private static final OpenApiContract CONTRACT = OpenApiContract.shared();

    private void keep(Sent sent) {
        List<Sent> samples = seen.computeIfAbsent(sent.sql(), _ -> new ArrayList<>());
        synchronized (samples) {
            if (samples.size() == SAMPLES) {
                samples.removeFirst(); // late calls find more
            }
            samples.add(sent);
        }
    }

    private void call(Operation operation) {
        TestOrganisation org = Fleet.create(port);
        EveryOperationTest.CALLS.get(operation.id()).apply(org).send(operation.method(), org);
    }

    private List<String> unseen() {
        Set<String> sent = seen.keySet().stream().map(StoreSources::plain).collect(Collectors.toSet());
        return StoreSources.statements().stream()
                .filter(written -> sent.stream().noneMatch(written::isIn))
                .map(Written::toString)
                .filter(written -> UNSENT.keySet().stream().noneMatch(written::contains))
                .toList();
    }

    /// In the list of organisations, and nowhere else.
    private static long nobody(DataSource owner) {
        return JdbcClient.create(owner).sql("""
                        INSERT INTO guildhall.org (org_id, code, name, active, version, document, created_at, modified_at)
                        VALUES (900000001, 'nobody', 'Nobody', true, 1, '{}', now(), now()) RETURNING org_id
                        """).query(Long.class).single();
    }

    private static List<String> leaks(StatementReplay replay, List<Sent> samples) {
        List<String> leaks = new ArrayList<>();
        for (Sent sent : samples) {
            Came came = replay.asNobody(sent);
            boolean holds = StatementReplay.isInsert(sent.sql())
                    ? StatementReplay.isHeldBack(came)
                    : came.equals(replay.onEmptyTables(sent));
            if (!holds) {
                leaks.add(sent.sql() + "\n" + came + "\nand of empty tables " + replay.onEmptyTables(sent));
            }
        }
        return leaks;
    }

    private static boolean isTelling(StatementReplay replay, List<Sent> samples) {
        return samples.stream().anyMatch(sent -> {
            Came without = replay.withoutWall(sent);
            return StatementReplay.isInsert(sent.sql())
                    ? !without.isEmpty()
                    : !without.equals(replay.onEmptyTables(sent));
        });
    }
}
