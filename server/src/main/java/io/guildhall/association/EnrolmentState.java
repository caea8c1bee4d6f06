package io.guildhall.association;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.NewEnrolment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An enrolment as a change set keeps it.
///
/// @param points credited with it; null where it came over from somebody else, whose points the ledger transfers
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"customerId", "programId", "tierNumber", "tierExpiresAt", "points", "pointsExpireAt", "enrolledAt"})
record EnrolmentState(
        long customerId,
        long programId,
        int tierNumber,
        @Nullable Instant tierExpiresAt,
        @Nullable Long points,
        @Nullable Instant pointsExpireAt,
        Instant enrolledAt) {
    static EnrolmentState of(Enrolled enrolled, Instant at) {
        NewEnrolment enrolment = enrolled.enrolment();
        return new EnrolmentState(
                enrolled.customerId(),
                enrolment.programId(),
                enrolment.tierNumber(),
                enrolment.tierExpiresAt(),
                enrolment.points(),
                enrolment.pointsExpireAt(),
                at);
    }

    static EnrolmentState of(Enrolment enrolment) {
        return new EnrolmentState(
                enrolment.customerId(),
                enrolment.programId(),
                enrolment.tierNumber(),
                enrolment.tierExpiresAt(),
                null,
                null,
                enrolment.enrolledAt());
    }
}
