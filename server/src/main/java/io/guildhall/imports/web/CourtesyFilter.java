package io.guildhall.imports.web;

import io.guildhall.imports.ImportSignal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells the workers that somebody is waiting for an answer.
@Component
class CourtesyFilter extends OncePerRequestFilter {
    private final ImportSignal signal;

    CourtesyFilter(ImportSignal signal) {
        this.signal = signal;
    }

    /// Whoever watches an import does not want it to go slower for that.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(ImportPaths.ALL) || !path.startsWith("/v2/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        signal.noteCall();
        chain.doFilter(request, response);
    }
}
