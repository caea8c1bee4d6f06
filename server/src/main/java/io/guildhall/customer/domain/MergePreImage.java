package io.guildhall.customer.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two people as they were before they became one: all that undoing needs (`spec/beyond.md` row 17). Stored as JSON.
public record MergePreImage(Side survivor, Side victim) {
    /// @param associationId the person's open membership; null without one
    public record Side(
            Customer customer, @Nullable Long associationId, List<HeldEnrolment> enrolments, List<HeldGroup> groups) {
        public Side {
            enrolments = List.copyOf(enrolments);
            groups = List.copyOf(groups);
        }
    }

    /// Where the person stood in a programme.
    public record HeldEnrolment(
            long programId, int tierNumber, @Nullable Instant tierExpiresAt, Instant enrolledAt) {}

    /// A group that the person belonged to.
    ///
    /// @param permissions codes of what the member might do with the group's points
    public record HeldGroup(long groupId, boolean primaryMember, boolean defaultGroup, List<String> permissions) {
        public HeldGroup {
            permissions = List.copyOf(permissions);
        }
    }
}
