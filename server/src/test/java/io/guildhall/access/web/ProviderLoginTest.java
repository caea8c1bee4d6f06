package io.guildhall.access.web;

import static io.guildhall.console.web.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.access.IdentityProvider;
import io.guildhall.access.IdentityProvider.TokenRequest;
import io.guildhall.console.web.Browser;
import io.guildhall.postgres.PostgresExtension;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Login to the console at an identity provider, with one of the test's own and a browser as far as cookies go.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.login.failures-per-minute=1000000",
            "guildhall.oidc.audience=" + IdentityProvider.AUDIENCE,
            "guildhall.oidc.login.client-id=console",
            "guildhall.oidc.login.client-secret=a secret: of the console",
            "guildhall.oidc.login.label=Acme ID",
            "guildhall.oidc.login.scopes=openid,profile"
        })
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
class ProviderLoginTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final String BEGIN = "/console/login/provider";
    private static final String WAY_BACK = "/console/login/code";

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("guildhall.oidc.issuer", PROVIDER::issuer);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private Browser browser;

    @BeforeEach
    void organisation() {
        PROVIDER.comeBack();
        org = Fleet.create(port);
        browser = new Browser(port);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    /// @param address of the provider, with what the browser takes there
    private record Begun(URI address) {
        private String get(String name) {
            Map<String, String> query = Arrays.stream(address.getRawQuery().split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            return query.getOrDefault(name, "");
        }
    }

    private Begun begin(String to) {
        HttpResponse<String> sent = browser.get(BEGIN + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(location(sent)).startsWith(PROVIDER.issuer() + "/auth?");
        return new Begun(URI.create(location(sent)));
    }

    private void claims(JWTClaimsSet.Builder claims, String nonce) {
        claims.audience("console")
                .claim("azp", "console")
                .claim("nonce", nonce)
                .claim("guildhall_org", org.code())
                .claim("guildhall_till", org.code() + ".till")
                .claim("guildhall_role", "WRITE");
    }

    private static String tokens(String idToken) {
        return "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"" + idToken
                + "\"}";
    }

    private HttpResponse<String> comeBack(Begun begun) {
        return browser.get(WAY_BACK + "?code=c0de&state=" + encoded(begun.get("state")));
    }

    private HttpResponse<String> enter(String to, Consumer<JWTClaimsSet.Builder> change) {
        Begun begun = begin(to);
        PROVIDER.giveTokens(_ -> tokens(PROVIDER.token(claims -> {
            claims(claims, begun.get("nonce"));
            change.accept(claims);
        })));
        return comeBack(begun);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String path(HttpResponse<String> answer) {
        return location(answer).replaceFirst("^http://[^/]+", "");
    }

    private void assertRefused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(path(answer)).startsWith("/console/login?to=%2Fconsole").endsWith("&reason=" + reason);
        HttpResponse<String> page = browser.get(path(answer));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("role=\"alert\"").doesNotContain("??");
        assertThat(browser.session()).isEmpty();
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void entersAsTheTillThatTheProviderNamesAndGoesOnToThePageThatWasWanted() throws Exception {
        assertThat(browser.get("/console/login?to=/console/people").body())
                .contains("Log in with Acme ID", BEGIN + "?to=/console/people");
        Begun begun = begin("/console/people?q=abc");
        AtomicReference<TokenRequest> asked = new AtomicReference<>();
        PROVIDER.giveTokens(request -> {
            asked.set(request);
            return tokens(PROVIDER.token(claims -> claims(claims, begun.get("nonce"))));
        });

        HttpResponse<String> entered = comeBack(begun);

        assertThat(path(entered)).isEqualTo("/console/people?q=abc");
        assertThat(browser.get("/console/people?q=abc").body()).contains(org.code() + ".till");
        assertThat(begun.get("response_type")).isEqualTo("code");
        assertThat(begun.get("scope")).isEqualTo("openid profile");
        assertThat(begun.get("code_challenge_method")).isEqualTo("S256");
        assertThat(begun.get("redirect_uri")).isEqualTo("http://127.0.0.1:" + port + WAY_BACK);
        Map<String, String> form = asked.get().form();
        assertThat(form).containsEntry("code", "c0de").containsEntry("redirect_uri", begun.get("redirect_uri"));
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(form.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(begun.get("code_challenge"));
        assertThat(new String(
                        Base64.getDecoder().decode(asked.get().authorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8))
                .isEqualTo("console:" + encoded("a secret: of the console"));
        assertThat(begin("/console").get("state")).isNotEqualTo(begun.get("state"));
    }

    @Test
    void hasTheRoleOfTheClaimsAndNoMoreThanTheTills() {
        enter("/console", claims -> claims.claim("guildhall_role", "READ"));
        assertThat(written()).isEqualTo(403);

        enter("/console", claims -> claims.claim("guildhall_till", org.code() + ".reader"));
        assertThat(written()).isEqualTo(403);

        enter("/console", _ -> {});
        assertThat(written()).isEqualTo(200);
    }

    private int written() {
        String answer =
                browser.post("/console/api/token", browser.token("/console")).body();
        String token = answer.replaceFirst(".*\"accessToken\":\"([^\"]+)\".*", "$1");
        return org.bare(
                        "POST",
                        Fleet.BULK,
                        "[" + Fleet.person(301) + "]",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token)
                .status();
    }

    private enum Flaw {
        OTHER_CLIENT(
                "provider.refused", claims -> claims.audience("somebody-else").claim("azp", "somebody-else")),
        SEVERAL_CLIENTS(
                "provider.refused",
                claims -> claims.audience(List.of("console", "x")).claim("azp", "x")),
        OTHER_NONCE("provider.refused", claims -> claims.claim("nonce", "another")),
        NO_NONCE("provider.refused", claims -> claims.claim("nonce", null)),
        OTHER_ISSUER("provider.refused", claims -> claims.issuer("https://elsewhere.example")),
        ODD_ISSUER("provider.refused", claims -> claims.claim("iss", 7)),
        NO_SUBJECT("provider.refused", claims -> claims.subject(null)),
        NO_END("provider.refused", claims -> claims.expirationTime(null)),
        OVER(
                "provider.refused",
                claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(900)))
                        .expirationTime(Date.from(Instant.now().minusSeconds(300)))),
        NO_TILL("provider.unfit", claims -> claims.claim("guildhall_till", null)),
        UNKNOWN_TILL("provider.unfit", claims -> claims.claim("guildhall_till", "nobody.at-all")),
        TILL_IN_A_LIST("provider.unfit", claims -> claims.claim("guildhall_till", List.of("x"))),
        TILL_NO_DATABASE_HOLDS("provider.unfit", claims -> claims.claim("guildhall_till", "x\0y")),
        OTHER_ORGANISATION("provider.unfit", claims -> claims.claim("guildhall_org", "elsewhere")),
        OPERATOR("provider.unfit", claims -> claims.claim("guildhall_till", "operator")),
        NO_ROLE("provider.unfit", claims -> claims.claim("guildhall_role", "OPERATOR"));

        private final String reason;
        private final Consumer<JWTClaimsSet.Builder> change;

        Flaw(String reason, Consumer<JWTClaimsSet.Builder> change) {
            this.reason = reason;
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void takesNoTokenThatIsNotMeantForThisLoginOfATill(Flaw flaw) {
        assertRefused(enter("/console", flaw.change), flaw.reason);
    }

    @Test
    void takesNoTokenThatTheProviderHasNotSigned() {
        Begun begun = begin("/console");
        PROVIDER.giveTokens(_ -> tokens(PROVIDER.token(
                JWSAlgorithm.RS256, IdentityProvider.freshKey(), claims -> claims(claims, begun.get("nonce")))));

        assertRefused(comeBack(begun), "provider.refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"<script>\"}",
                "{\"error\":7}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"x.y.z\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":7}",
                "{\"access_token\":\"a\",\"token_type\":\"mac\",\"id_token\":\"x\"}"
            })
    void refusesWhateverTheProviderAnswersInPlaceOfTokens(String answer) {
        Begun begun = begin("/console");
        PROVIDER.giveTokens(_ -> answer);

        assertRefused(comeBack(begun), "provider.refused");
    }

    @Test
    void saysThatTheProviderDeniedIt() {
        Begun begun = begin("/console/people");

        HttpResponse<String> denied = browser.get(
                WAY_BACK + "?error=access_denied&error_description=%3Cscript%3E&state=" + encoded(begun.get("state")));

        assertRefused(denied, "provider.denied");
        assertThat(path(denied)).contains("%2Fconsole%2Fpeople");
    }

    /// An answer that this browser has not begun could log somebody in as somebody else.
    @Test
    void takesAnAnswerOnceAndFromTheBrowserThatBeganAlone() {
        Begun begun = begin("/console");
        PROVIDER.giveTokens(_ -> tokens(PROVIDER.token(claims -> claims(claims, begun.get("nonce")))));
        try (Browser other = new Browser(port)) {
            String location = location(other.get(WAY_BACK + "?code=c0de&state=" + encoded(begun.get("state"))));
            assertThat(location).endsWith("&reason=stale");
            assertThat(other.session()).isEmpty();
        }

        assertRefused(browser.get(WAY_BACK + "?code=c0de&state=another"), "stale");
        assertRefused(comeBack(begun), "stale");
        assertRefused(browser.get(WAY_BACK), "stale");
        begin("/console");
        assertRefused(browser.get(WAY_BACK), "stale");
    }

    @Test
    void saysSoWhileTheProviderIsAway() {
        Begun begun = begin("/console");
        PROVIDER.giveTokens(_ -> {
            throw new IllegalStateException("hangs up");
        });

        assertThat(location(comeBack(begun))).contains("reason=provider.");
        assertThat(browser.session()).isEmpty();
        assertThat(location(browser.logIn(org.till()))).endsWith("/console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example/console", "//elsewhere.example", "/admin/v1/orgs", "javascript:x"})
    void sendsNobodyElsewhereAfterTheLogin(String to) {
        assertThat(path(enter(to, _ -> {}))).isEqualTo("/console");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "wrong", "provider", "provider.away%0d%0aX: y", "<script>"})
    void saysNothingThatAnAddressMakesUp(String reason) {
        HttpResponse<String> page = browser.get("/console/login?reason=" + encoded(reason));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("role=\"alert\"", "<script>", "??");
    }

    @Test
    void isOutAtOnceWhenTheTillIsSwitchedOff() {
        enter("/console", _ -> {});
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);

        org.apply("'active':false", "");
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
        assertThat(location(enter("/console", _ -> {}))).endsWith("&reason=provider.unfit");
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void logsOutHereAndSaysThatTheProviderMayNotHave() {
        enter("/console", _ -> {});

        HttpResponse<String> left = browser.post("/console/logout", browser.token("/console"));

        assertThat(path(left)).isEqualTo("/console/login?reason=left");
        assertThat(browser.get(path(left)).body())
                .contains("At Acme ID you may be logged in still.", PROVIDER.issuer() + "/logout?client_id=console");
        assertThat(browser.get("/console").statusCode()).isEqualTo(302);
    }
}
