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

/// Logins written down as signed texts, for a browser to keep: every instance can read them and none has to remember
/// them. What a text is for is told by its issuer; one is never taken for another.
///
/// Whoever is switched off, or gets another secret, is out at once: the login is looked up on each request, and the
/// text carries a mark of the secret that the login had when it was written.
@Component
class SignedLogins {
    private static final String OPERATOR = "operator";
    private static final String TILL = "till";

    private final SignedClaims signed;
    private final Logins logins;
    private final OperatorCredential operator;
    private final Clock clock;

    SignedLogins(SigningKeyRing keys, Logins logins, OperatorCredential operator, Clock clock) {
        this.signed = new SignedClaims(keys);
        this.logins = logins;
        this.operator = operator;
        this.clock = clock;
    }

    /// Somebody who logs in.
    ///
    /// @param kind `operator` or `till`
    /// @param role at most; the till's own counts as well
    record Who(String kind, String name, Caller.Role role) {
        static Who operator(String name) {
            return new Who(OPERATOR, name, Caller.Role.WRITE);
        }

        static Who till(Caller caller) {
            return new Who(TILL, caller.tillCode(), caller.role());
        }

        boolean isOperator() {
            return kind.equals(OPERATOR);
        }
    }

    /// What a text says.
    ///
    /// @param entrant who it lets in
    /// @param ground how they had logged in, as it was written
    record Read(Who who, Entrant entrant, Instant writtenAt, String ground) {}

    sealed interface Reading {
        record Good(Read read) implements Reading {}

        /// Genuine, but over, or its owner may not come in any more.
        record Spent() implements Reading {}

        record Worthless() implements Reading {}
    }

    String operatorName() {
        return operator.user();
    }

    /// @param ground kept as it is
    /// @throws java.util.NoSuchElementException where there is no such till
    String write(String issuer, Who who, String ground, Duration life) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        Holder holder = holder(who).orElseThrow();
        return signed.sign(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(who.name())
                .claim("kind", who.kind())
                .claim("role", who.role().name())
                .claim("ground", ground)
                .claim("mark", mark(holder.secret(), id))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(id)
                .build());
    }

    Reading read(String issuer, SignedJWT text) {
        return signed.verified(text)
                .filter(claims -> issuer.equals(claims.getIssuer()))
                .map(this::reading)
                .orElseGet(Reading.Worthless::new);
    }

    private Reading reading(JWTClaimsSet claims) {
        Date written = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (written == null || expires == null) {
            return new Reading.Worthless();
        }
        if (!clock.instant().isBefore(expires.toInstant())) {
            return new Reading.Spent();
        }
        try {
            String ground = String.valueOf(claims.getStringClaim("ground"));
            Who who = new Who(
                    String.valueOf(claims.getStringClaim("kind")),
                    String.valueOf(claims.getSubject()),
                    Caller.Role.valueOf(String.valueOf(claims.getStringClaim("role"))));
            return entrant(who, claims)
                    .<Reading>map(entrant -> new Reading.Good(new Read(who, entrant, written.toInstant(), ground)))
                    .orElseGet(Reading.Spent::new);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return new Reading.Worthless();
        }
    }

    private Optional<Entrant> entrant(Who who, JWTClaimsSet claims) throws ParseException {
        String mark = String.valueOf(claims.getStringClaim("mark"));
        String id = String.valueOf(claims.getJWTID());
        return holder(who)
                .filter(holder -> mark(holder.secret(), id).equals(mark))
                .flatMap(Holder::entrant);
    }

    /// Somebody who could hold a text: what it is marked by, and who they are if they may come in now.
    private record Holder(String secret, Optional<Entrant> entrant) {
        @Override
        public String toString() {
            return "Holder[***]";
        }
    }

    private Optional<Holder> holder(Who who) {
        return who.isOperator()
                ? Optional.of(new Holder(operator.secret(), Optional.of(new Entrant.Operator())))
                : logins.till(who.name()).map(till -> holder(till, who.role()));
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

    private static String mark(String secret, String textId) {
        UUID id = UUID.fromString(textId);
        byte[] salt = HexFormat.of().parseHex(id.toString().replace("-", ""));
        return HexFormat.of().formatHex(SecretHash.of(secret, salt).hash());
    }
}
