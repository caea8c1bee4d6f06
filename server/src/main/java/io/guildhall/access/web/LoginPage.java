package io.guildhall.access.web;

import io.guildhall.access.BrowserSessions;
import io.guildhall.access.BrowserSessions.Opened;
import io.guildhall.access.BrowserSessions.Session;
import io.guildhall.access.FailedLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Where people log in to the console and out of it: tills by code and secret, the operator by theirs, and tills by an
/// identity provider where one is set ([ProviderLogin]).
@Controller
class LoginPage {
    /// What may stand in the address as the reason why the form is shown again: the provider's way back cannot post.
    private static final Set<String> REASONS =
            Set.of("stale", "slowed", "provider.away", "provider.denied", "provider.refused", "provider.unfit");

    private static final String LEFT = "left";

    private final BrowserSessions sessions;
    private final FailedLogins failures;
    private final ProviderClient provider;

    LoginPage(BrowserSessions sessions, FailedLogins failures, ProviderClient provider) {
        this.sessions = sessions;
        this.failures = failures;
        this.provider = provider;
    }

    /// @param to the page that somebody wanted
    /// @param reason why the last attempt came to nothing, or that somebody has left
    @PreAuthorize("permitAll()")
    @GetMapping(BrowserSecurityConfiguration.LOGIN)
    ModelAndView form(
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String reason,
            HttpServletRequest request) {
        ModelAndView page = page(HttpStatus.OK, "", to, reason != null && REASONS.contains(reason) ? reason : "");
        if (LEFT.equals(reason)) {
            page.addObject("leave", provider.logoutAddress(request).orElse(""));
        }
        return page;
    }

    @PreAuthorize("permitAll()")
    @PostMapping(BrowserSecurityConfiguration.LOGIN)
    ModelAndView logIn(
            @RequestParam String user,
            @RequestParam String secret,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Opened> session = sessions.open(user, secret);
        if (session.isPresent()) {
            SessionCookie.begin(request, response, session.get().text());
            return new ModelAndView(
                    WantedPage.redirect(WantedPage.local(to), session.get().isOperators()));
        }
        Optional<Duration> wait = failures.note(user, request.getRemoteAddr());
        wait.ifPresent(time -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(time.toSeconds() + 1)));
        return wait.isPresent()
                ? page(HttpStatus.TOO_MANY_REQUESTS, user, to, "slowed")
                : page(HttpStatus.UNAUTHORIZED, user, to, "wrong");
    }

    /// Ends the session of this browser. At the provider that opened it somebody is logged in still, and told so.
    @PreAuthorize("permitAll()")
    @PostMapping("/console/logout")
    String logOut(HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = SessionCookie.of(request).flatMap(sessions::read);
        SessionCookie.remove(request, response);
        boolean isProviders = session.filter(Session::isProviders).isPresent();
        return "redirect:" + BrowserSecurityConfiguration.LOGIN + (isProviders ? "?reason=" + LEFT : "");
    }

    /// @param failure what is said above the form, a key of the messages; or nothing
    private ModelAndView page(HttpStatus status, String user, @Nullable String to, String failure) {
        return new ModelAndView(
                "login",
                Map.of(
                        "user",
                        user,
                        "to",
                        WantedPage.local(to),
                        "failure",
                        failure,
                        "provider",
                        provider.label().orElse("")),
                status);
    }
}
