package io.guildhall.group.domain;

import io.guildhall.group.domain.GroupPlan.Join;
import io.guildhall.group.domain.GroupPlan.Leave;
import io.guildhall.group.domain.GroupPlan.NewGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides who belongs to which automatic group (`spec/domain.md` §3): to an owner's group belong the owner, everybody
/// above, and everybody below as far as the next owner, that one included. Whoever does not any more leaves; whoever
/// does from now on joins; an owner without a group gets one.
public final class GroupPlanner {
    /// Most members of an automatic group.
    public static final int MAX_SIZE = 30_000;

    private final Map<Long, Relative> relatives = new TreeMap<>();
    private final Map<Long, FollowingGroup> groups = new HashMap<>();
    /// Owners whose group may lose or gain people above: they have moved, or have no group yet.
    private final Set<Long> concerned = new HashSet<>();

    /// Which memberships, if they begin, are of a default group; of others the first that a person joins is.
    private final Map<Pair, Boolean> former;

    private GroupPlanner(Collection<Relative> relatives, Collection<FollowingGroup> groups, Map<Pair, Boolean> former) {
        this.former = former;
        groups.forEach(group -> this.groups.put(group.ownerId(), group));
        for (Relative relative : relatives) {
            this.relatives.put(relative.associationId(), relative);
            if (relative.owner() && (relative.moved() || !this.groups.containsKey(relative.associationId()))) {
                concerned.add(relative.associationId());
            }
        }
    }

    /// @param relatives those who moved, all below them as far as owners, and all who stand or stood above them
    /// @param open the groups that these people belong to: of those who moved all that follow somebody, of the rest
    ///     those that follow an owner among the relatives, and of everybody the default one
    /// @param groups the groups of the owners among the relatives, and all in `open` that follow somebody
    public static GroupPlan plan(
            Collection<Relative> relatives, Collection<OpenMembership> open, Collection<FollowingGroup> groups) {
        return plan(relatives, open, groups, Map.of());
    }

    /// @param former which memberships, if they begin again, are of a default group
    public static GroupPlan plan(
            Collection<Relative> relatives,
            Collection<OpenMembership> open,
            Collection<FollowingGroup> groups,
            Map<Pair, Boolean> former) {
        return new GroupPlanner(relatives, groups, former).plan(open);
    }

    /// The key of an owner's group.
    static String externalId(Relative owner) {
        return "auto-" + (owner.companyId() == null ? 0 : owner.companyId()) + "-" + owner.customerId();
    }

    /// Somebody in the group of an owner.
    public record Pair(long ownerId, long customerId) {}

    private GroupPlan plan(Collection<OpenMembership> open) {
        Map<Pair, Relative> wanted = wanted();
        List<Leave> leaving = new ArrayList<>();
        Set<Long> withDefault = new HashSet<>();
        Set<Long> moved = new HashSet<>();
        relatives.values().stream().filter(Relative::moved).forEach(relative -> moved.add(relative.customerId()));
        for (OpenMembership membership : open) {
            Long owner = membership.ownerId();
            boolean stays = owner == null
                    || wanted.remove(new Pair(owner, membership.customerId())) != null
                    || membership.primaryMember()
                    || !(moved.contains(membership.customerId()) || concerned.contains(owner));
            if (owner != null && !stays) {
                leaving.add(new Leave(owner, membership));
            } else if (membership.defaultGroup()) {
                withDefault.add(membership.customerId());
            }
        }
        leaving.sort(
                Comparator.comparingLong((Leave leave) -> leave.membership().groupId())
                        .thenComparingLong(leave -> leave.membership().customerId()));
        Set<Long> withoutRoom = new HashSet<>();
        List<Join> joining = joining(wanted, room(leaving), withDefault, withoutRoom);
        return new GroupPlan(created(), leaving, joining, withoutRoom);
    }

    /// Who belongs to which group, of those of whom this may have changed.
    private Map<Pair, Relative> wanted() {
        Map<Pair, Relative> wanted = new HashMap<>();
        for (Relative relative : relatives.values()) {
            if (relative.moved()) {
                Relative owner = nextOwnerAbove(relative);
                if (owner != null) {
                    wanted.put(new Pair(owner.associationId(), relative.customerId()), relative);
                }
            }
        }
        for (long owner : concerned) {
            for (Relative above = relatives.get(owner); above != null; above = parent(above)) {
                wanted.put(new Pair(owner, above.customerId()), above);
            }
        }
        return wanted;
    }

    private @Nullable Relative nextOwnerAbove(Relative relative) {
        Relative above = parent(relative);
        while (above != null && !above.owner()) {
            above = parent(above);
        }
        return above;
    }

    private @Nullable Relative parent(Relative relative) {
        return relative.parentId() == null ? null : relatives.get(relative.parentId());
    }

    private List<NewGroup> created() {
        return relatives.values().stream()
                .filter(relative -> relative.owner() && !groups.containsKey(relative.associationId()))
                .map(owner -> new NewGroup(owner.associationId(), externalId(owner), owner.companyId()))
                .toList();
    }

    /// Free places by owner, once those who leave have left.
    private Map<Long, Integer> room(List<Leave> leaving) {
        Map<Long, Integer> room = new HashMap<>();
        relatives.values().stream().filter(Relative::owner).forEach(owner -> room.put(owner.associationId(), MAX_SIZE));
        groups.values().forEach(group -> room.put(group.ownerId(), group.maxSize() - group.memberCount()));
        leaving.forEach(leave -> room.merge(leave.ownerId(), 1, Integer::sum));
        return room;
    }

    /// The owners first, in their own groups; then by group and person, so that the same people find no room whatever
    /// the order in which they came.
    private List<Join> joining(
            Map<Pair, Relative> wanted, Map<Long, Integer> room, Set<Long> withDefault, Set<Long> withoutRoom) {
        List<Join> joining = new ArrayList<>(wanted.size());
        Set<Pair> chosen = new HashSet<>();
        former.forEach((pair, isDefault) -> {
            if (isDefault && wanted.containsKey(pair) && withDefault.add(pair.customerId())) {
                chosen.add(pair);
            }
        });
        wanted.entrySet().stream()
                .map(pair -> join(pair.getKey(), pair.getValue()))
                .sorted(Comparator.comparing((Join join) -> !join.primaryMember())
                        .thenComparingLong(Join::ownerId)
                        .thenComparingLong(Join::customerId))
                .forEach(join -> {
                    int free = room.getOrDefault(join.ownerId(), 0);
                    if (free <= 0) {
                        withoutRoom.add(join.customerId());
                        return;
                    }
                    room.put(join.ownerId(), free - 1);
                    Pair pair = new Pair(join.ownerId(), join.customerId());
                    boolean isDefault =
                            chosen.contains(pair) || !former.containsKey(pair) && withDefault.add(join.customerId());
                    joining.add(isDefault ? asDefault(join) : join);
                });
        return joining;
    }

    private static Join join(Pair pair, Relative relative) {
        boolean primary = relative.associationId() == pair.ownerId();
        return new Join(pair.ownerId(), pair.customerId(), primary, false, relative.permissions());
    }

    private static Join asDefault(Join join) {
        return new Join(join.ownerId(), join.customerId(), join.primaryMember(), true, join.permissions());
    }
}
