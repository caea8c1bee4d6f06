package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Access tokens from outside. The client holds each answer against the contract.
@RunningService
class TokenApiTest {
    private static final String GENERATE = "/v3/oauth/token/generate";
    private static final String READ = "/v2/companies/all";

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private String key;

    @BeforeEach
    void client() {
        org = Fleet.create(port);
        key = org.code() + ".pos";
        org.apply(
                "'clients':[{'key':'" + key + "','secret':'a secret of this test','till':'" + org.code()
                        + ".till','ttlSeconds':60,'role':'READ'}]",
                "");
    }

    private Answer generate(String secret) {
        return org.anonymously("POST", GENERATE, "{'key':'" + key + "','secret':'" + secret + "'}");
    }

    @Test
    void aTokenIsTakenWhereverItMayStand() {
        Answer generated = generate("a secret of this test");
        String token = generated.at("/data/accessToken").asString();

        assertThat(generated.at("/data/ttlSeconds").asInt()).isEqualTo(60);
        for (List<String> header : List.of(
                List.of("Authorization", "Bearer " + token),
                List.of("X-CAP-API-OAUTH-TOKEN", token),
                List.of("X-CAP-API-OAUTH-TOKEN", "Bearer " + token))) {
            assertThat(org.bare("GET", READ, null, header.getFirst(), header.getLast())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(org.bare("POST", Fleet.BULK, "[]", "Authorization", "Bearer " + token)
                        .status())
                .isIn(403, 415);
    }

    @Test
    void wrongSecretsAndTokensAreRefused() {
        assertThat(generate("another secret").errors()).containsExactly("401 -");
        assertThat(org.anonymously("POST", GENERATE, "{}").status()).isEqualTo(401);
        assertThat(org.anonymously("POST", GENERATE, "null").status()).isEqualTo(400);
        assertThat(org.bare("GET", READ, null, "Authorization", "Bearer x.y.z").status())
                .isEqualTo(401);
    }

    @Test
    void aClientThatIsSwitchedOffIsShutOutWithItsTokens() {
        String token = generate("a secret of this test").at("/data/accessToken").asString();
        org.apply("'clients':[{'key':'" + key + "','active':false}]", "");

        assertThat(org.bare("GET", READ, null, "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(401);
        assertThat(generate("a secret of this test").status()).isEqualTo(401);
    }
}
