package io.guildhall.customer.domain;

import io.guildhall.error.Pointer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A programme that a request asks a person to be enrolled in (`spec/domain.md` §7): not yet compared with the
/// organisation's programmes. Null means not sent.
///
/// @param at the element of `loyaltyProgramEnrollments`
/// @param tierNumber sequence number of the initial tier
/// @param points to be credited once
public record EnrolmentWish(
        Pointer at,
        long programId,
        @Nullable Long tierNumber,
        @Nullable Long points,
        @Nullable Instant tierExpiresAt,
        @Nullable Instant pointsExpireAt) {}
