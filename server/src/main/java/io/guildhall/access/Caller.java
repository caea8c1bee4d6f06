package io.guildhall.access;

import org.jspecify.annotations.Nullable;

/// The till in whose name a request of `/v2` is made.
///
/// @param tillId the till's id, unique in the whole server
/// @param role WRITE includes READ
/// @param client who logged in, where that is not the till itself: the key of an API client, the client of a token from
///     the identity provider, or the till that made the call on behalf of this one (`spec/domain.md` §1, Attribution)
public record Caller(
        long orgId,
        long tillId,
        String tillCode,
        Role role,
        @Nullable String client) {
    public Caller(long orgId, long tillId, String tillCode, Role role) {
        this(orgId, tillId, tillCode, role, null);
    }

    public Caller by(@Nullable String speaker) {
        return new Caller(orgId, tillId, tillCode, role, speaker);
    }

    /// The same login and its rights, in the name of another till of the organisation.
    public Caller onBehalfOf(long otherTillId, String otherTillCode) {
        String speaker = client == null && otherTillId != tillId ? tillCode : client;
        return new Caller(orgId, otherTillId, otherTillCode, role, speaker);
    }

    public enum Role {
        READ,
        WRITE;

        /// The lesser of two.
        public Role atMost(Role other) {
            return this == WRITE ? other : READ;
        }
    }
}
