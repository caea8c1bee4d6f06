package io.guildhall.group.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who belongs to which group once some people have become others (`spec/beyond.md` row 17). No group is lost: the
/// survivor belongs to all of them, as the primary member where a victim was it, and with everybody's permissions. Of
/// several memberships of one group one is kept, the survivor's own before others; the rest ends.
///
/// @param kept memberships that change: their holder, or what the holder is in the group
/// @param ended memberships of victims beside one that is kept
public record GroupHandover(List<Kept> kept, List<HeldMembership> ended) {
    private static final Comparator<HeldMembership> KEY_ORDER =
            Comparator.comparingLong(HeldMembership::groupId).thenComparingLong(HeldMembership::customerId);

    public GroupHandover {
        kept = List.copyOf(kept);
        ended = List.copyOf(ended);
    }

    /// A membership before and after, in the same group.
    public record Kept(HeldMembership before, HeldMembership after) {}

    private record Place(long groupId, long customerId) {}

    /// @param survivorOf ids of survivors by the ids of victims; nobody is both
    /// @param held all open memberships of these people
    public static GroupHandover of(SortedMap<Long, Long> survivorOf, Collection<HeldMembership> held) {
        Map<Long, HeldMembership> defaults = new HashMap<>();
        SortedMap<Long, Map<Place, List<HeldMembership>>> byGroup = new TreeMap<>();
        held.stream().sorted(survivorsFirst(survivorOf)).forEach(membership -> {
            long holder = holder(survivorOf, membership);
            if (membership.defaultGroup()) {
                defaults.putIfAbsent(holder, membership);
            }
            byGroup.computeIfAbsent(
                            membership.groupId(), _ -> new TreeMap<>(Comparator.comparingLong(Place::customerId)))
                    .computeIfAbsent(new Place(membership.groupId(), holder), _ -> new ArrayList<>(1))
                    .add(membership);
        });
        List<Kept> kept = new ArrayList<>();
        List<HeldMembership> ended = new ArrayList<>();
        byGroup.values()
                .forEach(places -> places.forEach((place, memberships) -> {
                    HeldMembership first = memberships.getFirst();
                    HeldMembership chosen = defaults.get(place.customerId());
                    boolean isDefault = chosen != null && chosen.groupId() == place.groupId();
                    HeldMembership after = united(place, memberships, isDefault);
                    if (!after.equals(first)) {
                        kept.add(new Kept(first, after));
                    }
                    ended.addAll(memberships.subList(1, memberships.size()));
                }));
        ended.sort(KEY_ORDER);
        return new GroupHandover(kept, ended);
    }

    private static long holder(Map<Long, Long> survivorOf, HeldMembership membership) {
        return survivorOf.getOrDefault(membership.customerId(), membership.customerId());
    }

    private static Comparator<HeldMembership> survivorsFirst(Map<Long, Long> survivorOf) {
        return Comparator.comparing((HeldMembership membership) -> survivorOf.containsKey(membership.customerId()))
                .thenComparingLong(HeldMembership::customerId)
                .thenComparingLong(HeldMembership::groupId);
    }

    private static HeldMembership united(Place place, List<HeldMembership> memberships, boolean isDefault) {
        Set<String> permissions = new LinkedHashSet<>();
        memberships.forEach(membership -> permissions.addAll(membership.permissions()));
        return new HeldMembership(
                place.groupId(),
                memberships.getFirst().externalId(),
                place.customerId(),
                memberships.stream().anyMatch(HeldMembership::primaryMember),
                isDefault,
                List.copyOf(permissions));
    }
}
