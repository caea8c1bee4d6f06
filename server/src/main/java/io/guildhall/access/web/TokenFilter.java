package io.guildhall.access.web;

import io.guildhall.access.TokenCheck;
import io.guildhall.access.TokenCheck.Verdict;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Logs in whoever brings an access token: as `Authorization: Bearer`, or in `X-CAP-API-OAUTH-TOKEN` raw or
/// with the word Bearer before it (`spec/org.md`, Authentication).
final class TokenFilter extends RequestFilter {
    private static final String REFERENCE_HEADER = "X-CAP-API-OAUTH-TOKEN";
    private static final String BEARER = "Bearer ";

    private final TokenCheck tokens;
    private final LoginRefusals refusals;

    TokenFilter(TokenCheck tokens, LoginRefusals refusals) {
        this.tokens = tokens;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.check(token)) {
            case Verdict.Accepted(var caller) -> enter(CredentialCheck.accepted(caller), request, response, chain);
            case Verdict.Operator _ -> enter(CredentialCheck.operator(), request, response, chain);
            case Verdict.Refused(var isGuess) ->
                refusals.commence(
                        request,
                        response,
                        isGuess ? refusals.failed(null, request.getRemoteAddr()) : LoginRefusals.refused());
            case Verdict.Uncheckable _ ->
                refusals.commence(
                        request, response, new AuthenticationServiceException("The identity provider is away"));
        }
    }

    private static void enter(
            Authentication login, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
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
