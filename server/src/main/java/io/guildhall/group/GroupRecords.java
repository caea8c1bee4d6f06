package io.guildhall.group;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.group.domain.FollowingGroup;
import io.guildhall.group.domain.GroupHandover;
import io.guildhall.group.domain.GroupPlan;
import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.Leave;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.group.store.GroupWrites.NumberedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What a call does to each group, for the change set: one record per group, whatever was done to it. A group may have
/// thousands of members, so `before` tells of its members only those who left or became others, and `after` only those
/// who joined or took a place over.
final class GroupRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SortedMap<Long, Changed> groups = new TreeMap<>();

    private record State(String externalId, List<Member> members) {}

    private record Member(long customerId, boolean primaryMember, boolean defaultGroup) {
        static Member of(HeldMembership membership) {
            return new Member(membership.customerId(), membership.primaryMember(), membership.defaultGroup());
        }
    }

    private static final class Changed {
        final String externalId;
        final List<Member> left = new ArrayList<>(0);
        final List<Member> joined = new ArrayList<>(0);
        boolean isNew;

        Changed(String externalId) {
            this.externalId = externalId;
        }

        ChangeRecord record(long id) {
            String after = JSON.writeValueAsString(new State(externalId, joined));
            return isNew
                    ? new ChangeRecord(EntityType.GROUP, id, Action.CREATE, null, after)
                    : new ChangeRecord(
                            EntityType.GROUP,
                            id,
                            Action.UPDATE,
                            JSON.writeValueAsString(new State(externalId, left)),
                            after);
        }
    }

    private Changed changed(long id, String externalId) {
        return groups.computeIfAbsent(id, _ -> new Changed(externalId));
    }

    /// Memberships that went over to survivors of merges. To be told before what followed.
    void add(GroupHandover handover) {
        handover.kept().forEach(kept -> {
            Changed group = changed(kept.before().groupId(), kept.before().externalId());
            group.left.add(Member.of(kept.before()));
            group.joined.add(Member.of(kept.after()));
        });
        handover.ended()
                .forEach(ended ->
                        changed(ended.groupId(), ended.externalId()).left.add(Member.of(ended)));
    }

    /// Who left and joined because people have moved.
    void add(GroupPlan plan, List<NumberedGroup> created, Map<Long, FollowingGroup> byOwner) {
        for (Leave leave : plan.leaving()) {
            var membership = leave.membership();
            Changed group = changed(leave.ownerId(), byOwner);
            boolean tookOver = group.joined.removeIf(member -> member.customerId() == membership.customerId());
            if (!tookOver) {
                group.left.add(
                        new Member(membership.customerId(), membership.primaryMember(), membership.defaultGroup()));
            }
        }
        for (Join join : plan.joining()) {
            changed(join.ownerId(), byOwner)
                    .joined
                    .add(new Member(join.customerId(), join.primaryMember(), join.defaultGroup()));
        }
        for (NumberedGroup group : created) {
            Changed changed = groups.get(group.id());
            if (changed != null) {
                changed.isNew = true;
            }
        }
    }

    private Changed changed(long ownerId, Map<Long, FollowingGroup> byOwner) {
        FollowingGroup group = Objects.requireNonNull(byOwner.get(ownerId));
        return changed(group.id(), group.externalId());
    }

    List<ChangeRecord> all() {
        List<ChangeRecord> records = new ArrayList<>(groups.size());
        groups.forEach((id, changed) -> records.add(changed.record(id)));
        return records;
    }
}
