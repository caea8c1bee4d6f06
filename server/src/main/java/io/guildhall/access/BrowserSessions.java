package io.guildhall.access;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.SecretCheck.Entrant;
import io.guildhall.access.SignedLogins.Read;
import io.guildhall.access.SignedLogins.Reading;
import io.guildhall.access.SignedLogins.Who;
import io.guildhall.access.store.Logins;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Sessions of people who logged in to the console. A session is a signed text that the browser keeps as a cookie
/// ([SignedLogins]). It is good for [#LIFE] from its last use on; one that an identity provider opened from its
/// beginning on, so that somebody who is no longer known there does not stay in by working on.
///
/// A session is no access token, nor the other way round.
@Component
public class BrowserSessions {
    static final String ISSUER = "guildhall-console";
    static final Duration LIFE = Duration.ofHours(8);
    /// A session in use is renewed, but not with each request.
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(10);
    /// Longer ones are not even parsed.
    private static final int LONGEST = 2_048;

    private static final String BY_SECRET = "secret";
    private static final String BY_PROVIDER = "provider";

    private final SignedLogins written;
    private final SecretCheck secrets;
    private final Logins logins;
    private final IssuerTokens provider;
    private final Clock clock;

    BrowserSessions(SignedLogins written, SecretCheck secrets, Logins logins, IssuerTokens provider, Clock clock) {
        this.written = written;
        this.secrets = secrets;
        this.logins = logins;
        this.provider = provider;
        this.clock = clock;
    }

    /// @param renewed the same session with a new end, once it has been in use for a while
    /// @param isProviders whether an identity provider opened it
    public record Session(Entrant entrant, Optional<String> renewed, boolean isProviders) {}

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
            case Entrant.Operator _ -> Optional.of(opened(Who.operator(name), BY_SECRET));
            case Entrant.Till(var caller) -> Optional.of(opened(Who.till(caller), BY_SECRET));
            case Entrant.Stranger _ -> Optional.empty();
        };
    }

    /// A session for whom the claims of an identity provider's token name, if they may come in: the same claims as of
    /// an access token, and the same till, as far as the claimed role and its own go.
    ///
    /// @param claims of a token whose signature, issuer, audience and time are right
    public Optional<Opened> open(Map<String, Object> claims) {
        return provider.named(claims) instanceof TokenReading.OfIssuer named
                ? named.caller(logins).map(caller -> opened(Who.till(caller), BY_PROVIDER))
                : Optional.empty();
    }

    /// Whose session this is, if it is one and its owner may still come in.
    public Optional<Session> read(String text) {
        try {
            return text.length() <= LONGEST && written.read(ISSUER, SignedJWT.parse(text)) instanceof Reading.Good good
                    ? Optional.of(session(good.read()))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Session session(Read read) {
        boolean isProviders = read.ground().equals(BY_PROVIDER);
        boolean isDue = !isProviders && clock.instant().isAfter(read.writtenAt().plus(RENEWED_AFTER));
        return new Session(
                read.entrant(),
                isDue ? Optional.of(written.write(ISSUER, read.who(), read.ground(), LIFE)) : Optional.empty(),
                isProviders);
    }

    private Opened opened(Who who, String ground) {
        return new Opened(written.write(ISSUER, who, ground, LIFE), who.isOperator());
    }
}
