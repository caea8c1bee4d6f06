package io.guildhall.access.web;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.console.web.Browser;
import io.guildhall.postgres.PostgresExtension;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Login to the console at a real Keycloak: `./mvnw -pl server -Pkeycloak test`.
@Tag("keycloak")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.oidc.audience=guildhall-api",
            "guildhall.oidc.role-claim=realm_access.roles",
            "guildhall.oidc.login.client-id=console",
            "guildhall.oidc.login.client-secret=" + KeycloakLoginTest.SECRET,
            "guildhall.oidc.login.label=Keycloak"
        })
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
class KeycloakLoginTest {
    static final String SECRET = "a-secret-of-this-test";

    private static final Keycloak KEYCLOAK = new Keycloak();

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
    void letsPeopleInWhomItKnowsAsATill() throws Exception {
        org = Fleet.create(port);
        try (Browser early = new Browser(port)) { // the service works before the provider is there
            assertThat(location(early.get("/console/login/provider"))).endsWith("&reason=provider.away");
        }
        KEYCLOAK.start(realm());

        try (Browser browser = new Browser(port)) {
            HttpResponse<String> entered = enter(browser, "desk");
            assertThat(location(entered)).endsWith("/console/people");
            assertThat(browser.get("/console/people").body()).contains(org.code() + ".till");
            assertThat(browser.post("/console/logout", browser.token("/console"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(browser.get("/console/login?reason=left").body())
                    .contains(KEYCLOAK.issuer() + "/protocol/openid-connect/logout?client_id=console");
        }
        try (Browser browser = new Browser(port)) {
            assertThat(location(enter(browser, "stranger"))).endsWith("&reason=provider.unfit");
            assertThat(browser.session()).isEmpty();
        }

        KEYCLOAK.close();
        try (Browser browser = new Browser(port)) {
            String away = location(browser.get("/console/login/provider"));
            assertThat(away)
                    .startsWith(KEYCLOAK.issuer()); // its addresses are known; the browser will say that it is away
        }
    }

    private HttpResponse<String> enter(Browser browser, String user) throws Exception {
        URI there = URI.create(location(browser.get("/console/login/provider?to=/console/people")));
        URI back = KEYCLOAK.logIn(there, user, SECRET);
        assertThat(back.toString()).startsWith("http://127.0.0.1:" + port + "/console/login/code?");
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private String realm() {
        return """
                {"realm":"guildhall","enabled":true,"sslRequired":"none",
                 "roles":{"realm":[{"name":"READ"},{"name":"WRITE"}]},
                 "clients":[{"clientId":"console","secret":"%1$s","enabled":true,"protocol":"openid-connect",
                   "publicClient":false,"standardFlowEnabled":true,"redirectUris":["http://127.0.0.1:%2$d/console/login/code"],
                   "attributes":{"pkce.code.challenge.method":"S256"},
                   "protocolMappers":[%3$s,%4$s,%5$s]}],
                 "users":[%6$s,%7$s]}
                """.formatted(
                        SECRET,
                        port,
                        constant("guildhall_org", org.code()),
                        constant("guildhall_till", org.code() + ".till"),
                        roles(),
                        user("desk", "\"WRITE\""),
                        user("stranger", ""));
    }

    private static String constant(String claim, String value) {
        return """
                {"name":"%1$s","protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper",
                 "config":{"claim.name":"%1$s","claim.value":"%2$s","jsonType.label":"String","id.token.claim":"true"}}
                """.formatted(claim, value);
    }

    private static String roles() {
        return """
                {"name":"roles","protocol":"openid-connect","protocolMapper":"oidc-usermodel-realm-role-mapper",
                 "config":{"claim.name":"realm_access.roles","jsonType.label":"String","multivalued":"true",
                           "id.token.claim":"true"}}
                """;
    }

    private static String user(String name, String roles) {
        return """
                {"username":"%1$s","enabled":true,"email":"%1$s@example.org","emailVerified":true,"firstName":"A",
                 "lastName":"B","realmRoles":[%3$s],
                 "credentials":[{"type":"password","value":"%2$s","temporary":false}]}
                """.formatted(name, SECRET, roles);
    }
}
