package io.guildhall.access;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.SecretCheck.Entrant;
import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.ClientCredential;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whom an access token lets in: a token of ours, of a page of the console, or of the identity provider where one is
/// set. Client, till and organisation are looked up on each request, in one statement.
@Component
public class TokenCheck {
    /// Longer ones are not even parsed; a header as a whole may not be longer either.
    private static final int LONGEST = 8_192;

    private final AccessTokens own;
    private final PageTokens pages;
    private final IssuerTokens foreign;
    private final Logins logins;

    TokenCheck(AccessTokens own, PageTokens pages, IssuerTokens foreign, Logins logins) {
        this.own = own;
        this.pages = pages;
        this.foreign = foreign;
        this.logins = logins;
    }

    public sealed interface Verdict {
        record Accepted(Caller caller) implements Verdict {}

        record Operator() implements Verdict {}

        /// @param isGuess false where the token was good once, or is good for somebody who is switched off
        record Refused(boolean isGuess) implements Verdict {}

        /// The identity provider has not given its keys yet.
        record Uncheckable() implements Verdict {}
    }

    public Verdict check(String token) {
        return switch (read(token)) {
            case TokenReading.OfClient(var key) -> client(key);
            case TokenReading.OfPage(var entrant) -> entered(entrant);
            case TokenReading.OfIssuer issued -> verdict(issued.caller(logins));
            case TokenReading.Spent _ -> new Verdict.Refused(false);
            case TokenReading.Worthless _ -> new Verdict.Refused(true);
            case TokenReading.Uncheckable _ -> new Verdict.Uncheckable();
        };
    }

    private TokenReading read(String token) {
        try {
            if (token.length() > LONGEST) {
                return new TokenReading.Worthless();
            }
            SignedJWT parsed = SignedJWT.parse(token);
            String issuer = parsed.getJWTClaimsSet().getIssuer();
            if (foreign.isNamed(issuer)) {
                return foreign.read(token);
            }
            return PageTokens.isNamed(issuer) ? pages.read(parsed) : own.read(parsed);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return new TokenReading.Worthless();
        }
    }

    private static Verdict entered(Entrant entrant) {
        return switch (entrant) {
            case Entrant.Operator _ -> new Verdict.Operator();
            case Entrant.Till(var caller) -> new Verdict.Accepted(caller);
            case Entrant.Stranger _ -> new Verdict.Refused(false);
        };
    }

    private Verdict client(String key) {
        return verdict(logins.client(key).filter(ClientCredential::active).map(ClientCredential::caller));
    }

    private static Verdict verdict(Optional<Caller> caller) {
        return caller.<Verdict>map(Verdict.Accepted::new).orElseGet(() -> new Verdict.Refused(false));
    }
}
