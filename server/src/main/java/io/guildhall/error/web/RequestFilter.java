package io.guildhall.error.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// A filter of requests as they come in, and not of what the container passes on within itself, such as to its page
/// of errors. It sees a request once by the way it is registered, and leaves no mark in it: there are a dozen of these,
/// and each mark is set, looked for and removed through all wrappers of the request.
public abstract class RequestFilter implements Filter {
    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest sent
                && response instanceof HttpServletResponse answer) {
            doFilterInternal(sent, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// @param chain to be called for the rest to happen
    protected abstract void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException;
}
