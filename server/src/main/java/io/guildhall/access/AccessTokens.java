package io.guildhall.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Access tokens of API clients: signed (RS256) and expiring. They carry organisation, till and role for whoever reads
/// them, but what the client may do is looked up on each request, so that whoever is switched off is out at once
/// (`decisions.md` 27).
@Component
public class AccessTokens {
    static final String ISSUER = "guildhall";

    /// How far the clocks of two instances may be apart.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final SignedClaims signed;
    private final Clock clock;

    AccessTokens(SigningKeyRing keys, Clock clock) {
        this.signed = new SignedClaims(keys);
        this.clock = clock;
    }

    /// @param caller what the claims say
    public String issue(String clientKey, String organisation, Caller caller, Duration ttl) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(clientKey)
                .claim("org", organisation)
                .claim("till", caller.tillCode())
                .claim("role", caller.role().name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        return signed.sign(claims);
    }

    TokenReading read(SignedJWT token) {
        return signed.verified(token).map(this::reading).orElseGet(TokenReading.Worthless::new);
    }

    private TokenReading reading(JWTClaimsSet claims) {
        Instant now = clock.instant();
        String client = claims.getSubject();
        Instant expires = instant(claims.getExpirationTime());
        if (client == null || expires == null || !ISSUER.equals(claims.getIssuer())) {
            return new TokenReading.Worthless();
        }
        if (isLater(claims.getIssueTime(), now) || isLater(claims.getNotBeforeTime(), now)) {
            return new TokenReading.Worthless();
        }
        return now.isBefore(expires) ? new TokenReading.OfClient(client) : new TokenReading.Spent();
    }

    private static boolean isLater(@Nullable Date date, Instant now) {
        return date != null && date.toInstant().isAfter(now.plus(SKEW));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
