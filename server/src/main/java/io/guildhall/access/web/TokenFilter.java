package io.guildhall.access.web;

import io.guildhall.access.AccessTokens;
import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.ClientCredential;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/// Logs in whoever brings an access token: as `Authorization: Bearer`, or in `X-CAP-API-OAUTH-TOKEN` raw or
/// with the word Bearer before it (`spec/org.md`, Authentication).
final class TokenFilter extends OncePerRequestFilter {
    private static final String REFERENCE_HEADER = "X-CAP-API-OAUTH-TOKEN";
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final Logins logins;
    private final AuthenticationEntryPoint refusal;

    TokenFilter(AccessTokens tokens, Logins logins, AuthenticationEntryPoint refusal) {
        this.tokens = tokens;
        this.logins = logins;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        Authentication login = tokens.clientOf(token)
                .flatMap(logins::client)
                .filter(ClientCredential::active)
                .map(client -> CredentialCheck.accepted(client.caller()))
                .orElse(null);
        if (login == null) {
            refusal.commence(request, response, new BadCredentialsException("Login failed"));
            return;
        }
        SecurityContextHolder.getContext().setAuthentication(login);
        chain.doFilter(request, response);
    }

    private static @Nullable String token(HttpServletRequest request) {
        String reference = request.getHeader(REFERENCE_HEADER);
        if (reference != null) {
            return withoutBearer(reference);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && startsWithBearer(authorization) ? withoutBearer(authorization) : null;
    }

    private static String withoutBearer(String header) {
        return (startsWithBearer(header) ? header.substring(BEARER.length()) : header).strip();
    }

    private static boolean startsWithBearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
