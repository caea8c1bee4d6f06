package io.guildhall.limit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class RateLimitTest {
    private static final String ANYTHING = "/v2/fleetHierarchy/all";

    @LocalServerPort
    private int port;

    @Test
    void aTillBeyondItsRateIsToldWhenToComeBackWhileItsNeighbourIsServed() {
        TestOrganisation org = limited("'tillRequestsPerMinute':3");

        List<Integer> statuses =
                IntStream.range(0, 5).mapToObj(_ -> org.get(ANYTHING).status()).toList();
        Answer refused = org.get(ANYTHING);

        assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        assertThat(refused.errors()).containsExactly("429 -");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 20);
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"till\";q=3;w=60");
        assertThat(header(refused, "RateLimit")).matches("\"till\";r=0;t=\\d+");
        assertThat(org.asReader("GET", ANYTHING, null).status()).isEqualTo(200);
    }

    @Test
    void anOrganisationBeyondItsRateIsRefusedWithAllItsTills() {
        TestOrganisation org = limited("'requestsPerMinute':3,'tillRequestsPerMinute':100");

        List<Integer> statuses =
                IntStream.range(0, 4).mapToObj(_ -> org.get(ANYTHING).status()).toList();
        Answer reader = org.asReader("GET", ANYTHING, null);

        assertThat(statuses).containsExactly(200, 200, 200, 429);
        assertThat(reader.status()).isEqualTo(429);
        assertThat(reader.at("/errors/0/message").asString()).contains("organisation");
        assertThat(header(reader, "RateLimit-Policy")).isEqualTo("\"till\";q=100;w=60, \"organisation\";q=3;w=60");
        assertThat(Fleet.create(port).get(ANYTHING).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        TestOrganisation org = limited("'requestsPerMinute':50");

        assertThat(header(org.get(ANYTHING), "RateLimit")).isEqualTo("\"organisation\";r=49;t=2");
        assertThat(header(org.get("/v2/no/such/address"), "RateLimit")).startsWith("\"organisation\";r=48;");
    }

    @Test
    void manyAtOnceAreCountedOneByOne() {
        TestOrganisation org = limited("'requestsPerMinute':10");
        Callable<Answer> call = () -> org.get(ANYTHING);

        List<Answer> answers = TestOrganisation.together(java.util.Collections.nCopies(40, call));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSizeBetween(10, 12);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
    }

    @Test
    void aChangedRateHoldsSoonAndWithoutOneNobodyIsCounted() throws InterruptedException {
        TestOrganisation org = limited("'requestsPerMinute':1");
        assertThat(org.get(ANYTHING).status()).isEqualTo(200);
        assertThat(org.get(ANYTHING).status()).isEqualTo(429);

        org.apply("'settings':{'requestsPerMinute':0}", "");
        Thread.sleep(2_100);
        org.get(ANYTHING); // has the document read again
        Thread.sleep(300);

        IntStream.range(0, 5).forEach(_ -> org.get(ANYTHING));
        Answer answer = org.get(ANYTHING);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void healthAndTheOperatorAreNeverCounted() {
        TestOrganisation org = limited("'requestsPerMinute':1");
        org.get(ANYTHING);
        assertThat(org.get(ANYTHING).status()).isEqualTo(429);

        assertThat(org.get("/health/ready").status()).isEqualTo(200);
        assertThat(org.asOperator("GET", "/admin/v1/orgs/" + org.code(), null).status())
                .isEqualTo(200);
    }

    private TestOrganisation limited(String settings) {
        return TestOrganisation.create(port, "'settings':{" + settings + "}");
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }
}
