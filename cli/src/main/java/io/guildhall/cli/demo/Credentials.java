package io.guildhall.cli.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/// A secret for everybody, made anew for each demonstration.
final class Credentials {
    private static final int SECRET_BYTES = 12;

    private final Map<Login, String> secrets = new EnumMap<>(Login.class);

    static Credentials random() {
        SecureRandom random = new SecureRandom();
        Credentials credentials = new Credentials();
        for (Login login : Login.values()) {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            credentials.secrets.put(login, HexFormat.of().formatHex(secret));
        }
        return credentials;
    }

    String secret(Login login) {
        return Objects.requireNonNull(secrets.get(login));
    }

    /// `user:secret`, as curl and the service take it.
    String pair(Login login) {
        return login.user() + ":" + secret(login);
    }

    /// The value of an `Authorization` header.
    String basic(Login login) {
        return "Basic " + Base64.getEncoder().encodeToString(pair(login).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
