package io.guildhall.access;

import org.jspecify.annotations.Nullable;

/// One name that may log in: a till by its code, or an API client by its key.
///
/// @param secret hash of the secret
/// @param md5 hash of the secret's MD5, while the operator allows the reference's habit (`legacyMd5Secret`)
/// @param ttlSeconds how long a client's tokens live; null for tills
public record Login(
        Kind kind,
        String name,
        long tillId,
        Caller.Role role,
        boolean active,
        SecretHash secret,
        @Nullable SecretHash md5,
        @Nullable Integer ttlSeconds) {

    /// This login, refused until it is switched on again.
    public Login switchedOff() {
        return new Login(kind, name, tillId, role, false, secret, md5, ttlSeconds);
    }

    public enum Kind {
        TILL,
        CLIENT
    }
}
