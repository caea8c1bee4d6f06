package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.postgres.PostgresExtension;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class AccessTokensTest {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Caller DESK = new Caller(7, 1001, "nor.desk1", Caller.Role.READ);

    private final Settable clock = new Settable("2031-03-04T09:15:27Z");
    private SigningKeyRing ring;
    private AccessTokens tokens;

    @BeforeEach
    void start(DataSource dataSource) {
        JdbcClient.create(dataSource).sql("DELETE FROM signing_key").update();
        ring = Rings.instance(dataSource, clock);
        tokens = new AccessTokens(ring, clock);
    }

    private TokenReading read(String token) {
        try {
            return tokens.read(SignedJWT.parse(token));
        } catch (ParseException unreadable) {
            return new TokenReading.Worthless();
        }
    }

    private String issued() {
        return tokens.issue("nor-pos", "norland", DESK, TTL);
    }

    @Test
    void aTokenNamesItsClientUntilItExpires() {
        String token = issued();

        assertThat(read(token)).isEqualTo(new TokenReading.OfClient("nor-pos"));
        clock.pass(TTL.minusSeconds(1));
        assertThat(read(token)).isEqualTo(new TokenReading.OfClient("nor-pos"));
        clock.pass(Duration.ofSeconds(1));
        assertThat(read(token)).isEqualTo(new TokenReading.Spent());
    }

    @Test
    void aTokenSaysForWhomItIs() throws Exception {
        SignedJWT token = SignedJWT.parse(issued());

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsEntry("iss", "guildhall")
                .containsEntry("sub", "nor-pos")
                .containsEntry("org", "norland")
                .containsEntry("till", "nor.desk1")
                .containsEntry("role", "READ")
                .containsKeys("iat", "exp", "jti");
    }

    private enum Forgery {
        OTHER_ISSUER(claims -> claims.issuer("https://elsewhere.example")),
        NO_ISSUER(claims -> claims.issuer(null)),
        NO_SUBJECT(claims -> claims.subject(null)),
        NO_END(claims -> claims.expirationTime(null)),
        ISSUED_LATER(claims -> claims.issueTime(
                Date.from(java.time.Instant.parse("2031-03-04T09:15:27Z").plusSeconds(120)))),
        VALID_LATER(claims -> claims.notBeforeTime(
                Date.from(java.time.Instant.parse("2031-03-04T09:15:27Z").plusSeconds(120))));

        private final Consumer<JWTClaimsSet.Builder> change;

        Forgery(Consumer<JWTClaimsSet.Builder> change) {
            this.change = change;
        }
    }

    /// Even where our own key had signed it.
    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Forgery.class)
    void aTokenWithUnfitClaimsIsNone(Forgery forgery) throws Exception {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder(SignedJWT.parse(issued()).getJWTClaimsSet());
        forgery.change.accept(claims);
        SigningKeyRing.Key key = ring.signing();

        String token =
                signed(JWSAlgorithm.RS256, key.id().toString(), claims.build(), new RSASSASigner(key.privateKey()));

        assertThat(read(token)).isEqualTo(new TokenReading.Worthless());
    }

    @Test
    void aTokenOfAnotherKeyIsNoneWhateverKeyItNames() throws Exception {
        KeyPair other = keyPair();
        JWTClaimsSet claims = SignedJWT.parse(issued()).getJWTClaimsSet();

        for (String id : new String[] {
            ring.signing().id().toString(), "another", "", "' OR 1=1 --", "00000000-0000-0000-0000-000000000000", null
        }) {
            String token = signed(JWSAlgorithm.RS256, id, claims, new RSASSASigner(other.getPrivate()));
            assertThat(read(token)).as(id).isEqualTo(new TokenReading.Worthless());
        }
    }

    /// The public key is no secret: who takes it for one of HMAC lets everybody sign.
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void aTokenSignedWithThePublicKeyAsASecretIsNone(String algorithm) throws Exception {
        byte[] publicKey = ring.signing().publicKey().getEncoded();
        JWTClaimsSet claims = SignedJWT.parse(issued()).getJWTClaimsSet();

        String token =
                signed(JWSAlgorithm.parse(algorithm), ring.signing().id().toString(), claims, new MACSigner(publicKey));

        assertThat(read(token)).isEqualTo(new TokenReading.Worthless());
    }

    @Test
    void onlyTheOneAlgorithmIsTaken() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(issued()).getJWTClaimsSet();
        SigningKeyRing.Key key = ring.signing();

        String token = signed(JWSAlgorithm.PS256, key.id().toString(), claims, new RSASSASigner(key.privateKey()));

        assertThat(read(token)).isEqualTo(new TokenReading.Worthless());
    }

    @Test
    void aTokenThatWasTamperedWithIsNone() {
        String[] parts = issued().split("\\.");
        String otherClient = base64("{\"iss\":\"guildhall\",\"sub\":\"somebody\",\"exp\":99999999999}");

        assertThat(read(parts[0] + "." + otherClient + "." + parts[2])).isEqualTo(new TokenReading.Worthless());
        for (int end = 0; end < issued().length(); end += 7) {
            assertThat(read(issued().substring(0, end))).isEqualTo(new TokenReading.Worthless());
        }
    }

    @Test
    void anUnsignedTokenIsNone() {
        String head = base64("{\"alg\":\"none\",\"kid\":\"" + ring.signing().id() + "\"}");
        String claims = base64("{\"iss\":\"guildhall\",\"sub\":\"nor-pos\",\"exp\":99999999999}");

        assertThat(read(head + "." + claims + ".")).isEqualTo(new TokenReading.Worthless());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer", "{}", "\u0000", "e30.e30.e30"})
    void anyOtherTextIsNone(String text) {
        assertThat(read(text)).isEqualTo(new TokenReading.Worthless());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, JWSSigner signer)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static KeyPair keyPair() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        return generator.generateKeyPair();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
