package io.guildhall.group;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.group.domain.FollowingGroup;
import io.guildhall.group.domain.GroupPlan;
import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.Leave;
import io.guildhall.group.store.GroupWrites.NumberedGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What a carried-out plan did to each group, for the change set: one record per group. A group may have thousands of
/// members, so `before` tells of its members only those who left, and `after` only those who joined.
final class GroupRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private GroupRecords() {}

    private record State(String externalId, List<Member> members) {}

    private record Member(long customerId, boolean primaryMember, boolean defaultGroup) {}

    static List<ChangeRecord> of(GroupPlan plan, List<NumberedGroup> created, Map<Long, FollowingGroup> byOwner) {
        Map<Long, List<Member>> left = new TreeMap<>();
        Map<Long, List<Member>> joined = new TreeMap<>();
        for (Leave leave : plan.leaving()) {
            var membership = leave.membership();
            left.computeIfAbsent(leave.ownerId(), _ -> new ArrayList<>())
                    .add(new Member(membership.customerId(), membership.primaryMember(), membership.defaultGroup()));
        }
        for (Join join : plan.joining()) {
            joined.computeIfAbsent(join.ownerId(), _ -> new ArrayList<>())
                    .add(new Member(join.customerId(), join.primaryMember(), join.defaultGroup()));
        }
        Set<Long> fresh = new HashSet<>();
        created.forEach(group -> fresh.add(group.id()));
        Set<Long> owners = new HashSet<>(joined.keySet());
        owners.addAll(left.keySet());
        return owners.stream()
                .sorted()
                .map(owner -> record(
                        Objects.requireNonNull(byOwner.get(owner)),
                        fresh,
                        left.getOrDefault(owner, List.of()),
                        joined.getOrDefault(owner, List.of())))
                .toList();
    }

    private static ChangeRecord record(FollowingGroup group, Set<Long> fresh, List<Member> left, List<Member> joined) {
        String after = JSON.writeValueAsString(new State(group.externalId(), joined));
        if (fresh.contains(group.id())) {
            return new ChangeRecord(EntityType.GROUP, group.id(), Action.CREATE, null, after);
        }
        String before = JSON.writeValueAsString(new State(group.externalId(), left));
        return new ChangeRecord(EntityType.GROUP, group.id(), Action.UPDATE, before, after);
    }
}
