package io.guildhall.access;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.SignedLogins.Reading;
import io.guildhall.access.SignedLogins.Who;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Access tokens that a page of the console gets to call the API as whoever is logged in to it, with the same rights.
/// They live [#LIFE]: a page fetches another as long as its session is good, and none of them outlives it by more.
@Component
public class PageTokens {
    static final String ISSUER = "guildhall-page";
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final String GROUND = "page";

    private final SignedLogins written;

    PageTokens(SignedLogins written) {
        this.written = written;
    }

    /// @param caller null for the operator
    public String issue(@Nullable Caller caller) {
        Who who = caller == null ? Who.operator(written.operatorName()) : Who.till(caller);
        return written.write(ISSUER, who, GROUND, LIFE);
    }

    static boolean isNamed(@Nullable String issuer) {
        return ISSUER.equals(issuer);
    }

    TokenReading read(SignedJWT token) {
        return switch (written.read(ISSUER, token)) {
            case Reading.Good(var read) -> new TokenReading.OfPage(read.entrant());
            case Reading.Spent _ -> new TokenReading.Spent();
            case Reading.Worthless _ -> new TokenReading.Worthless();
        };
    }
}
