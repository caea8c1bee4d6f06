package io.guildhall.group.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to become of groups after people have moved. Groups are meant by the membership that they follow.
///
/// @param withoutRoom customers who belong to a group that is full: their place in the hierarchy stands
public record GroupPlan(List<NewGroup> created, List<Leave> leaving, List<Join> joining, Set<Long> withoutRoom) {
    public GroupPlan {
        created = List.copyOf(created);
        leaving = List.copyOf(leaving);
        joining = List.copyOf(joining);
        withoutRoom = Set.copyOf(withoutRoom);
    }

    /// A group to be created.
    ///
    /// @param companyId the owner's company, null without one
    public record NewGroup(
            long ownerId, String externalId, @Nullable Long companyId) {}

    /// Somebody who leaves a group.
    public record Leave(long ownerId, OpenMembership membership) {}

    /// Somebody who joins a group.
    ///
    /// @param primaryMember whether the group follows this very person
    /// @param defaultGroup whether it is the first group that the person joins
    public record Join(
            long ownerId, long customerId, boolean primaryMember, boolean defaultGroup, List<String> permissions) {
        public Join {
            permissions = List.copyOf(permissions);
        }
    }
}
