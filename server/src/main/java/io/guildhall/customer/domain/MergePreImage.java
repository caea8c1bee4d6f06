package io.guildhall.customer.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two people as they were before they became one: all that undoing needs (`spec/beyond.md` row 17). Stored as JSON.
public record MergePreImage(Side survivor, Side victim) {
    /// @param associationId the person's open membership; null without one
    public record Side(Customer customer, @Nullable Long associationId, List<HeldEnrolment> enrolments) {
        public Side {
            enrolments = List.copyOf(enrolments);
        }
    }

    /// Where the person stood in a programme.
    public record HeldEnrolment(
            long programId, int tierNumber, @Nullable Instant tierExpiresAt, Instant enrolledAt) {}
}
