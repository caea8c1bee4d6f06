package io.guildhall.access.web;

import io.guildhall.access.Caller;
import io.guildhall.access.LastUses;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Notes who has come in, before the call is attributed to anybody else.
final class LastUseFilter extends RequestFilter {
    private final LastUses uses;

    LastUseFilter(LastUses uses) {
        this.uses = uses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null && login.getPrincipal() instanceof Caller caller) {
            uses.note(caller);
        }
        chain.doFilter(request, response);
    }
}
