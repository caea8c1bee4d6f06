package io.guildhall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class BodyLimitsTest {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({"POST, /v2/customers/bulk", "POST, /v2/companies", "POST, /v2/fleetHierarchy", "PUT, /v2/bulk"})
    void aBodyIsNoLongerAndNoDeeperThanItMayBe(String method, String path) {
        TestOrganisation org = Fleet.create(port);

        Answer longer = org.with(method, path, " ".repeat(16 * 1024 * 1024) + "{}", "Content-Type", "application/json");
        Answer deeper =
                org.with(method, path, "{'a':".repeat(65) + "1" + "}".repeat(65), "Content-Type", "application/json");
        Answer asDeep =
                org.with(method, path, "{'a':".repeat(64) + "1" + "}".repeat(64), "Content-Type", "application/json");

        assertThat(longer.status()).isEqualTo(413);
        assertThat(longer.errors()).containsExactly("1688 -");
        assertThat(deeper.status()).isEqualTo(400);
        assertThat(deeper.errors()).containsExactly("1688 -");
        assertThat(asDeep.errors()).doesNotContain("1688 -");
    }
}
