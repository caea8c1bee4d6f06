package io.guildhall.limit.web;

import static io.guildhall.error.ErrorCode.TOO_MANY_REQUESTS;

import io.guildhall.access.Caller;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.web.RequestFilter;
import io.guildhall.limit.RateLimits;
import io.guildhall.limit.RateLimits.Rate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/// Holds tills and organisations to their rates: 429 with `Retry-After`, and on every answer what is left
/// (`RateLimit`, `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers).
///
/// Comes after the check of credentials, as it has no order of its own and that has an early one. The operator, health
/// checks and whatever needs no credentials are not counted.
@Component
class RateLimitFilter extends RequestFilter {
    private static final String HEALTH = "/health/";

    private final Supplier<RateLimits> limits;
    private final JsonMapper json;

    /// @param limits asked for with the first request: filters are made before there is a database
    RateLimitFilter(ObjectProvider<RateLimits> limits, JsonMapper json) {
        this.limits = SingletonSupplier.of(limits::getObject);
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(HEALTH)) {
            chain.doFilter(request, response);
            return;
        }
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        List<Rate> rates = login != null && login.getPrincipal() instanceof Caller caller
                ? limits.get().count(caller)
                : List.of();
        if (!rates.isEmpty()) {
            response.setHeader("RateLimit-Policy", policies(rates));
            response.setHeader("RateLimit", left(rates));
            if (rates.getLast().isExceeded()) {
                refuse(response, rates.getLast());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static String policies(List<Rate> rates) {
        return rates.stream()
                .map(rate -> "\"" + rate.scope() + "\";q=" + rate.perMinute() + ";w=60")
                .collect(Collectors.joining(", "));
    }

    private static String left(List<Rate> rates) {
        return rates.stream()
                .map(rate -> "\"" + rate.scope() + "\";r=" + rate.remaining() + ";t=" + rate.secondsToFull())
                .collect(Collectors.joining(", "));
    }

    private void refuse(HttpServletResponse response, Rate exceeded) throws IOException {
        response.setStatus(TOO_MANY_REQUESTS.httpStatus());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(exceeded.secondsToWait()));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Problem problem = Problem.of(TOO_MANY_REQUESTS, null, exceeded.scope());
        json.writeValue(response.getOutputStream(), ProblemBody.Envelope.of(List.of(problem)));
    }
}
