package io.guildhall.access;

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

    private final SignedClaims signed;
    private final SecretCheck secrets;
    private final Logins logins;
    private final OperatorCredential operator;
    private final Clock clock;

    BrowserSessions(SigningKeyRing keys, SecretCheck secrets, Logins logins, OperatorCredential operator, Clock clock) {
        this.signed = new SignedClaims(keys);
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
            case Entrant.Operator _ -> Optional.of(opened(OPERATOR, name, Caller.Role.WRITE));
            case Entrant.Till(var caller) -> Optional.of(opened(TILL, caller.tillCode(), caller.role()));
            case Entrant.Stranger _ -> Optional.empty();
        };
    }

    /// Whose session this is, if it is one and its owner may still come in.
    public Optional<Session> read(String text) {
        return claims(text).flatMap(this::session);
    }

    /// Somebody who could hold a session: what their sessions are marked by, and who they are if they may come in now.
    private record Holder(String secret, Optional<Entrant> entrant) {
        @Override
        public String toString() {
            return "Holder[***]";
        }
    }

    private Optional<Holder> holder(String kind, String name, Caller.Role role) {
        return kind.equals(OPERATOR)
                ? Optional.of(new Holder(operator.secret(), Optional.of(new Entrant.Operator())))
                : logins.till(name).map(till -> holder(till, role));
    }

    private static Holder holder(TillCredential till, Caller.Role role) {
        Caller caller = till.caller();
        Entrant entrant = new Entrant.Till(new Caller(
                caller.orgId(),
                caller.tillId(),
                caller.tillCode(),
                caller.role().atMost(role)));
        return new Holder(
                HexFormat.of().formatHex(till.secret().hash()),
                Optional.of(entrant).filter(_ -> till.active()));
    }

    private Optional<Session> session(JWTClaimsSet claims) {
        try {
            String kind = String.valueOf(claims.getStringClaim("kind"));
            String name = String.valueOf(claims.getSubject());
            String mark = claims.getStringClaim("mark");
            String id = String.valueOf(claims.getJWTID());
            Caller.Role role = Caller.Role.valueOf(String.valueOf(claims.getStringClaim("role")));
            return holder(kind, name, role)
                    .filter(holder -> mark(holder.secret(), id).equals(mark))
                    .flatMap(holder -> holder.entrant()
                            .map(entrant -> new Session(entrant, renewed(claims, kind, name, role, holder))));
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> renewed(JWTClaimsSet claims, String kind, String name, Caller.Role role, Holder holder) {
        Instant issued = claims.getIssueTime().toInstant();
        return clock.instant().isAfter(issued.plus(RENEWED_AFTER))
                ? Optional.of(issue(kind, name, role, holder))
                : Optional.empty();
    }

    private static String mark(String secret, String sessionId) {
        UUID id = UUID.fromString(sessionId);
        byte[] salt = HexFormat.of().parseHex(id.toString().replace("-", ""));
        return HexFormat.of().formatHex(SecretHash.of(secret, salt).hash());
    }

    private Opened opened(String kind, String name, Caller.Role role) {
        Holder holder = holder(kind, name, role).orElseThrow();
        return new Opened(issue(kind, name, role, holder), kind.equals(OPERATOR));
    }

    private String issue(String kind, String name, Caller.Role role, Holder holder) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        return signed.sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(name)
                .claim("kind", kind)
                .claim("role", role.name())
                .claim("mark", mark(holder.secret(), id))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(id)
                .build());
    }

    private Optional<JWTClaimsSet> claims(String text) {
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : signed.verified(SignedJWT.parse(text)).filter(this::isAlive);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isAlive(JWTClaimsSet claims) {
        return ISSUER.equals(claims.getIssuer())
                && claims.getIssueTime() != null
                && claims.getExpirationTime() != null
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }
}
