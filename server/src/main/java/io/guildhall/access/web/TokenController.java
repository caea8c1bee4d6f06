package io.guildhall.access.web;

import static io.guildhall.error.ErrorCode.UNAUTHORIZED;

import io.guildhall.access.AccessTokens;
import io.guildhall.access.SecretHash;
import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.ClientCredential;
import io.guildhall.error.RequestRefused;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v3/oauth/token/generate`: an access token for a client's key and secret (`spec/org.md`, Authentication).
@RestController
class TokenController {
    /// Compared with when there is no such client, so that its absence does not show in the time taken.
    private static final SecretHash NOBODY = SecretHash.of("", new byte[SecretHash.SALT_BYTES]);

    private final AccessTokens tokens;
    private final Logins logins;

    TokenController(AccessTokens tokens, Logins logins) {
        this.tokens = tokens;
        this.logins = logins;
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
    Answer generate(@RequestBody Request request) {
        String key = request.key() == null ? "" : request.key();
        String secret = request.secret() == null ? "" : request.secret();
        // PostgreSQL's text has no NUL, so no client is called by a key with one
        Optional<ClientCredential> client = key.indexOf('\0') < 0 ? logins.client(key) : Optional.empty();
        boolean right = client.map(ClientCredential::secret).orElse(NOBODY).matches(secret);
        ClientCredential credential =
                client.filter(found -> right && found.active()).orElseThrow(() -> RequestRefused.because(UNAUTHORIZED));
        Duration ttl = Duration.ofSeconds(credential.ttlSeconds());
        return new Answer(new Token(tokens.issue(key, ttl), credential.ttlSeconds()), null);
    }
}
