package io.guildhall.group.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A group that follows somebody's place in a hierarchy, without its members.
///
/// @param ownerId the membership that it follows
/// @param createdBy id of the till, null for the operator
public record FollowedGroup(
        long id,
        long ownerId,
        String externalId,
        String name,
        @Nullable Long companyId,
        @Nullable Long createdBy,
        Instant createdAt) {}
