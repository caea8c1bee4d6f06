package io.guildhall.access.web;

import io.guildhall.access.LoginAttempts;
import io.guildhall.access.LoginAttempts.Attempt;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The cookie in which a browser keeps a login at the provider that is under way. It goes to the addresses of logins
/// alone and ends with the attempt.
final class AttemptCookie {
    private static final String NAME = "guildhall_login";

    private AttemptCookie() {}

    static Optional<Attempt> of(HttpServletRequest request, LoginAttempts attempts) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME))
                .map(Cookie::getValue)
                .flatMap(attempts::read);
    }

    static void put(HttpServletRequest request, HttpServletResponse response, String attempt) {
        add(request, response, attempt, LoginAttempts.LIFE);
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, "", Duration.ZERO);
    }

    private static void add(HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .path(BrowserSecurityConfiguration.LOGIN)
                .httpOnly(true)
                .secure(request.isSecure())
                // Lax: the provider's page sends the browser back here
                .sameSite("Lax")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
