package io.guildhall.group.domain;

/// A group that follows somebody's place in a hierarchy.
///
/// @param ownerId the membership that it follows
/// @param memberCount people who belong to it now
public record FollowingGroup(long id, long ownerId, String externalId, int maxSize, int memberCount) {}
