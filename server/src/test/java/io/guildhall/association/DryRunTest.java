package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.association.domain.SeededRequests;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Batches drawn from a seed, sent to the whole service: a dry run says what the real run does and writes nothing, and
/// what is stored is in order afterwards.
@RunningService
class DryRunTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int BATCHES = 6;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation organisation;

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @BeforeEach
    void organisation() {
        organisation = TestOrganisation.create(port, "'sources':[{'source':'INSTORE'}]," + SeededRequests.HIERARCHIES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDryRunSaysWhatTheRealRunDoesAndWritesNothing(long seed) {
        SeededRequests requests = new SeededRequests(seed);
        requests.companies()
                .forEach(company -> assertThat(
                                organisation.post("/v2/companies", company).status())
                        .isEqualTo(200));
        assertThat(organisation.post(BULK, requests.people()).status()).isEqualTo(200);
        StoredLinks stored = new StoredLinks(jdbc, transactions, organisation);
        for (int i = 0; i < BATCHES; i++) {
            boolean isUpdate = (seed + i) % 3 == 0;
            String atomicity = List.of("item", "tree", "batch").get(i % 3);
            String path = BULK + "?source=INSTORE&atomicity=" + atomicity;
            String body = requests.batch(isUpdate);
            var before = stored.rows();

            Answer dry = send(isUpdate, path + "&dryRun=true", body);
            assertThat(stored.rows()).isEqualTo(before);

            Answer real = send(isUpdate, path, body);
            assertThat(real.status()).isEqualTo(200);
            assertThat(problems(dry)).isEqualTo(problems(real));
            stored.areInOrder();
        }
    }

    private Answer send(boolean isUpdate, String path, String body) {
        return isUpdate ? organisation.put(path, body) : organisation.post(path, body);
    }

    /// Codes and places of all errors and warnings, in order.
    private static List<String> problems(Answer answer) {
        List<String> found = new ArrayList<>();
        collect(answer.body(), found);
        return found;
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.has("code") && node.has("status") && node.has("message")) {
            found.add(node.path("code").asInt() + " " + node.path("field").asString("-"));
        }
        node.forEach(child -> collect(child, found));
    }
}
