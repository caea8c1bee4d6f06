package io.guildhall.access.web;

import io.guildhall.access.ActingUser;
import io.guildhall.access.Origin;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Notes where a request comes from, and whom its `USER-CONTEXT` headers name, for whatever keeps a record of it. Comes
/// after the filter that gives requests their ids.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class OriginFilter extends RequestFilter {
    private static final String REQUEST_ID = "requestId";
    private static final String USER = "USER-CONTEXT-";
    private static final String ENTITY = USER + "ENTITY-";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            new Origin(request.getRemoteAddr(), MDC.get(REQUEST_ID), user(request))
                    .<Exception>during(() -> chain.doFilter(request, response));
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private static @Nullable ActingUser user(HttpServletRequest request) {
        return ActingUser.of(
                header(request, "TYPE"),
                header(request, "ID"),
                header(request, "SOURCE"),
                header(request, "SOURCE-ID"));
    }

    /// The reference writes `USER-CONTEXT-ENTITY-TYPE/-ID/-SOURCE/-SOURCE-ID`, which can be read both ways.
    private static @Nullable String header(HttpServletRequest request, String name) {
        String value = request.getHeader(ENTITY + name);
        return value == null ? request.getHeader(USER + name) : value;
    }
}
