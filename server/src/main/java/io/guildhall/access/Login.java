package io.guildhall.access;

import org.jspecify.annotations.Nullable;

/// One name that may log in: a till by its code, or an API client by its key.
///
/// @param secret the stored hash, or null to keep the one that is stored already
/// @param md5 hash of the secret's MD5, while the operator allows the reference's habit (`legacyMd5Secret`)
/// @param ttlSeconds how long a client's tokens live; null for tills
public record Login(
        Kind kind,
        String name,
        long tillId,
        Caller.Role role,
        boolean active,
        @Nullable SecretHash secret,
        @Nullable SecretHash md5,
        @Nullable Integer ttlSeconds) {

    public enum Kind {
        TILL,
        CLIENT
    }
}
