package io.guildhall.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class RequestErrorsTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2//companies/all", "/v2/companies;a=b/all", "/v2/%2e%2e/x", "/v2/companies/all%00", "/error"})
    void whatNoHandlerEverSeesFailsInTheSameShape(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(400, 401, 404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body()).startsWith("{\"errors\":[{\"status\":false,\"code\":" + answer.statusCode());
    }
}
