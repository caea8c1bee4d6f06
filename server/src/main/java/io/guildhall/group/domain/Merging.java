package io.guildhall.group.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// People who become others, and the groups that all of them belonged to when that was decided.
///
/// @param survivorOf ids of survivors by the ids of victims; nobody is both
/// @param held all open memberships of victims and survivors, by person and group
public record Merging(SortedMap<Long, Long> survivorOf, List<HeldMembership> held) {
    public static final Merging NOBODY = new Merging(new TreeMap<>(), List.of());

    public Merging {
        held = List.copyOf(held);
    }

    public boolean isNobody() {
        return survivorOf.isEmpty();
    }

    public List<Long> people() {
        List<Long> people = new ArrayList<>(survivorOf.keySet());
        people.addAll(survivorOf.values());
        return people;
    }
}
