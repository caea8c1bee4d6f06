package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.access.IdentityProvider;
import io.guildhall.postgres.PostgresExtension;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A service that takes the tokens of an identity provider, which is away when the service starts.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.oidc.audience=" + IdentityProvider.AUDIENCE
        })
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
class IdentityProviderApiTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final String READ = "/v2/companies/all";

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        PROVIDER.goAway();
        registry.add("guildhall.oidc.issuer", PROVIDER::issuer);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port); // by Basic credentials: without the provider as well
    }

    private String token(String till, String role) {
        return PROVIDER.token(claims -> named(claims, org.code(), till, role));
    }

    private static void named(JWTClaimsSet.Builder claims, String organisation, String till, String role) {
        claims.claim("guildhall_org", organisation)
                .claim("guildhall_till", till)
                .claim("guildhall_role", role);
    }

    private Answer read(String token) {
        return org.bare("GET", READ, null, "Authorization", "Bearer " + token);
    }

    private Answer write(String token) {
        return org.bare(
                "POST",
                Fleet.BULK,
                "[" + Fleet.person(301) + "]",
                "Content-Type",
                "application/json",
                "X-CAP-API-OAUTH-TOKEN",
                token);
    }

    @Test
    void aTokenIsTakenAsSoonAsTheProviderIsThere() {
        String token = token(org.code() + ".till", "WRITE");
        PROVIDER.goAway();
        Answer first = read(token);
        // 503 before the provider has ever answered; where another test has seen its keys they are kept
        assertThat(first.status()).isIn(503, 200);
        if (first.status() == 503) {
            assertThat(first.response().headers().firstValue("Retry-After")).hasValue("1");
            assertThat(first.errors()).containsExactly("503 -");
        }
        assertThat(org.get(READ).status()).isEqualTo(200);

        PROVIDER.comeBack();

        assertThat(read(token).status()).isEqualTo(200);
        Answer written = write(token);
        assertThat(written.status()).isEqualTo(200);
        String change = written.response().headers().firstValue("X-Change-Id").orElseThrow();
        assertThat(org.get("/v2/changes/" + change).at("/by").toString())
                .isEqualTo("{\"till\":\"" + org.code() + ".till\",\"client\":\"till-app\"}");
    }

    @Test
    void theRoleIsTheTokensButNoMoreThanTheTills() {
        PROVIDER.comeBack();

        assertThat(read(token(org.code() + ".till", "READ")).status()).isEqualTo(200);
        assertThat(write(token(org.code() + ".till", "READ")).status()).isEqualTo(403);
        assertThat(read(token(org.code() + ".reader", "WRITE")).status()).isEqualTo(200);
        assertThat(write(token(org.code() + ".reader", "WRITE")).status()).isEqualTo(403);
        assertThat(org.bare(
                                "GET",
                                "/admin/v1/orgs",
                                null,
                                "Authorization",
                                "Bearer " + token(org.code() + ".till", "WRITE"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whomTheTokenNamesHasToFitTogetherAndBeSwitchedOn() {
        PROVIDER.comeBack();
        TestOrganisation other = Fleet.create(port);
        Consumer<JWTClaimsSet.Builder> ofAnother = claims -> named(claims, org.code(), other.code() + ".till", "READ");

        assertThat(read(PROVIDER.token(ofAnother)).status()).isEqualTo(401);
        assertThat(read(token("nobody", "READ")).status()).isEqualTo(401);
        String good = token(org.code() + ".till", "READ");
        assertThat(read(good).status()).isEqualTo(200);
        org.apply("'active':false", "");
        assertThat(read(good).status()).isEqualTo(401);
        org.apply("'active':true", "");
        assertThat(read(good).status()).isEqualTo(200);
    }
}
