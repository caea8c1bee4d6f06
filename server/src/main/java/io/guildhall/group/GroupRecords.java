package io.guildhall.group;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.group.domain.FollowedGroup;
import io.guildhall.group.domain.FollowingGroup;
import io.guildhall.group.domain.GroupHandover;
import io.guildhall.group.domain.GroupPlan;
import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.Leave;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.group.store.GroupWrites.NumberedGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a call does to each group, for the change set: one record per group, whatever was done to it. A group may have
/// thousands of members, so `before` tells of its members only those who left or became others, and `after` only those
/// who joined or took a place over.
final class GroupRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SortedMap<Long, Changed> groups = new TreeMap<>();

    private record State(String externalId, List<Member> members) {}

    /// A group that is gone, with all that making it again takes.
    record Gone(
            String externalId,
            String name,
            @Nullable Long companyId,
            long ownerId,
            @Nullable Long createdBy,
            Instant createdAt,
            List<Member> members) {}

    record Member(long customerId, boolean primaryMember, boolean defaultGroup) {
        static Member of(HeldMembership membership) {
            return new Member(membership.customerId(), membership.primaryMember(), membership.defaultGroup());
        }
    }

    private static final class Changed {
        final String externalId;
        final List<Member> left = new ArrayList<>(0);
        final List<Member> joined = new ArrayList<>(0);
        boolean isNew;

        @Nullable
        FollowedGroup gone;

        Changed(String externalId) {
            this.externalId = externalId;
        }

        ChangeRecord record(long id) {
            if (gone != null) {
                Gone before = new Gone(
                        externalId,
                        gone.name(),
                        gone.companyId(),
                        gone.ownerId(),
                        gone.createdBy(),
                        gone.createdAt(),
                        left);
                return new ChangeRecord(EntityType.GROUP, id, Action.END, JSON.writeValueAsString(before), null);
            }
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

    /// A group that is no more, and everybody in it.
    void addGone(FollowedGroup group, List<HeldMembership> members) {
        Changed changed = changed(group.id(), group.externalId());
        changed.gone = group;
        members.forEach(member -> changed.left.add(Member.of(member)));
    }

    /// Groups that are there again; who joins is told by what follows.
    void addAgain(List<FollowedGroup> groups) {
        groups.forEach(group -> changed(group.id(), group.externalId()).isNew = true);
    }

    /// People who belong to no group any more that follows somebody.
    void addLeft(List<HeldMembership> left) {
        left.forEach(
                member -> changed(member.groupId(), member.externalId()).left.add(Member.of(member)));
    }

    /// The other way round: a group that is gone, as its record tells.
    static FollowedGroup read(long id, String before) {
        Gone gone = JSON.readValue(before, Gone.class);
        return new FollowedGroup(
                id,
                gone.ownerId(),
                gone.externalId(),
                gone.name(),
                gone.companyId(),
                gone.createdBy(),
                gone.createdAt());
    }

    /// Who had left or become others, as the group's record tells, and of whom it had been the default group.
    static Map<Long, Boolean> left(String before) {
        Map<Long, Boolean> people = new HashMap<>();
        for (JsonNode member : JSON.readTree(before).path("members")) {
            people.put(
                    member.path("customerId").asLong(),
                    member.path("defaultGroup").asBoolean());
        }
        return people;
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
