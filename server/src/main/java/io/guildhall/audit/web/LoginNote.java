package io.guildhall.audit.web;

import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Keeps with the request who is logged in, between the check of credentials and that of rights: once the answer is
/// written, nobody knows any more.
final class LoginNote extends RequestFilter {
    private static final String ATTRIBUTE = LoginNote.class.getName();

    /// Null while nobody is logged in.
    static @Nullable Authentication of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Authentication login ? login : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null && !(login instanceof AnonymousAuthenticationToken)) {
            request.setAttribute(ATTRIBUTE, login);
        }
        chain.doFilter(request, response);
    }
}
