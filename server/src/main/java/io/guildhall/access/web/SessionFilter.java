package io.guildhall.access.web;

import io.guildhall.access.BrowserSessions;
import io.guildhall.access.BrowserSessions.Session;
import io.guildhall.access.SecretCheck.Entrant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Logs in whoever brings a session of the console, and renews it while it is used.
final class SessionFilter extends OncePerRequestFilter {
    private final BrowserSessions sessions;

    SessionFilter(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Session> session = SessionCookie.of(request).flatMap(sessions::read);
        session.flatMap(Session::renewed).ifPresent(renewed -> SessionCookie.put(request, response, renewed));
        session.map(Session::entrant).ifPresent(SessionFilter::logIn);
        chain.doFilter(request, response);
    }

    private static void logIn(Entrant entrant) {
        switch (entrant) {
            case Entrant.Operator _ -> SecurityContextHolder.getContext().setAuthentication(CredentialCheck.operator());
            case Entrant.Till(var caller) ->
                SecurityContextHolder.getContext().setAuthentication(CredentialCheck.accepted(caller));
            case Entrant.Stranger _ -> {}
        }
    }
}
