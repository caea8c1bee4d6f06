package io.guildhall.group.domain;

import java.util.List;

/// That a person belongs to a group now, with all that is stored of it.
///
/// @param externalId of the group
/// @param permissions codes of what the member may do with the group's points
public record HeldMembership(
        long groupId,
        String externalId,
        long customerId,
        boolean primaryMember,
        boolean defaultGroup,
        List<String> permissions) {
    public HeldMembership {
        permissions = List.copyOf(permissions);
    }
}
