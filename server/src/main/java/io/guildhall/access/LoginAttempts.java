package io.guildhall.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Logins at an identity provider that are under way, as signed texts that the browser keeps until it comes back: what
/// it was sent away with is known to every instance, and remembered by none.
@Component
public class LoginAttempts {
    static final String ISSUER = "guildhall-login";
    /// How long somebody may take at the provider.
    public static final Duration LIFE = Duration.ofMinutes(10);
    /// Longer ones are not even parsed.
    private static final int LONGEST = 4_000;

    private final SignedClaims signed;
    private final Clock clock;

    LoginAttempts(SigningKeyRing keys, Clock clock) {
        this.signed = new SignedClaims(keys);
        this.clock = clock;
    }

    /// @param state comes back with the browser
    /// @param nonce comes back, hashed, in the provider's token
    /// @param verifier proves to the provider that whoever asks for the token began the login
    /// @param redirectUri where the provider sends the browser to
    /// @param page that somebody wanted
    public record Attempt(String state, String nonce, String verifier, String redirectUri, String page) {
        @Override
        public String toString() {
            return "Attempt[***]";
        }
    }

    public String write(Attempt attempt) {
        return signed.sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .claim("state", attempt.state())
                .claim("nonce", attempt.nonce())
                .claim("verifier", attempt.verifier())
                .claim("redirect", attempt.redirectUri())
                .claim("page", attempt.page())
                .expirationTime(Date.from(clock.instant().plus(LIFE)))
                .build());
    }

    public Optional<Attempt> read(String text) {
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : signed.verified(SignedJWT.parse(text))
                            .filter(this::isAlive)
                            .map(LoginAttempts::attempt);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isAlive(JWTClaimsSet claims) {
        Instant end = claims.getExpirationTime() == null
                ? Instant.MIN
                : claims.getExpirationTime().toInstant();
        return ISSUER.equals(claims.getIssuer()) && clock.instant().isBefore(end);
    }

    private static Attempt attempt(JWTClaimsSet claims) {
        return new Attempt(
                text(claims, "state"),
                text(claims, "nonce"),
                text(claims, "verifier"),
                text(claims, "redirect"),
                text(claims, "page"));
    }

    private static String text(JWTClaimsSet claims, String name) {
        return Objects.requireNonNull(claims.getClaim(name), name).toString();
    }
}
