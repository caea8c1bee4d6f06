package io.guildhall.access.web;

import io.guildhall.access.AccessTokens;
import io.guildhall.access.SecretCheck;
import io.guildhall.access.store.Logins.ClientCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v3/oauth/token/generate`: an access token for a client's key and secret (`spec/org.md`, Authentication).
@RestController
class TokenController {
    private final AccessTokens tokens;
    private final SecretCheck secrets;
    private final LoginRefusals refusals;

    TokenController(AccessTokens tokens, SecretCheck secrets, LoginRefusals refusals) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.refusals = refusals;
    }

    record Request(@Nullable String key, @Nullable String secret) {
        @Override
        public String toString() {
            return "Request[***]";
        }
    }

    record Token(String accessToken, int ttlSeconds) {}

    /// @param errors always null: failures have another status and the usual body
    record Answer(Token data, @Nullable Object errors) {}

    @PreAuthorize("permitAll()")
    @PostMapping(path = "/v3/oauth/token/generate", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer generate(@RequestBody Request body, HttpServletRequest request) {
        String key = body.key() == null ? "" : body.key();
        String secret = body.secret() == null ? "" : body.secret();
        ClientCredential client =
                secrets.client(key, secret).orElseThrow(() -> refusals.failed(key, request.getRemoteAddr()));
        String token =
                tokens.issue(key, client.organisation(), client.caller(), Duration.ofSeconds(client.ttlSeconds()));
        return new Answer(new Token(token, client.ttlSeconds()), null);
    }

    @ExceptionHandler
    void refused(AuthenticationException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refusals.commence(request, response, failure);
    }
}
