package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Tokens of a real Keycloak: `./mvnw -pl server -Pkeycloak test`.
@Tag("keycloak")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.oidc.audience=guildhall-api",
            "guildhall.oidc.role-claim=realm_access.roles"
        })
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
class KeycloakTest {
    private static final Keycloak KEYCLOAK = new Keycloak();
    private static final String SECRET = "a-secret-of-this-test";

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("guildhall.oidc.issuer", KEYCLOAK::issuer);
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
    }

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @Test
    void itsTokensAreTakenAndThoseForSomebodyElseAreNot() throws Exception {
        org = Fleet.create(port); // the service has started, and works, before the provider is there
        KEYCLOAK.start(realm());
        String writer = KEYCLOAK.token("writer-app", SECRET);

        Answer written = write(writer);
        assertThat(written.status()).isEqualTo(200);
        String change = written.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + change).at("/by").toString())
                .isEqualTo("{\"till\":\"" + org.code() + ".till\",\"client\":\"writer-app\"}");
        String reader = KEYCLOAK.token("reader-app", SECRET);
        assertThat(read(reader)).isEqualTo(200);
        assertThat(write(reader).status()).isEqualTo(403);
        assertThat(read(KEYCLOAK.token("stranger-app", SECRET))).isEqualTo(401);
        assertThat(read(writer.substring(0, writer.length() - 12))).isEqualTo(401);

        KEYCLOAK.rotateKeys();
        String afterwards = KEYCLOAK.token("writer-app", SECRET);
        assertThat(SignedJWT.parse(afterwards).getHeader().getKeyID())
                .isNotEqualTo(SignedJWT.parse(writer).getHeader().getKeyID());
        assertThat(read(afterwards)).isEqualTo(200);
        assertThat(read(writer)).isEqualTo(200);

        KEYCLOAK.close();
        assertThat(read(afterwards)).isEqualTo(200);
        assertThat(org.get("/v2/companies/all").status()).isEqualTo(200);
    }

    private int read(String token) {
        return org.bare("GET", "/v2/companies/all", null, "Authorization", "Bearer " + token)
                .status();
    }

    private Answer write(String token) {
        return org.bare(
                "POST",
                Fleet.BULK,
                "[" + Fleet.person(301) + "]",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token);
    }

    private String realm() {
        return """
                {"realm":"guildhall","enabled":true,"sslRequired":"none","accessTokenLifespan":600,
                 "roles":{"realm":[{"name":"READ"},{"name":"WRITE"}]},
                 "clients":[%s,%s,%s],
                 "users":[%s,%s,%s]}
                """.formatted(
                        client("writer-app", audience()),
                        client("reader-app", audience()),
                        client("stranger-app", ""),
                        account("writer-app", "WRITE"),
                        account("reader-app", "READ"),
                        account("stranger-app", "WRITE"));
    }

    private String client(String id, String audience) {
        return """
                {"clientId":"%s","secret":"%s","enabled":true,"protocol":"openid-connect","publicClient":false,
                 "serviceAccountsEnabled":true,"standardFlowEnabled":false,"directAccessGrantsEnabled":false,
                 "protocolMappers":[%s,%s%s]}
                """.formatted(
                        id,
                        SECRET,
                        constant("guildhall_org", org.code()),
                        constant("guildhall_till", org.code() + ".till"),
                        audience);
    }

    private static String constant(String claim, String value) {
        return """
                {"name":"%1$s","protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper",
                 "config":{"claim.name":"%1$s","claim.value":"%2$s","jsonType.label":"String",
                           "access.token.claim":"true"}}
                """.formatted(claim, value);
    }

    private static String audience() {
        return """
                ,{"name":"audience","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
                  "config":{"included.custom.audience":"guildhall-api","access.token.claim":"true"}}
                """;
    }

    private static String account(String client, String role) {
        return """
                {"username":"service-account-%1$s","enabled":true,"serviceAccountClientId":"%1$s","realmRoles":["%2$s"]}
                """.formatted(client, role);
    }
}
