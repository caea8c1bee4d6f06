package io.guildhall.loyalty.domain;

import io.guildhall.org.domain.Program;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A place in a programme that somebody is about to get.
///
/// @param tierExpiresAt when the tier falls back to the lowest, or null for never
/// @param points to be credited, 0 for none
/// @param pointsExpireAt when they lapse, or null for never
public record NewEnrolment(
        long programId,
        int tierNumber,
        @Nullable Instant tierExpiresAt,
        long points,
        @Nullable Instant pointsExpireAt) {

    /// In the lowest tier, without points.
    static NewEnrolment plain(Program program) {
        return new NewEnrolment(program.id(), program.lowestTier(), null, 0, null);
    }
}
