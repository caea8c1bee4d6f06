package io.guildhall.access.web;

import io.guildhall.access.Attribution;
import io.guildhall.access.Attribution.Answer;
import io.guildhall.access.Attribution.Wish;
import io.guildhall.access.Caller;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Reads the attribution headers (`spec/domain.md` §1). The reference has one pair for tokens and another for Basic
/// credentials; here either may come with either.
final class AttributionFilter extends RequestFilter {
    private static final String PREFIX = "X-CAP-API-ATTRIBUTION-";

    private final Attribution attribution;
    private final LoginRefusals refusals;

    AttributionFilter(Attribution attribution, LoginRefusals refusals) {
        this.attribution = attribution;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null || !(login.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        Wish entity = new Wish(header(request, "ENTITY-TYPE"), header(request, "ENTITY-CODE"), false);
        Wish lookup = new Wish(header(request, "LOOKUP-TYPE"), header(request, "LOOKUP"), true);
        switch (attribution.attribute(caller, entity, lookup)) {
            case Answer.Attributed(var attributed) -> {
                if (!attributed.equals(caller)) {
                    SecurityContextHolder.getContext().setAuthentication(CredentialCheck.accepted(attributed));
                }
                chain.doFilter(request, response);
            }
            case Answer.TypeMissing _ -> refusals.write(response, ErrorCode.ATTRIBUTION_TYPE_MISSING);
            case Answer.Refused(var reason) -> refusals.write(response, ErrorCode.ATTRIBUTION_UNUSABLE, reason);
        }
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        String value = request.getHeader(PREFIX + name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
