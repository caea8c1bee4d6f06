package io.guildhall.access.web;

import io.guildhall.error.RequestRefused;
import io.guildhall.wire.FileForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/// Finds the token that guards a form: also in the first part of a form with a file, before anything else of it is
/// read.
final class FormTokens implements CsrfTokenRequestHandler {
    private static final int LONGEST = 1_024;

    private final CsrfTokenRequestHandler fields = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        fields.handle(request, response, token);
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken expected) {
        if (!FileForm.isOne(request) || request.getHeader(expected.getHeaderName()) != null) {
            return fields.resolveCsrfTokenValue(request, expected);
        }
        String sent = firstPart(request, expected.getParameterName());
        if (sent == null) {
            return null;
        }
        return fields.resolveCsrfTokenValue(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable String getParameter(String name) {
                        return name.equals(expected.getParameterName()) ? sent : super.getParameter(name);
                    }
                },
                expected);
    }

    private static @Nullable String firstPart(HttpServletRequest request, String name) {
        try {
            FileForm.Part part = FileForm.of(request).next();
            return part == null || !part.name().equals(name) ? null : part.text(LONGEST);
        } catch (IOException | RequestRefused unreadable) {
            return null;
        }
    }
}
