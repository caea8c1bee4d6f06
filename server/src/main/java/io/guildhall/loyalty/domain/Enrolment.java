package io.guildhall.loyalty.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's place in a programme, as stored.
public record Enrolment(
        long customerId,
        long programId,
        int tierNumber,
        @Nullable Instant tierExpiresAt,
        Instant enrolledAt) {

    /// Whether the tier has fallen back to the lowest.
    boolean hasLapsed(Instant at) {
        return tierExpiresAt != null && !tierExpiresAt.isAfter(at);
    }
}
