package io.guildhall.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@RunningService
class RequestIdTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "4bf92f3577b34da6a3ce929d0e0e4736", "7d1f-42.edge:3_x"})
    void aWellFormedIdIsAnswered(String id) {
        assertThat(idOf(org.with("GET", "/v2/companies/all", null, "X-Request-Id", id)))
                .isEqualTo(id);
        assertThat(idOf(org.with("GET", "/v2/no/such/address", null, "X-Request-Id", id)))
                .isEqualTo(id);
        assertThat(idOf(org.bare("GET", "/v2/companies/all", null, "X-Request-Id", id)))
                .as("without credentials")
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "two words", "a\"b", "a;b", "<script>", "é", "{\"a\":1}", "a\tb"})
    void anotherOneIsReplaced(String id) {
        assertThat(idOf(org.with("GET", "/v2/companies/all", null, "X-Request-Id", id)))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void oneBeyondSixtyFourCharactersIsReplacedAndNoTwoAreMadeAlike() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            made.add(idOf(org.with("GET", "/v2/companies/all", null, "X-Request-Id", "a".repeat(65))));
        }
        assertThat(made).hasSize(20).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void withoutAnEndpointNothingOfTracesIsThere() {
        assertThat(context.getBeanDefinitionNames())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(otel|opentelemetry|tracer).*"));
    }

    private static String idOf(Answer answer) {
        return answer.response().headers().firstValue("X-Request-Id").orElseThrow();
    }
}
