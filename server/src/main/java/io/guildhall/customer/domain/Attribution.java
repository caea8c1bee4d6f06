package io.guildhall.customer.domain;

import java.time.Instant;

/// Who registered and last changed a profile, and when (`decisions.md` 9).
///
/// @param createdAt date of registration as the caller may have given it
/// @param createdBy id of the till
public record Attribution(Instant createdAt, long createdBy, long modifiedBy, Instant modifiedAt) {
    /// Of a profile of which nobody says.
    public static final Attribution UNKNOWN = new Attribution(Instant.EPOCH, 0, 0, Instant.EPOCH);
}
