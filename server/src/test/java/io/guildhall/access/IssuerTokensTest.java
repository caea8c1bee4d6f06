package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.postgres.StartupFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens of an identity provider, with one of the test's own.
class IssuerTokensTest {
    private static final TokenReading WORTHLESS = new TokenReading.Worthless();
    private static final TokenReading DESK =
            new TokenReading.OfIssuer("norland", "nor.desk1", Caller.Role.WRITE, "till-app");

    private final IdentityProvider provider = new IdentityProvider();
    private final IssuerTokens tokens = tokens(provider.issuer(), null, "guildhall_role");

    @AfterEach
    void stop() {
        provider.close();
    }

    private static IssuerTokens tokens(String issuer, String keys, String roleClaim) {
        return new IssuerTokens(
                new OidcSettings(issuer, IdentityProvider.AUDIENCE, keys, "guildhall_org", "guildhall_till", roleClaim),
                Clock.systemUTC());
    }

    private static void desk(JWTClaimsSet.Builder claims) {
        claims.claim("guildhall_org", "norland")
                .claim("guildhall_till", "nor.desk1")
                .claim("guildhall_role", "WRITE");
    }

    private String token(Consumer<JWTClaimsSet.Builder> change) {
        return provider.token(claims -> {
            desk(claims);
            change.accept(claims);
        });
    }

    @Test
    void aTokenNamesOrganisationTillRoleAndClient() {
        assertThat(tokens.read(token(_ -> {}))).isEqualTo(DESK);
    }

    @Test
    void theKeysAreAskedForOnce() {
        for (int i = 0; i < 5; i++) {
            tokens.read(token(_ -> {}));
        }
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void theKeysMayStandElsewhere() {
        provider.callItself("somebody else");

        assertThat(tokens(provider.issuer(), provider.issuer() + "/certs", "guildhall_role")
                        .read(token(_ -> {})))
                .isEqualTo(DESK);
    }

    @Test
    void aProviderThatCallsItselfByAnotherNameIsNotBelieved() {
        provider.callItself("https://elsewhere.example");

        assertThat(tokens.read(token(_ -> {}))).isEqualTo(new TokenReading.Uncheckable());
    }

    @Test
    void aKeyThatIsNewAtTheProviderIsFetchedOnSight() {
        tokens.read(token(_ -> {}));
        provider.rotate();

        assertThat(tokens.read(token(_ -> {}))).isEqualTo(DESK);
    }

    @Test
    void keysThatAreNotThereAreNotAskedForAgainAndAgain() {
        tokens.read(token(_ -> {}));
        for (int i = 0; i < 5; i++) {
            RSAKey unknown = IdentityProvider.freshKey();
            assertThat(tokens.read(provider.token(JWSAlgorithm.RS256, unknown, IssuerTokensTest::desk)))
                    .isEqualTo(WORTHLESS);
        }
        assertThat(provider.asked()).isLessThanOrEqualTo(3);
        assertThat(tokens.read(token(_ -> {}))).isEqualTo(DESK);
    }

    @Test
    void aProviderThatIsAwayCanBeBackLater() {
        provider.goAway();
        assertThat(tokens.read(token(_ -> {}))).isEqualTo(new TokenReading.Uncheckable());

        provider.comeBack();
        assertThat(tokens.read(token(_ -> {}))).isEqualTo(DESK);

        provider.goAway();
        assertThat(tokens.read(token(_ -> {}))).isEqualTo(DESK);
    }

    private enum Flaw {
        OTHER_AUDIENCE(claims -> claims.audience("somebody-else")),
        NO_AUDIENCE(claims -> claims.audience(List.<String>of())),
        NO_END(claims -> claims.expirationTime(null)),
        VALID_LATER(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))),
        OVER(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600)))
                .expirationTime(Date.from(Instant.now().minusSeconds(60)))),
        NO_TILL(claims -> claims.claim("guildhall_till", null)),
        NO_ORGANISATION(claims -> claims.claim("guildhall_org", null)),
        TILL_OF_ANOTHER_TYPE(claims -> claims.claim("guildhall_till", List.of("nor.desk1"))),
        NO_ROLE(claims -> claims.claim("guildhall_role", null)),
        UNKNOWN_ROLE(claims -> claims.claim("guildhall_role", "OPERATOR"));

        private final Consumer<JWTClaimsSet.Builder> change;

        Flaw(Consumer<JWTClaimsSet.Builder> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aTokenWithUnfitClaimsLetsNobodyIn(Flaw flaw) {
        boolean isGuess = flaw.ordinal() <= Flaw.VALID_LATER.ordinal();

        assertThat(tokens.read(token(flaw.change))).isEqualTo(isGuess ? WORTHLESS : new TokenReading.Spent());
    }

    @Test
    void aForgedTokenIsNone() throws Exception {
        RSAKey forged = new RSAKey.Builder(IdentityProvider.freshKey())
                .keyID(provider.key().getKeyID())
                .build();
        String good = token(_ -> {});
        String[] parts = good.split("\\.");

        assertThat(tokens.read(provider.token(JWSAlgorithm.RS256, forged, IssuerTokensTest::desk)))
                .isEqualTo(WORTHLESS);
        assertThat(tokens.read(good.substring(0, good.length() - 10))).isEqualTo(WORTHLESS);
        assertThat(tokens.read(parts[0] + "." + parts[1] + ".")).isEqualTo(WORTHLESS);
        assertThat(tokens.read("eyJhbGciOiJub25lIn0." + parts[1] + ".")).isEqualTo(WORTHLESS);

        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(provider.key().getKeyID())
                        .build(),
                SignedJWT.parse(good).getJWTClaimsSet());
        hmac.sign(new MACSigner(provider.key().toPublicKey().getEncoded()));
        assertThat(tokens.read(hmac.serialize())).isEqualTo(WORTHLESS);
    }

    /// A header that says where its key is would have us fetch whatever it names.
    @Test
    void whatATokenSaysOfItsOwnKeyIsNotFollowed() throws Exception {
        try (var attacker = new IdentityProvider()) {
            JWTClaimsSet claims = SignedJWT.parse(token(_ -> {})).getJWTClaimsSet();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(attacker.key().getKeyID())
                            .jwkURL(java.net.URI.create(attacker.issuer() + "/certs"))
                            .jwk(attacker.key().toPublicJWK())
                            .build(),
                    claims);
            token.sign(new com.nimbusds.jose.crypto.RSASSASigner(attacker.key()));

            assertThat(tokens.read(token.serialize())).isEqualTo(WORTHLESS);
            assertThat(attacker.asked()).isZero();
        }
    }

    @Test
    void rolesMayStandInAListWithinAnObject() {
        IssuerTokens nested = tokens(provider.issuer(), null, "realm_access.roles");
        Map<String, Object> readAndWrite = Map.of("roles", List.of("offline_access", "READ", "WRITE"));
        Map<String, Object> read = Map.of("roles", List.of("READ"));

        assertThat(nested.read(token(claims -> claims.claim("realm_access", readAndWrite))))
                .isEqualTo(DESK);
        assertThat(nested.read(token(claims -> claims.claim("realm_access", read))))
                .isEqualTo(new TokenReading.OfIssuer("norland", "nor.desk1", Caller.Role.READ, "till-app"));
        assertThat(nested.read(token(claims -> claims.claim("realm_access", "WRITE"))))
                .isEqualTo(new TokenReading.Spent());
    }

    @Test
    void settingsThatWouldTakeAnybodysTokensStopTheStart() {
        assertThatThrownBy(() -> new OidcSettings("https://id.example", " ", null, "o", "t", "r"))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("GUILDHALL_OIDC_AUDIENCE");
        for (String address :
                List.of("id.example", "ftp://id.example", "file:///etc/passwd", "https://", "http:// x")) {
            assertThatThrownBy(() -> new OidcSettings(address, "a", null, "o", "t", "r"))
                    .isInstanceOf(StartupFailure.class);
            assertThatThrownBy(() -> new OidcSettings("https://id.example", "a", address, "o", "t", "r"))
                    .isInstanceOf(StartupFailure.class);
        }
        assertThat(tokens("", null, "r").isNamed("")).isFalse();
    }
}
