package io.guildhall.customer.domain;

import java.time.Instant;

/// Who registered and last changed a profile, and when (`decisions.md` 9).
///
/// @param createdAt date of registration as the caller may have given it
/// @param createdBy id of the till
public record Attribution(Instant createdAt, long createdBy, long modifiedBy, Instant modifiedAt) {}
