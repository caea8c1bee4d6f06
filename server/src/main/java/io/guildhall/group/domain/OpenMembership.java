package io.guildhall.group.domain;

import org.jspecify.annotations.Nullable;

/// That a person belongs to a group now.
///
/// @param ownerId the membership in a hierarchy that the group follows; null for a group made by hand
public record OpenMembership(
        long groupId, @Nullable Long ownerId, long customerId, boolean primaryMember, boolean defaultGroup) {}
