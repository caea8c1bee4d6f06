package io.guildhall.access.web;

import io.guildhall.access.FailedLogins;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// How a login that failed is answered: 401, from the twentieth within a minute on 429, and 503 where a token of the
/// identity provider cannot be checked. Why it failed is not said.
@Component
class LoginRefusals implements AuthenticationEntryPoint {
    private final FailedLogins failures;
    private final JsonMapper json;

    LoginRefusals(FailedLogins failures, JsonMapper json) {
        this.failures = failures;
        this.json = json;
    }

    /// Notes a failing login.
    ///
    /// @param name null where it names nobody
    AuthenticationException failed(@Nullable String name, String address) {
        return failures.note(name, address)
                .<AuthenticationException>map(TooManyFailedLogins::new)
                .orElseGet(LoginRefusals::refused);
    }

    static BadCredentialsException refused() {
        return new BadCredentialsException("Login failed");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        switch (failure) {
            case TooManyFailedLogins tooMany -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.secondsToWait()));
                write(response, ErrorCode.LOGINS_SLOWED);
            }
            case AuthenticationServiceException _ -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                write(response, ErrorCode.UNAVAILABLE);
            }
            default -> {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Guildhall\", charset=\"UTF-8\"");
                response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Guildhall\"");
                write(response, ErrorCode.UNAUTHORIZED);
            }
        }
    }

    void write(HttpServletResponse response, ErrorCode code, String... arguments) throws IOException {
        response.setStatus(code.httpStatus());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(
                response.getOutputStream(), ProblemBody.Envelope.of(List.of(Problem.of(code, null, arguments))));
    }
}
