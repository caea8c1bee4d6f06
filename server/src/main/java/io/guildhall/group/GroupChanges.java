package io.guildhall.group;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.domain.FollowingGroup;
import io.guildhall.group.domain.GroupHandover;
import io.guildhall.group.domain.GroupPlan;
import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.Leave;
import io.guildhall.group.domain.GroupPlan.NewGroup;
import io.guildhall.group.domain.GroupPlanner;
import io.guildhall.group.domain.GroupPlanner.Pair;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.group.domain.Merging;
import io.guildhall.group.domain.OpenMembership;
import io.guildhall.group.domain.Relative;
import io.guildhall.group.store.GroupWrites;
import io.guildhall.group.store.GroupWrites.Asked;
import io.guildhall.group.store.GroupWrites.CountChange;
import io.guildhall.group.store.GroupWrites.Joining;
import io.guildhall.group.store.GroupWrites.NumberedGroup;
import io.guildhall.group.store.MembershipHandovers;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Lets groups follow people who have become others, and automatic ones those who have moved in their
/// hierarchy: reads and holds the groups concerned, has the plan made and carries it out, in the transaction of
/// the call.
@Component
public class GroupChanges {
    private final GroupWrites groups;
    private final MembershipHandovers handovers;
    private final IdBlocks ids;

    GroupChanges(GroupWrites groups, MembershipHandovers handovers, IdBlocks ids) {
        this.groups = groups;
        this.handovers = handovers;
        this.ids = ids;
    }

    /// @param withoutRoom customers who belong to a group that is full
    public record Followed(List<ChangeRecord> records, Set<Long> withoutRoom) {}

    /// @param relatives those who moved, all below them as far as owners, and all who stand or stood above them; the
    ///     caller keeps them where they are until the transaction ends. Survivors stand here for victims already
    /// @param merging whose memberships of groups go over to others first
    /// @throws LostRace when a concurrent call came first
    public Followed follow(long orgId, List<Relative> relatives, Merging merging, ChangeSet change) {
        return follow(orgId, relatives, merging, Map.of(), change, new GroupRecords());
    }

    /// @param former which memberships, if they begin again, are of a default group
    /// @param records what was done to groups before, in the same call
    Followed follow(
            long orgId,
            List<Relative> relatives,
            Merging merging,
            Map<Pair, Boolean> former,
            ChangeSet change,
            GroupRecords records) {
        List<Long> owners = relatives.stream()
                .filter(Relative::owner)
                .map(Relative::associationId)
                .toList();
        if (!merging.isNobody()) {
            handOver(orgId, relatives, owners, merging, change, records);
        }
        if (relatives.isEmpty()) {
            return new Followed(records.all(), Set.of());
        }
        List<OpenMembership> open = open(orgId, relatives, owners);
        List<FollowingGroup> held = groups.hold(orgId, owners, groupsOfMoved(relatives, open));
        GroupPlan plan = GroupPlanner.plan(relatives, open, held, former);
        Map<Long, FollowingGroup> byOwner = new HashMap<>();
        held.forEach(group -> byOwner.put(group.ownerId(), group));
        List<NumberedGroup> created = created(plan);
        create(orgId, created, byOwner, change);
        write(orgId, plan, byOwner, created, change);
        records.add(plan, created, byOwner);
        return new Followed(records.all(), plan.withoutRoom());
    }

    private List<OpenMembership> open(long orgId, List<Relative> relatives, List<Long> owners) {
        return groups.open(
                orgId,
                relatives.stream()
                        .map(relative -> new Asked(relative.customerId(), relative.moved()))
                        .toList(),
                owners);
    }

    /// Holds all groups at once, those that are about to follow people too, so that there is one order of locks.
    private void handOver(
            long orgId,
            List<Relative> relatives,
            List<Long> owners,
            Merging merging,
            ChangeSet change,
            GroupRecords records) {
        Set<Long> concerned = new TreeSet<>();
        merging.held().forEach(membership -> concerned.add(membership.groupId()));
        if (!relatives.isEmpty()) {
            concerned.addAll(groupsOfMoved(relatives, open(orgId, relatives, owners)));
        }
        handovers.lock(orgId, concerned, owners);
        List<HeldMembership> now = handovers.held(orgId, merging.people());
        if (!now.equals(merging.held())) {
            throw new LostRace("groups of people who become one");
        }
        GroupHandover handover = GroupHandover.of(merging.survivorOf(), now);
        handovers.endAll(orgId, handover.ended(), change); // before others are the one primary member
        handovers.handOver(orgId, handover.kept());
        Map<Long, Integer> counts = new TreeMap<>();
        handover.ended().forEach(ended -> counts.merge(ended.groupId(), -1, Integer::sum));
        changeCounts(orgId, counts);
        records.add(handover);
    }

    private static Set<Long> groupsOfMoved(List<Relative> relatives, List<OpenMembership> open) {
        Set<Long> moved = new TreeSet<>();
        relatives.stream().filter(Relative::moved).forEach(relative -> moved.add(relative.customerId()));
        Set<Long> groups = new TreeSet<>();
        open.stream()
                .filter(membership -> moved.contains(membership.customerId()))
                .forEach(membership -> groups.add(membership.groupId()));
        return groups;
    }

    private List<NumberedGroup> created(GroupPlan plan) {
        long[] drawn = ids.take(GroupWrites.ID_SEQUENCE, plan.created().size());
        Map<Long, Integer> members = new HashMap<>();
        plan.joining().forEach(join -> members.merge(join.ownerId(), 1, Integer::sum));
        List<NumberedGroup> created = new ArrayList<>(drawn.length);
        for (int i = 0; i < drawn.length; i++) {
            NewGroup group = plan.created().get(i);
            created.add(new NumberedGroup(drawn[i], group, members.getOrDefault(group.ownerId(), 0)));
        }
        return created;
    }

    private void create(long orgId, List<NumberedGroup> created, Map<Long, FollowingGroup> byOwner, ChangeSet change) {
        groups.insertAll(orgId, created, change);
        for (NumberedGroup group : created) {
            long owner = group.group().ownerId();
            byOwner.put(
                    owner,
                    new FollowingGroup(
                            group.id(), owner, group.group().externalId(), GroupPlanner.MAX_SIZE, group.memberCount()));
        }
    }

    private void write(
            long orgId,
            GroupPlan plan,
            Map<Long, FollowingGroup> byOwner,
            List<NumberedGroup> created,
            ChangeSet change) {
        Map<Long, Integer> counts = new TreeMap<>();
        List<Joining> joining = new ArrayList<>(plan.joining().size());
        for (Leave leave : plan.leaving()) {
            counts.merge(leave.membership().groupId(), -1, Integer::sum);
        }
        for (Join join : plan.joining()) {
            long id = Objects.requireNonNull(byOwner.get(join.ownerId())).id();
            joining.add(new Joining(id, join));
            counts.merge(id, 1, Integer::sum);
        }
        created.forEach(group -> counts.remove(group.id())); // they start with their count
        groups.leaveAll(orgId, plan.leaving().stream().map(Leave::membership).toList(), change);
        groups.joinAll(orgId, joining, change);
        changeCounts(orgId, counts);
    }

    private void changeCounts(long orgId, Map<Long, Integer> counts) {
        groups.changeCounts(
                orgId,
                counts.entrySet().stream()
                        .filter(count -> count.getValue() != 0)
                        .map(count -> new CountChange(count.getKey(), count.getValue()))
                        .toList());
    }
}
