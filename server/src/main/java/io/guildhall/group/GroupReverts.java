package io.guildhall.group;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.group.domain.FollowedGroup;
import io.guildhall.group.domain.GroupPlanner.Pair;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.group.domain.Merging;
import io.guildhall.group.domain.Relative;
import io.guildhall.group.store.GroupRestores;
import io.guildhall.group.store.GroupWrites;
import io.guildhall.group.store.GroupWrites.CountChange;
import io.guildhall.group.store.MembershipHandovers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Has groups follow places that are taken back: who stands nowhere any more leaves, the group of an owner who is none
/// any more goes, and comes again with the owner; everybody else is a matter of following ([GroupChanges]).
@Component
public class GroupReverts {
    private final GroupRestores restores;
    private final GroupWrites writes;
    private final MembershipHandovers handovers;
    private final GroupChanges changes;

    GroupReverts(GroupRestores restores, GroupWrites writes, MembershipHandovers handovers, GroupChanges changes) {
        this.restores = restores;
        this.writes = writes;
        this.handovers = handovers;
        this.changes = changes;
    }

    /// What is taken back.
    ///
    /// @param ended memberships that are no more
    /// @param leaving people who gave such a membership up, or handed one over
    /// @param returning memberships that are there again
    /// @param undone the records about groups of the change set that is reverted
    public record Taken(Set<Long> ended, Set<Long> leaving, Set<Long> returning, Collection<ChangeRecord> undone) {}

    /// @param relatives as for [GroupChanges#follow], of all who are somewhere else now
    public List<ChangeRecord> revert(long orgId, Taken taken, List<Relative> relatives, ChangeSet change) {
        GroupRecords records = new GroupRecords();
        Set<Long> concerned = new TreeSet<>(restores.concerned(orgId, taken.ended(), taken.leaving()));
        handovers.lock(orgId, concerned, List.of());
        leave(orgId, taken, change, records);
        List<FollowedGroup> again = again(orgId, taken);
        restores.makeAgain(orgId, again);
        records.addAgain(again);
        if (relatives.isEmpty()) {
            return records.all();
        }
        return changes.follow(orgId, relatives, Merging.NOBODY, former(orgId, taken, relatives), change, records)
                .records();
    }

    private void leave(long orgId, Taken taken, ChangeSet change, GroupRecords records) {
        List<FollowedGroup> gone = taken.ended().isEmpty() ? List.of() : restores.ofOwners(orgId, taken.ended());
        Set<Long> goneIds = new HashSet<>();
        gone.forEach(group -> goneIds.add(group.id()));
        if (!gone.isEmpty()) {
            Map<Long, List<HeldMembership>> members = new HashMap<>();
            restores.members(orgId, goneIds)
                    .forEach(member -> members.computeIfAbsent(member.groupId(), _ -> new ArrayList<>())
                            .add(member));
            gone.forEach(group -> records.addGone(group, members.getOrDefault(group.id(), List.of())));
            restores.removeAll(orgId, goneIds);
        }
        if (taken.leaving().isEmpty()) {
            return;
        }
        List<HeldMembership> left = handovers.held(orgId, taken.leaving());
        handovers.endAll(orgId, left, change);
        Map<Long, Integer> counts = new TreeMap<>();
        left.forEach(member -> counts.merge(member.groupId(), -1, Integer::sum));
        writes.changeCounts(
                orgId,
                counts.entrySet().stream()
                        .map(count -> new CountChange(count.getKey(), count.getValue()))
                        .toList());
        records.addLeft(left);
    }

    private List<FollowedGroup> again(long orgId, Taken taken) {
        List<FollowedGroup> again = taken.undone().stream()
                .filter(record -> record.type() == EntityType.GROUP && record.after() == null)
                .filter(record -> record.before() != null)
                .map(record -> GroupRecords.read(record.entityId(), record.before()))
                .filter(group -> taken.returning().contains(group.ownerId()))
                .toList();
        if (again.isEmpty()) {
            return again;
        }
        Set<Long> there = new HashSet<>();
        restores.ofOwners(orgId, taken.returning()).forEach(group -> there.add(group.ownerId()));
        return again.stream().filter(group -> !there.contains(group.ownerId())).toList();
    }

    /// Of which groups people had been members before the change set, and whether that was their default one.
    private Map<Pair, Boolean> former(long orgId, Taken taken, List<Relative> relatives) {
        Map<Long, Map<Long, Boolean>> left = new HashMap<>();
        for (ChangeRecord record : taken.undone()) {
            if (record.before() != null) {
                left.put(record.entityId(), GroupRecords.left(record.before()));
            }
        }
        if (left.isEmpty()) {
            return Map.of();
        }
        Map<Pair, Boolean> former = new HashMap<>();
        List<Long> owners = relatives.stream()
                .filter(Relative::owner)
                .map(Relative::associationId)
                .toList();
        restores.ofOwners(orgId, owners)
                .forEach(group -> left.getOrDefault(group.id(), Map.of())
                        .forEach((customer, isDefault) -> former.put(new Pair(group.ownerId(), customer), isDefault)));
        return former;
    }
}
