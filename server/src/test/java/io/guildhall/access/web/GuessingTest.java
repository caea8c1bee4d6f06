package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.postgres.PostgresExtension;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/// Failing logins with the limit that operators get (`decisions.md` 27). Each test comes from an address of its own, as
/// the whole of 127.0.0.0/8 is this machine; 127.0.0.9 is a trusted proxy.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.trusted-proxies=127.0.0.9,192.0.2.0/24"
        })
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
@TestPropertySource(properties = "guildhall.login.failures-per-minute=20")
class GuessingTest {
    private static final String READ = "/v2/companies/all";
    private static final String PROXY = "127.0.0.9";
    private static final List<Integer> NINETEEN_THEN_SLOWED =
            IntStream.range(0, 25).mapToObj(i -> i < 19 ? 401 : 429).toList();

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, "'sources':[]");
        org.apply(
                "'clients':[{'key':'" + org.code() + ".pos','secret':'a secret of this test','till':'" + org.code()
                        + ".till','ttlSeconds':600,'role':'READ'}]",
                "");
    }

    private HttpResponse<String> send(String from, String method, String path, String body, String... headers)
            throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(from))
                .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> basic(String from, String credentials, String... more) throws Exception {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of("Authorization", "Basic " + encoded(credentials)));
        return send(from, "GET", READ, null, headers.toArray(String[]::new));
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private interface Attempt {
        HttpResponse<String> send(int number) throws Exception;
    }

    private static List<Integer> statuses(Attempt attempt) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < NINETEEN_THEN_SLOWED.size(); i++) {
            statuses.add(attempt.send(i).statusCode());
        }
        return statuses;
    }

    private String till() {
        return org.code() + ".till";
    }

    private String right() {
        return till() + ":" + org.code() + "-secret-0123";
    }

    @Test
    void theTwentiethWrongSecretFromAnAddressIsSlowedAndTheRightOneIsNot() throws Exception {
        assertThat(statuses(i -> basic("127.0.1.1", till() + i + ":wrong"))).isEqualTo(NINETEEN_THEN_SLOWED);

        HttpResponse<String> slowed = basic("127.0.1.1", till() + ":wrong");
        assertThat(slowed.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(slowed.body())
                .isEqualTo("{\"errors\":[{\"status\":false,\"code\":429,"
                        + "\"message\":\"Too many failed logins, try again later\"}],\"warnings\":[]}");
        assertThat(basic("127.0.1.1", right()).statusCode()).isEqualTo(200);
        assertThat(basic("127.0.1.2", till() + ":wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void theTwentiethWrongSecretOfATillIsSlowedFromWhereverItComes() throws Exception {
        assertThat(statuses(i -> basic("127.0.2." + (i + 1), till() + ":wrong")))
                .isEqualTo(NINETEEN_THEN_SLOWED);

        assertThat(basic("127.0.2.1", right()).statusCode()).isEqualTo(200);
    }

    /// Whoever is told 429 must not learn by it that the till is known.
    @Test
    void tillsThatAreThereAndTillsThatAreNotAreSlowedAlike() throws Exception {
        assertThat(statuses(i -> basic("127.0.3." + (i + 1), "nobody." + org.code() + ":wrong")))
                .isEqualTo(NINETEEN_THEN_SLOWED);
    }

    @Test
    void theOperatorIsGuessedNoFaster() throws Exception {
        assertThat(statuses(i -> basic("127.0.4.1", "operator:wrong"))).isEqualTo(NINETEEN_THEN_SLOWED);

        assertThat(send(
                                "127.0.4.1",
                                "GET",
                                "/admin/v1/orgs",
                                null,
                                "Authorization",
                                "Basic " + encoded(TestOrganisation.OPERATOR))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void secretsOfClientsAreGuessedNoFaster() throws Exception {
        assertThat(statuses(i -> generate("wrong" + i))).isEqualTo(NINETEEN_THEN_SLOWED);

        assertThat(generate("a secret of this test").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> generate(String secret) throws Exception {
        return send(
                "127.0.5.1",
                "POST",
                "/v3/oauth/token/generate",
                "{\"key\":\"" + org.code() + ".pos\",\"secret\":\"" + secret + "\"}");
    }

    @Test
    void forgedTokensAreSlowedAndGoodOnesAreNot() throws Exception {
        String good = generate("a secret of this test").body().replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
        String forged = good.substring(0, good.length() - 8) + "AAAAAAAA";

        assertThat(statuses(
                        i -> send("127.0.6.1", "GET", READ, null, "X-CAP-API-OAUTH-TOKEN", i % 2 == 0 ? forged : "x")))
                .isEqualTo(NINETEEN_THEN_SLOWED);
        assertThat(send("127.0.6.1", "GET", READ, null, "Authorization", "Bearer " + good)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverBringsNoCredentialsGuessesNothing() throws Exception {
        assertThat(statuses(i -> send("127.0.7.1", "GET", READ, null))).containsOnly(401);
    }

    @Test
    void aTokenOfATillThatIsSwitchedOffIsNoGuess() throws Exception {
        String token = generate("a secret of this test").body().replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
        org.apply("'clients':[{'key':'" + org.code() + ".pos','active':false}]", "");

        assertThat(statuses(i -> send("127.0.8.1", "GET", READ, null, "Authorization", "Bearer " + token)))
                .containsOnly(401);
    }

    @Test
    void addressesThatATrustedProxyTellsOfCountForThemselves() throws Exception {
        assertThat(statuses(i -> basic(PROXY, "a" + i + ":wrong", "X-Forwarded-For", "198.51.100.1")))
                .isEqualTo(NINETEEN_THEN_SLOWED);
        assertThat(basic(PROXY, "b:wrong", "X-Forwarded-For", "198.51.100.1, 192.0.2.7")
                        .statusCode())
                .isEqualTo(429);

        assertThat(basic(PROXY, "b:wrong", "X-Forwarded-For", "198.51.100.2").statusCode())
                .isEqualTo(401);
        assertThat(basic(PROXY, "b:wrong", "X-Forwarded-For", "198.51.100.1, 198.51.100.2")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatAnybodyElseSaysOfAddressesIsNotBelieved() throws Exception {
        assertThat(statuses(i -> basic("127.0.10.1", "c" + i + ":wrong", "X-Forwarded-For", "203.0.113." + i)))
                .isEqualTo(NINETEEN_THEN_SLOWED);
        assertThat(statuses(i -> basic(PROXY, "d" + i + ":wrong", "X-Forwarded-For", i + ".1.1.1, 203.0.113.77")))
                .isEqualTo(NINETEEN_THEN_SLOWED);
    }

    @Test
    void guessesAtOnceAreAllCounted() throws Exception {
        IntFunction<Callable<Integer>> guess =
                i -> () -> basic("127.0.11.1", "e" + i + ":wrong").statusCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads
                    .invokeAll(IntStream.range(0, 60).mapToObj(guess).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(Collections.frequency(statuses, 401)).isEqualTo(19);
            assertThat(Collections.frequency(statuses, 429)).isEqualTo(41);
        }
    }
}
