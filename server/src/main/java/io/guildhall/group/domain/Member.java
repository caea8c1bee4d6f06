package io.guildhall.group.domain;

import java.time.Instant;
import java.util.List;

/// Somebody who belongs to a group now.
///
/// @param permissions codes of what the member may do with the group's points
/// @param defaultGroup whether this is the person's default group
public record Member(
        long customerId, boolean primaryMember, boolean defaultGroup, List<String> permissions, Instant joinedOn) {
    public Member {
        permissions = List.copyOf(permissions);
    }
}
