package io.guildhall.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An identity provider as far as a service that takes its tokens can see: discovery, keys, tokens.
public final class IdentityProvider implements AutoCloseable {
    public static final String AUDIENCE = "guildhall-api";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RSAKey key = freshKey();
    private volatile boolean away;
    private volatile String calledItself;
    private volatile Function<TokenRequest, String> tokens = _ -> "{\"error\":\"invalid_grant\"}";

    public IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        calledItself = issuer();
        server.createContext("/realm/.well-known/openid-configuration", exchange -> answer(exchange, metadata()));
        server.createContext("/realm/token", exchange -> {
            TokenRequest request = new TokenRequest(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer(exchange, tokens.apply(request));
        });
        server.createContext("/realm/certs", exchange -> {
            asked.incrementAndGet();
            answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// What a client sends to get tokens.
    public record TokenRequest(String authorization, Map<String, String> form) {}

    /// How the provider answers whoever asks for tokens from now on.
    public void giveTokens(Function<TokenRequest, String> answer) {
        tokens = answer;
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","jwks_uri":"%2$s/certs","authorization_endpoint":"%2$s/auth","token_endpoint":"%2$s/token",
                 "end_session_endpoint":"%2$s/logout","response_types_supported":["code"],
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(calledItself, issuer());
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int status = body.startsWith("{\"error\"") ? 400 : 200;
        exchange.sendResponseHeaders(away ? 502 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    void callItself(String name) {
        calledItself = name;
    }

    int asked() {
        return asked.get();
    }

    public RSAKey key() {
        return key;
    }

    public void rotate() {
        key = freshKey();
    }

    /// A token for ten minutes.
    ///
    /// @param change further claims, and others in place of the usual ones
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return token(JWSAlgorithm.RS256, key, change);
    }

    public String token(JWSAlgorithm algorithm, RSAKey signing, Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(List.of("account", AUDIENCE))
                .subject("5e0b7c1a-3f52-4f0e-8a14-2b9d6c1f7e33")
                .claim("azp", "till-app")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(signing.getKeyID()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(signing));
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
        return token.serialize();
    }

    public static RSAKey freshKey() {
        try {
            return new RSAKeyGenerator(2_048)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
