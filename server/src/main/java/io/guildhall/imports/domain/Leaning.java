package io.guildhall.imports.domain;

import io.guildhall.customer.domain.MatchKey;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a row has to do with other rows of its file, as hashes of 64 bits. A collision makes a row wait for
/// another one that it has nothing to do with, and no more: who is who, the planner decides.
///
/// @param registers identifiers of the person and the children that the row lists
/// @param leans identifiers of the parent it names
/// @param makes the company that it can create, and in strict hierarchies the place that it fills
/// @param needs the company that it names without being able to create it, and in strict hierarchies the places
///     of which one has to be filled because it names no parent; one row that makes it is enough
/// @param level how deep the role stands, 0 without one: rows that stand deeper come later
/// @param people who are named
public record Leaning(Set<Long> registers, Set<Long> leans, Set<Long> makes, Set<Long> needs, int level, int people) {

    public static final Leaning NONE = new Leaning(Set.of(), Set.of(), Set.of(), Set.of(), 0, 1);

    public static Leaning of(Named named, List<Hierarchy> hierarchies) {
        Set<Long> registers = hashes(named.registers());
        Set<Long> leans = hashes(named.parent());
        leans.removeAll(registers);
        Set<Long> makes = new LinkedHashSet<>();
        Set<Long> needs = new LinkedHashSet<>();
        String company = named.company();
        if (company != null) {
            (named.createsCompany() ? makes : needs).add(hash("company", company));
        }
        Hierarchy hierarchy = hierarchies.stream()
                .filter(candidate -> candidate.code().equals(named.hierarchyCode()))
                .findFirst()
                .orElse(null);
        String role = named.roleCode();
        if (hierarchy == null || role == null || hierarchy.role(role) == null) {
            return new Leaning(registers, leans, makes, needs, 0, named.people());
        }
        if (hierarchy.strict() && company != null) {
            makes.add(place(hierarchy, company, role));
            if (named.parent().isEmpty()) {
                for (String above : hierarchy.rolesAbove(role)) {
                    needs.add(place(hierarchy, company, above));
                }
            }
        }
        return new Leaning(registers, leans, makes, needs, hierarchy.depth(role), named.people());
    }

    /// Of people.
    public static Set<Long> hashes(Collection<MatchKey> keys) {
        Set<Long> hashes = new LinkedHashSet<>();
        keys.forEach(key -> hashes.add(hash("person", key.type().name(), key.key())));
        return hashes;
    }

    private static long place(Hierarchy hierarchy, String company, String role) {
        return hash("place", hierarchy.code(), company, role);
    }

    /// FNV-1a over the characters, and a last mixing, since neighbours differ in the last digits only.
    static long hash(String... parts) {
        long hash = 0xcbf29ce484222325L;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0xFFFF) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
