package io.guildhall.access;

/// The till in whose name a request of `/v2` is made.
///
/// @param tillId the till's id, unique in the whole server
/// @param role WRITE includes READ
public record Caller(long orgId, long tillId, String tillCode, Role role) {

    public enum Role {
        READ,
        WRITE
    }
}
