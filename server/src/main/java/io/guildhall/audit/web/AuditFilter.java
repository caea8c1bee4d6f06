package io.guildhall.audit.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Origin;
import io.guildhall.audit.AuditLog;
import io.guildhall.audit.domain.Audited;
import io.guildhall.audit.domain.Audited.Actor;
import io.guildhall.audit.domain.Audited.Kind;
import io.guildhall.error.web.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/// Tells the audit of every refusal of rights and every call of the operator, by the status of the answer. Stands
/// before the check of credentials, which answers most refusals itself.
///
/// Writes are recorded by themselves, in their transaction.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class AuditFilter extends RequestFilter {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final AuditLog audit;
    private final PathPatterns patterns;

    AuditFilter(AuditLog audit, PathPatterns patterns) {
        this.audit = audit;
        this.patterns = patterns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        Authentication login = LoginNote.of(request);
        if (isRefusal(status, login)) {
            audit.note(event(Kind.REFUSED, request, login, status));
        } else if (isOperator(login) && !isRecorded(request, status)) {
            audit.note(event(Kind.OPERATOR, request, login, status));
        }
    }

    /// Whoever is logged in and gets 429 has the right to call, only not so often.
    private static boolean isRefusal(int status, @Nullable Authentication login) {
        return status == UNAUTHORIZED || status == FORBIDDEN || status == TOO_MANY && login == null;
    }

    private static boolean isOperator(@Nullable Authentication login) {
        return login != null && !(login.getPrincipal() instanceof Caller);
    }

    /// A write that was carried out.
    private static boolean isRecorded(HttpServletRequest request, int status) {
        return status < 300 && !request.getMethod().equals("GET") && !isDryRun(request);
    }

    private static boolean isDryRun(HttpServletRequest request) {
        try {
            return "true".equals(request.getParameter("dryRun"));
        } catch (InvalidParameterException undecodable) {
            return false; // whoever answered did not ask for any parameter
        }
    }

    private Audited event(Kind kind, HttpServletRequest request, @Nullable Authentication login, int status) {
        String address = Origin.current().address();
        String method = patterns.method(request);
        String path = patterns.of(request);
        if (login == null) {
            String name = Audited.name(ClaimedName.of(request));
            return new Audited(kind, Actor.UNKNOWN, name, null, address, method, path, status);
        }
        if (login.getPrincipal() instanceof Caller caller) {
            boolean isTill = caller.client() == null;
            String name = Audited.name(isTill ? caller.tillCode() : caller.client());
            Actor actor = isTill ? Actor.TILL : Actor.CLIENT;
            return new Audited(kind, actor, name, caller.orgId(), address, method, path, status);
        }
        return new Audited(kind, Actor.OPERATOR, "operator", null, address, method, path, status);
    }
}
