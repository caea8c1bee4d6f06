package io.guildhall.operation.web;

import io.guildhall.access.Caller;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/// Has the lines that are logged for a request name its organisation and till, from the check of credentials on.
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class LoggedCaller extends RequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null && login.getPrincipal() instanceof Caller caller) {
            MDC.put("org", Long.toString(caller.orgId()));
            MDC.put("till", caller.tillCode());
        }
        chain.doFilter(request, response); // RequestIds clears it
    }
}
