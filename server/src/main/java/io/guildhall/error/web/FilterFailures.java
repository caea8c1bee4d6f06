package io.guildhall.error.web;

import io.guildhall.error.LoggedFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Failures of filters, the check of credentials above all, which no handler of exceptions sees: 503 while the database
/// does not answer, else 500. The container would log what they say.
///
/// Inside the filter that measures requests, which is the second one, so that it counts what is answered.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class FilterFailures extends RequestFilter {
    private static final Logger log = LoggerFactory.getLogger(FilterFailures.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException | Error failure) {
            if (response.isCommitted()) {
                log.error("An answer broke off", LoggedFailure.of(failure));
                // half an answer must not look like one: the container cuts the connection
                throw new IOException("An answer broke off");
            }
            if (failure instanceof InvalidParameterException unreadable) {
                response.sendError(unreadable.getErrorCode()); // a form too long, or cut off
            } else if (Outages.isOne(failure)) {
                log.error("The database does not answer: {}", Outages.reason(failure));
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                log.error("Unexpected failure", LoggedFailure.of(failure));
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }
}
