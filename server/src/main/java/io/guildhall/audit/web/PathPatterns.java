package io.guildhall.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/// Which call a request is, by the service's own words: an address as sent may hold anything.
@Component
class PathPatterns {
    private static final String NONE = "(none)";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private volatile @Nullable List<PathPattern> patterns;

    PathPatterns(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.mapping = mapping;
    }

    /// The pattern of the address, such as `/v2/customers/{id}`; `(none)` where it is not one of ours.
    String of(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return known().stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .map(PathPattern::getPatternString)
                .orElse(NONE);
    }

    String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : NONE;
    }

    /// The most specific first; the handlers are known once everything has started.
    private List<PathPattern> known() {
        List<PathPattern> known = patterns;
        if (known == null) {
            known = mapping.getObject().getHandlerMethods().keySet().stream()
                    .map(RequestMappingInfo::getPathPatternsCondition)
                    .filter(condition -> condition != null)
                    .flatMap(condition -> condition.getPatterns().stream())
                    .distinct()
                    .sorted()
                    .toList();
            patterns = known;
        }
        return known;
    }
}
