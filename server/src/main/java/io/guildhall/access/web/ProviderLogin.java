package io.guildhall.access.web;

import io.guildhall.access.BrowserSessions;
import io.guildhall.access.BrowserSessions.Opened;
import io.guildhall.access.FailedLogins;
import io.guildhall.access.LoginAttempts;
import io.guildhall.access.LoginAttempts.Attempt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Login to the console at an identity provider: the browser goes there and comes back with a code, which this server
/// exchanges for a token that says who it is (OpenID Connect, authorization code with PKCE). Whatever goes
/// wrong ends at the login page, which says so.
@Controller
class ProviderLogin {
    private static final Logger log = LoggerFactory.getLogger(ProviderLogin.class);

    private final ProviderClient provider;
    private final LoginAttempts attempts;
    private final BrowserSessions sessions;
    private final FailedLogins failures;

    ProviderLogin(ProviderClient provider, LoginAttempts attempts, BrowserSessions sessions, FailedLogins failures) {
        this.provider = provider;
        this.attempts = attempts;
        this.sessions = sessions;
        this.failures = failures;
    }

    private sealed interface Outcome {
        record Entered(Opened session) implements Outcome {}

        /// @param reason one that the login page knows
        /// @param detail for the log
        record Failed(String reason, boolean isGuess, String detail) implements Outcome {}
    }

    /// @param to the page that somebody wanted
    @PreAuthorize("permitAll()")
    @GetMapping(BrowserSecurityConfiguration.LOGIN + "/provider")
    String begin(
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        String page = WantedPage.local(to);
        if (provider.label().isEmpty()) {
            return failed("", page);
        }
        Optional<ClientRegistration> registration = provider.registration();
        if (registration.isEmpty()) {
            return failed("provider.away", page);
        }
        ProviderClient.Begun begun = provider.begin(request, registration.get(), page);
        AttemptCookie.put(request, response, attempts.write(begun.attempt()));
        return "redirect:" + begun.address();
    }

    /// Where the provider sends the browser to.
    @PreAuthorize("permitAll()")
    @GetMapping(ProviderClient.WAY_BACK)
    String comeBack(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Attempt> attempt = AttemptCookie.of(request, attempts);
        if (provider.label().isEmpty() || attempt.isEmpty()) {
            return failed(provider.label().isEmpty() ? "" : "stale", WantedPage.HOME);
        }
        AttemptCookie.remove(request, response); // good for one answer, whatever it is
        String page = attempt.get().page();
        return switch (outcome(attempt.get(), state, code, error)) {
            case Outcome.Entered(var session) -> {
                SessionCookie.begin(request, response, session.text());
                yield WantedPage.redirect(page, false);
            }
            case Outcome.Failed failure -> failed(told(failure, request), page);
        };
    }

    /// Why it failed; only that somebody has to wait, where too many have failed already: nobody fills our log.
    private String told(Outcome.Failed failure, HttpServletRequest request) {
        if (failure.isGuess() && failures.note(null, request.getRemoteAddr()).isPresent()) {
            return "slowed";
        }
        log.info("A login at the identity provider failed ({})", failure.detail());
        return failure.reason();
    }

    private Outcome outcome(Attempt attempt, @Nullable String state, @Nullable String code, @Nullable String error) {
        if (state == null || !state.equals(attempt.state())) {
            return new Outcome.Failed("stale", true, "another state");
        }
        if (error != null || code == null || code.isEmpty()) {
            return new Outcome.Failed(
                    "access_denied".equals(error) ? "provider.denied" : "provider.refused", true, known(error));
        }
        Optional<ClientRegistration> registration = provider.registration();
        return registration.isEmpty()
                ? new Outcome.Failed("provider.away", true, "no answer")
                : exchanged(registration.get(), attempt, state, code);
    }

    private Outcome exchanged(ClientRegistration registration, Attempt attempt, String state, String code) {
        Map<String, Object> claims;
        try {
            claims = provider.finish(registration, attempt, state, code);
        } catch (OAuth2AuthenticationException refused) {
            boolean isAway = isAway(refused);
            return new Outcome.Failed(
                    isAway ? "provider.away" : "provider.refused",
                    true,
                    isAway ? "no answer" : known(refused.getError().getErrorCode()));
        } catch (RuntimeException unreadable) { // claims of a token that are not what the standard says
            return new Outcome.Failed(
                    "provider.refused", true, unreadable.getClass().getSimpleName());
        }
        return sessions.open(claims)
                .<Outcome>map(Outcome.Entered::new)
                .orElseGet(() -> new Outcome.Failed("provider.unfit", false, "names no till"));
    }

    /// Codes of errors are words; anything else the provider may say stays out of the log.
    private static String known(@Nullable String errorCode) {
        return errorCode != null && errorCode.matches("[a-z_]{1,40}") ? errorCode : "refused";
    }

    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof JwtException && !(cause instanceof BadJwtException)) {
                return true;
            }
        }
        return false;
    }

    private static String failed(String reason, String page) {
        return "redirect:" + BrowserSecurityConfiguration.LOGIN + "?to="
                + URLEncoder.encode(page, StandardCharsets.UTF_8)
                + (reason.isEmpty() ? "" : "&reason=" + reason);
    }
}
