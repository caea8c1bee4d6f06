package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.access.AccessTokens;
import io.guildhall.access.Caller;
import io.guildhall.access.PageTokens;
import io.guildhall.association.StatementCounter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/// What a login costs: requests to an address that is none do nothing else.
@RunningService
class LoginCostTest {
    private static final String NOWHERE = "/v2/no/such/address";

    @TestConfiguration
    static class Counting {
        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private AccessTokens tokens;

    @Autowired
    private PageTokens pages;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, "'sources':[]");
        org.apply(
                "'clients':[{'key':'" + org.code() + ".pos','secret':'a secret of this test','till':'" + org.code()
                        + ".till','ttlSeconds':600}]",
                "");
        org.get(NOWHERE); // the first call of an organisation looks its rates up
    }

    private int statements(int status, String... headers) {
        StatementCounter.reset();
        Answer answer = org.bare("GET", NOWHERE, null, headers);
        assertThat(answer.status()).isEqualTo(status);
        return StatementCounter.statements().size();
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void basicCredentialsCostOneStatementWhoeverTriesWhatever() {
        String secret = org.code() + "-secret-0123";
        String till = org.code() + ".till";

        assertThat(statements(404, "Authorization", basic(till, secret))).isEqualTo(1);
        assertThat(statements(401, "Authorization", basic(till, "wrong"))).isEqualTo(1);
        assertThat(statements(401, "Authorization", basic("nobody", secret))).isEqualTo(1);
        assertThat(statements(401, "Authorization", basic("operator", "wrong"))).isEqualTo(1);
        org.apply("'active':false", "");
        assertThat(statements(401, "Authorization", basic(till, secret))).isEqualTo(1);
    }

    @Test
    void aTokenCostsOneStatementAndAForgedOneNotMore() {
        Caller till = new Caller(0, 0, org.code() + ".till", Caller.Role.WRITE);
        String token = tokens.issue(org.code() + ".pos", org.code(), till, Duration.ofMinutes(5));
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        statements(404, "Authorization", "Bearer " + token);

        assertThat(statements(404, "Authorization", "Bearer " + token)).isEqualTo(1);
        assertThat(statements(404, "X-CAP-API-OAUTH-TOKEN", token)).isEqualTo(1);
        assertThat(statements(401, "Authorization", "Bearer " + forged)).isZero();
        assertThat(statements(401, "Authorization", "Bearer x.y.z")).isZero();
    }

    @Test
    void aTokenOfAPageCostsOneStatementToo() {
        String token = pages.issue(new Caller(0, 0, org.code() + ".till", Caller.Role.WRITE));
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        statements(404, "Authorization", "Bearer " + token);

        assertThat(statements(404, "Authorization", "Bearer " + token)).isEqualTo(1);
        assertThat(statements(401, "Authorization", "Bearer " + forged)).isZero();
    }

    @Test
    void anotherTillCostsOneMore() {
        String credentials = basic(org.code() + ".till", org.code() + "-secret-0123");

        assertThat(statements(
                        404, "Authorization", credentials, "X-CAP-API-ATTRIBUTION-ENTITY-CODE", org.code() + ".reader"))
                .isEqualTo(2);
        assertThat(statements(
                        404, "Authorization", credentials, "X-CAP-API-ATTRIBUTION-ENTITY-CODE", org.code() + ".till"))
                .isEqualTo(1);
    }
}
