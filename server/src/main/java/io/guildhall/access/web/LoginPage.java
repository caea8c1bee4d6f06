package io.guildhall.access.web;

import io.guildhall.access.BrowserSessions;
import io.guildhall.access.BrowserSessions.Opened;
import io.guildhall.access.FailedLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Where people log in to the console and out of it: tills by code and secret, the operator by theirs.
@Controller
class LoginPage {
    private static final String HOME = "/console";
    private static final String OPERATORS_HOME = HOME + "/organisations";

    private final BrowserSessions sessions;
    private final FailedLogins failures;

    LoginPage(BrowserSessions sessions, FailedLogins failures) {
        this.sessions = sessions;
        this.failures = failures;
    }

    /// @param to the page that somebody wanted
    /// @param stale the form sent before came from an old page
    @PreAuthorize("permitAll()")
    @GetMapping(BrowserSecurityConfiguration.LOGIN)
    ModelAndView form(
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String stale) {
        return page(HttpStatus.OK, "", to, stale == null ? "" : "stale");
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
            SessionCookie.put(request, response, session.get().text());
            String page = local(to);
            boolean isHome = page.equals(HOME) && session.get().isOperators();
            return new ModelAndView("redirect:" + (isHome ? OPERATORS_HOME : page));
        }
        Optional<Duration> wait = failures.note(user, request.getRemoteAddr());
        wait.ifPresent(time -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(time.toSeconds() + 1)));
        return wait.isPresent()
                ? page(HttpStatus.TOO_MANY_REQUESTS, user, to, "slowed")
                : page(HttpStatus.UNAUTHORIZED, user, to, "wrong");
    }

    @PreAuthorize("permitAll()")
    @PostMapping("/console/logout")
    String logOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.remove(request, response);
        return "redirect:" + BrowserSecurityConfiguration.LOGIN;
    }

    /// @param failure what is said above the form: `wrong`, `slowed`, `stale`, or nothing
    private static ModelAndView page(HttpStatus status, String user, @Nullable String to, String failure) {
        return new ModelAndView("login", Map.of("user", user, "to", local(to), "failure", failure), status);
    }

    /// A page of the console, whatever host the address names: nobody is sent elsewhere by a link.
    private static String local(@Nullable String to) {
        try {
            URI wanted = URI.create(to == null ? HOME : to);
            String path = wanted.getRawPath();
            boolean isPage = path != null && (path.equals(HOME) || path.startsWith(HOME + "/")) && !path.contains("..");
            String query = wanted.getRawQuery();
            return isPage ? path + (query == null ? "" : "?" + query) : HOME;
        } catch (IllegalArgumentException unreadable) {
            return HOME;
        }
    }
}
