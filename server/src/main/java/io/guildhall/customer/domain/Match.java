package io.guildhall.customer.domain;

import org.jspecify.annotations.Nullable;

/// Somebody whom an identifier belongs to, in one profile.
///
/// @param mergedFrom the person whose profile this was before a merge; null for an own one
public record Match(
        long customerId,
        ProfileKey profile,
        Identifier identifier,
        @Nullable Long mergedFrom) {

    /// A match in an own profile.
    public Match(long customerId, ProfileKey profile, Identifier identifier) {
        this(customerId, profile, identifier, null);
    }
}
