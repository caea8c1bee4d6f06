package io.guildhall.group.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guildhall.error.ProblemBody;
import io.guildhall.group.GroupDirectory.GroupView;
import io.guildhall.group.domain.Group;
import io.guildhall.group.domain.Member;
import io.guildhall.wire.Timestamps;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A group as `GET /v2/userGroup2` tells of it. Groups hold no points yet, so everything about points is empty.
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupAnswer(
        long id,
        String externalId,
        Group.Status groupStatus,
        List<GroupUser> fleetGroupUsers,
        @Nullable String createdBy,
        String createdOn,
        String groupName,
        int maxGroupSize,
        int lifeTimePurchases,
        int totalActiveMembers,
        long totalExitedMembers,
        List<Object> expiredPoints,
        List<Object> expirySchedules,
        List<Object> gapToUpgrade,
        List<Object> gapToRenew,
        List<Object> pointsSummaries,
        Map<String, Object> extendedFields,
        List<ProblemBody> warnings) {

    record GroupUser(long userId, long groupId, boolean defaultGroup, boolean primaryMember, boolean active) {}

    static GroupAnswer of(GroupView view) {
        Group group = view.group();
        return new GroupAnswer(
                group.id(),
                group.externalId(),
                group.status(),
                view.members().stream().map(member -> user(group, member)).toList(),
                group.createdBy(),
                Timestamps.of(group.createdOn(), view.zone()),
                group.name(),
                group.maxSize(),
                0,
                group.memberCount(),
                group.exitedCount(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static GroupUser user(Group group, Member member) {
        return new GroupUser(member.customerId(), group.id(), member.defaultGroup(), member.primaryMember(), true);
    }
}
