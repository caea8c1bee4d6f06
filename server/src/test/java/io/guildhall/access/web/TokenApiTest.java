package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.ArrayList;
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

    /// By nothing in the answer can be told whether a name is known, a secret right, or a till switched off.
    @Test
    void unknownWrongAndSwitchedOffLookAlike() {
        String right = "{'key':'" + key + "','secret':'a secret of this test'}";
        List<String> answers = new ArrayList<>();
        answers.add(text(generate("another secret")));
        answers.add(text(org.anonymously("POST", GENERATE, right.replace(".pos", ".nobody"))));
        answers.add(text(org.anonymously("POST", GENERATE, right.replace(key, org.code() + ".till"))));
        answers.add(text(org.anonymously("POST", GENERATE, right.replace(key, "n".repeat(300)))));
        answers.add(text(org.anonymously("POST", GENERATE, right.replace(key, "\\u0000"))));
        String token = generate("a secret of this test").at("/data/accessToken").asString();
        for (String off : List.of(
                "'clients':[{'key':'" + key + "','active':false}]",
                "'clients':[{'key':'" + key + "','active':true}],'active':false")) {
            org.apply(off, "");
            answers.add(text(generate("a secret of this test")));
            answers.add(text(bearer(token)));
        }
        answers.add(text(org.get(READ)));
        answers.add(text(bearer(token + "A")));

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).startsWith("401 [Basic realm=\"Guildhall\", charset=\"UTF-8\", Bearer realm");
    }

    private Answer bearer(String token) {
        return org.bare("GET", READ, null, "Authorization", "Bearer " + token);
    }

    private static String text(Answer answer) {
        return answer.status() + " " + answer.response().headers().allValues("WWW-Authenticate") + " "
                + answer.response().body();
    }

    @Test
    void hugeTokensAreRefusedUnread() {
        assertThat(bearer("x".repeat(7_000)).status()).isEqualTo(401);
        assertThat(bearer("e30.".repeat(1_700) + "e30").status()).isEqualTo(401);
        assertThat(bearer("x".repeat(100_000)).status()).isEqualTo(400);
    }

    @Test
    void aTokenOutlivesAChangeOfKeysButNotTheKeysEnd() {
        String keys = "/admin/v1/signingKeys";
        String old = generate("a secret of this test").at("/data/accessToken").asString();

        Answer rotated = org.asOperator("POST", keys, null);

        assertThat(rotated.at("/data/0/signs").asBoolean()).isTrue();
        assertThat(rotated.at("/data/1/signs").asBoolean()).isFalse();
        assertThat(bearer(old).status()).isEqualTo(200);
        String fresh = generate("a secret of this test").at("/data/accessToken").asString();
        assertThat(bearer(fresh).status()).isEqualTo(200);

        String former = rotated.at("/data/1/id").asString();
        Answer left = org.asOperator("DELETE", keys + "/" + former, null);
        assertThat(left.response().body()).doesNotContain(former);
        assertThat(bearer(old).status()).isEqualTo(401);
        assertThat(bearer(fresh).status()).isEqualTo(200);
        assertThat(org.asOperator("DELETE", keys + "/" + former, null).status()).isEqualTo(404);
        assertThat(org.asOperator("DELETE", keys + "/none", null).status()).isEqualTo(404);
    }
}
