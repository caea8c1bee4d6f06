package io.guildhall.association.domain;

import io.guildhall.customer.domain.ProfileKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Mentions that lead from one person to others. Working state of [Joining].
final class Bridge {
    /// Somebody not registered: the number of the mentions' group.
    record Newcomers(int group) {}

    /// Whom the mentions name: the id of somebody registered, or [Newcomers].
    final Object home;
    /// To whom each mention leads, by the profile in which they were found.
    private final Map<Naming, Map<ProfileKey, Set<Object>>> leads = new LinkedHashMap<>();

    Bridge(Object home) {
        this.home = home;
    }

    void add(Naming naming) {
        leads.computeIfAbsent(naming, _ -> new HashMap<>());
    }

    void lead(Naming naming, ProfileKey profile, Object somebody) {
        leads.computeIfAbsent(naming, _ -> new HashMap<>())
                .computeIfAbsent(profile, _ -> new HashSet<>())
                .add(somebody);
    }

    Set<Naming> namings() {
        return leads.keySet();
    }

    boolean isOfNewcomers() {
        return home instanceof Newcomers;
    }

    boolean leadsAnywhere() {
        return leads.values().stream().anyMatch(found -> !found.isEmpty());
    }

    /// Everybody who would be joined by this bridge, the newcomers themselves left out.
    Set<Object> reach() {
        Set<Object> reach = new HashSet<>();
        leads.values().forEach(found -> found.values().forEach(reach::addAll));
        if (isOfNewcomers()) {
            reach.remove(home);
        } else {
            reach.add(home);
        }
        return reach;
    }

    /// Whether it makes one of several people.
    boolean isMerge() {
        return reach().size() > 1;
    }

    boolean leadsToTwoInOneProfile() {
        Map<ProfileKey, Set<Object>> all = new HashMap<>();
        for (Map<ProfileKey, Set<Object>> found : leads.values()) {
            found.forEach((profile, people) ->
                    all.computeIfAbsent(profile, _ -> new HashSet<>()).addAll(people));
        }
        return all.values().stream().anyMatch(people -> people.size() > 1);
    }

    /// The mentions that are at fault by themselves; all of them where only together they are.
    List<Naming> culprits(Predicate<Bridge> fault) {
        List<Naming> alone = leads.keySet().stream()
                .filter(naming -> fault.test(only(naming)))
                .toList();
        return alone.isEmpty() ? List.copyOf(leads.keySet()) : alone;
    }

    private Bridge only(Naming naming) {
        Bridge alone = new Bridge(home);
        alone.leads.put(naming, leads.getOrDefault(naming, Map.of()));
        return alone;
    }
}
