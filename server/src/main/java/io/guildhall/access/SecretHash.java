package io.guildhall.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret as it is stored: HMAC-SHA-256 of it, keyed with a random salt.
///
/// Secrets are long and random (at least 16 characters), so a fast hash is right and keeps the check far below a
/// millisecond; a slow one would only slow every request down (`spec/org.md`, Authentication).
public record SecretHash(byte[] salt, byte[] hash) {
    public static final int SALT_BYTES = 16;

    public static SecretHash of(String secret, byte[] salt) {
        return new SecretHash(salt, hmac(salt, secret));
    }

    /// The text that clients of the reference send in place of the secret.
    public static String md5Hex(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// Takes the same time whether or not, and wherever, the secrets differ.
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, hmac(salt, secret));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && Arrays.equals(salt, that.salt) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "SecretHash[***]";
    }
}
