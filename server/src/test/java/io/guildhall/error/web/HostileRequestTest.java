package io.guildhall.error.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RunningService
class HostileRequestTest {
    private static final String BULK = "/v2/customers/bulk";

    @LocalServerPort
    int port;

    private TestOrganisation organisation;

    @BeforeEach
    void createOrganisation() {
        organisation = TestOrganisation.create(port, "'sources':[{'source':'INSTORE'}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/customers/%00 HTTP/1.0",
                "GET /v2/customers/..%2f..%2fadmin HTTP/1.0",
                "GET //v2/companies/all HTTP/1.0",
                "GET /v2;x=1/companies/all HTTP/1.0",
                "GET /v2/<script> HTTP/1.0",
                "TRACE /v2/customers/bulk HTTP/1.0"
            })
    void whatTheContainerRefusesHasTheShapeOfAllRefusals(String requestLine) throws IOException {
        String answer = raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 40").contains("application/json");
        assertIsEnvelope(answer);
    }

    @Test
    void headersBeyondAllLimitsAreRefusedInTheSameShape() throws IOException {
        String answer =
                raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Big: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertIsEnvelope(answer);
    }

    /// The container keeps what it knows of an old-fashioned request, and would leave the head off the next refusal.
    @Test
    void aRefusalHasItsHeadAlsoAfterARequestThatWantedNone() throws IOException {
        for (int i = 0; i < 50; i++) {
            raw("GET /health/live\r\n\r\n");

            String answer = raw("GET /health/live HTTP/1.1 x\r\nHost: localhost\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400");
            assertIsEnvelope(answer);
        }
    }

    @Test
    void aFormThatIsNoneIsNotUnpackedByAnybody() throws IOException {
        String answer = raw("PUT /v2/companies HTTP/1.0\r\nHost: localhost\r\nContent-Length: 8\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=%&x");

        assertThat(answer).startsWith("HTTP/1.1 401");
        assertIsEnvelope(answer);
    }

    /// Whoever is still sending when the refusal comes must get to read it.
    @ParameterizedTest
    @ValueSource(ints = {9_000, 20_000, 100_000, 1_000_000})
    void aRequestLineBeyondAllLimitsIsRefusedAndNotCutOff(int length) throws IOException {
        for (int i = 0; i < 20; i++) {
            String answer = raw("GET /health/live?" + "x".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400");
            assertIsEnvelope(answer);
        }
    }

    private static void assertIsEnvelope(String answer) {
        JsonNode body = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.at("/errors/0/code").isInt()).isTrue();
        assertThat(body.path("warnings").isArray()).isTrue();
    }

    @Test
    void theErrorPageItselfIsNoPage() {
        Answer answer = organisation.get("/error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errors()).containsExactly("404 -");
    }

    @Test
    void aNumberOfThousandsOfDigitsIsNoFaultOfTheServer() {
        String number = "9".repeat(5_000);

        Answer answer =
                organisation.post(BULK, "[{'profiles':[{'identifiers':[{'type':'mobile','value':" + number + "}]}]}]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("400 -");
    }

    @Test
    void aTextThatCannotBeStoredFailsItsItemAlone() {
        Answer answer = organisation.post(BULK, """
                [{'profiles':[{'firstName':'a\\u0000b','identifiers':[{'type':'externalId','value':'h-1'}]}]},
                 {'profiles':[{'firstName':'a\\ud800b','identifiers':[{'type':'externalId','value':'h-2'}]}]},
                 {'profiles':[{'firstName':'ok','identifiers':[{'type':'externalId','value':'h-3'}]}]}]
                """);

        assertThat(answer.at("/0/errors/0/field").asString()).isEqualTo("/0/profiles/0/firstName");
        assertThat(answer.at("/1/errors/0/field").asString()).isEqualTo("/1/profiles/0/firstName");
        assertThat(answer.at("/2/entity/id").isIntegralNumber()).isTrue();
    }

    @Test
    void aPersonWithThousandsOfIdentifiersIsRefused() {
        String identifiers = String.join(
                ",",
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "{'type':'externalId','value':'many-" + i + "'}")
                        .toList());

        Answer answer = organisation.post(BULK, "[{'profiles':[{'identifiers':[" + identifiers + "]}]}]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/0/errors/0/code").asInt()).isEqualTo(1688);
        assertThat(answer.at("/0/errors/0/field").asString()).isEqualTo("/0/profiles/0/identifiers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "-0044-03-15T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-01-01",
                ""
            })
    void aRegistrationDateOutOfAllBoundsIs8017(String date) {
        Answer answer = organisation.post(
                BULK,
                "[{'profiles':[{'identifiers':[{'type':'externalId','value':'d-1'}]}],'createDate':'" + date + "'}]");

        assertThat(answer.at("/0/errors/0/code").asInt()).isEqualTo(8017);
        assertThat(answer.at("/0/errors/0/field").asString()).isEqualTo("/0/createDate");
    }

    @Test
    void numbersBeyondAllMeasureInAttributesAreKeptOrRefusedButNeverAFault() {
        Answer answer = organisation.post(BULK, """
                [{'profiles':[{'identifiers':[{'type':'externalId','value':'n-1'}],
                  'commChannels':[{'type':'line','value':'x','attributes':{'a':1e400,'b':-1e-400,'c':{'d':[1,null,true]}}}]}]}]
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/0/entity/id").isIntegralNumber()).isTrue();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.UTF_8);
        }
    }
}
