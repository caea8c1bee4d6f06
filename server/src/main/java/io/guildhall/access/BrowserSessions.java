package io.guildhall.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.SecretCheck.Entrant;
import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.TillCredential;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sessions of people who logged in to the console. A session is a signed text that the browser keeps as a cookie, so
/// that every instance knows it and none has to remember it. It is good for [#LIFE] from its last use on.
///
/// Whoever is switched off, or gets another secret, is out at once: the login is looked up on each request, and the
/// session carries a mark of the secret that it was opened with. A session is no access token, nor the other way round.
@Component
public class BrowserSessions {
    static final String ISSUER = "guildhall-console";
    static final Duration LIFE = Duration.ofHours(8);
    /// A session in use is renewed, but not with each request.
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(10);
    /// Longer ones are not even parsed.
    private static final int LONGEST = 2_048;

    private static final String OPERATOR = "operator";
    private static final String TILL = "till";

    private final SigningKeyRing keys;
    private final SecretCheck secrets;
    private final Logins logins;
    private final OperatorCredential operator;
    private final Clock clock;

    BrowserSessions(SigningKeyRing keys, SecretCheck secrets, Logins logins, OperatorCredential operator, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.logins = logins;
        this.operator = operator;
        this.clock = clock;
    }

    /// @param renewed the same session with a new end, once it has been in use for a while
    public record Session(Entrant entrant, Optional<String> renewed) {}

    /// A new session.
    ///
    /// @param text as the browser keeps it
    public record Opened(String text, boolean isOperators) {
        @Override
        public String toString() {
            return "Opened[***]";
        }
    }

    /// A session for this name and secret, if they are right.
    public Optional<Opened> open(String name, String secret) {
        return switch (secrets.enter(name, secret)) {
            case Entrant.Operator _ -> Optional.of(new Opened(issue(OPERATOR, name, Caller.Role.WRITE), true));
            case Entrant.Till(var caller) ->
                Optional.of(new Opened(issue(TILL, caller.tillCode(), caller.role()), false));
            case Entrant.Stranger _ -> Optional.empty();
        };
    }

    /// Whose session this is, if it is one and its owner may still come in.
    public Optional<Session> read(String text) {
        return claims(text).flatMap(this::session);
    }

    private Optional<Session> session(JWTClaimsSet claims) {
        try {
            String kind = String.valueOf(claims.getStringClaim("kind"));
            Caller.Role role = Caller.Role.valueOf(String.valueOf(claims.getStringClaim("role")));
            String name = String.valueOf(claims.getSubject());
            Optional<String> secret = secret(kind, name);
            boolean unchanged = secret.isPresent()
                    && mark(secret.get(), String.valueOf(claims.getJWTID())).equals(claims.getStringClaim("mark"));
            return unchanged
                    ? entrant(kind, name, role).map(found -> new Session(found, renewed(claims, kind, name, role)))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> renewed(JWTClaimsSet claims, String kind, String name, Caller.Role role) {
        Instant issued = claims.getIssueTime().toInstant();
        return clock.instant().isAfter(issued.plus(RENEWED_AFTER))
                ? Optional.of(issue(kind, name, role))
                : Optional.empty();
    }

    private Optional<Entrant> entrant(String kind, String name, Caller.Role role) {
        return kind.equals(OPERATOR)
                ? Optional.of(new Entrant.Operator())
                : logins.till(name).filter(TillCredential::active).map(till -> new Entrant.Till(atMost(till, role)));
    }

    private static Caller atMost(TillCredential till, Caller.Role role) {
        Caller caller = till.caller();
        return new Caller(
                caller.orgId(),
                caller.tillId(),
                caller.tillCode(),
                caller.role().atMost(role));
    }

    private Optional<String> secret(String kind, String name) {
        return kind.equals(OPERATOR)
                ? Optional.of(operator.secret())
                : logins.till(name)
                        .map(till -> HexFormat.of().formatHex(till.secret().hash()));
    }

    private static String mark(String secret, String sessionId) {
        UUID id = UUID.fromString(sessionId);
        byte[] salt = HexFormat.of().parseHex(id.toString().replace("-", ""));
        return HexFormat.of().formatHex(SecretHash.of(secret, salt).hash());
    }

    private String issue(String kind, String name, Caller.Role role) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        SigningKeyRing.Key key = keys.signing();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(name)
                .claim("kind", kind)
                .claim("role", role.name())
                .claim("mark", mark(secret(kind, name).orElseThrow(), id))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(id)
                .build();
        SignedJWT session = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.id().toString())
                        .build(),
                claims);
        try {
            session.sign(new RSASSASigner(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("A session could not be signed", failure);
        }
        return session.serialize();
    }

    private Optional<JWTClaimsSet> claims(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT session = SignedJWT.parse(text);
            JWTClaimsSet claims = session.getJWTClaimsSet();
            Optional<SigningKeyRing.Key> key = keyOf(session);
            boolean genuine = key.isPresent()
                    && session.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && session.verify(new RSASSAVerifier(key.get().publicKey()));
            return genuine && isAlive(claims) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<SigningKeyRing.Key> keyOf(SignedJWT session) {
        @Nullable String id = session.getHeader().getKeyID();
        return id == null ? Optional.empty() : keys.verifying(id);
    }

    private boolean isAlive(JWTClaimsSet claims) {
        return ISSUER.equals(claims.getIssuer())
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }
}
