package io.guildhall.access.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The cookie that a browser keeps a session of the console in. Scripts cannot read it, other sites cannot send it
/// along with what they post, and it goes to the console alone: calls of `/v2` never see it.
final class SessionCookie {
    /// What forms of this browser are told by, in a cookie of its own.
    static final String FORMS = "guildhall_csrf";

    private static final String NAME = "guildhall_session";
    private static final String PATH = "/console";

    private SessionCookie() {}

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    /// A session that begins, with another token for its forms than whoever sat here before had.
    static void begin(HttpServletRequest request, HttpServletResponse response, String session) {
        put(request, response, session);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(FORMS, request, "").maxAge(0).build().toString());
    }

    static void put(HttpServletRequest request, HttpServletResponse response, String session) {
        // until the browser is closed, or the session ends by itself
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(NAME, request, session).build().toString());
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(NAME, request, "").maxAge(0).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, HttpServletRequest request, String value) {
        return ResponseCookie.from(name, value)
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                // Lax, not Strict: a link to a page that somebody was sent opens it without another login
                .sameSite("Lax");
    }
}
