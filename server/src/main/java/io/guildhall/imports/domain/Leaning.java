package io.guildhall.imports.domain;

import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.LinkWish;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    public static Leaning of(Item item, List<Hierarchy> hierarchies) {
        Set<Long> registers = new LinkedHashSet<>();
        Set<Long> leans = new LinkedHashSet<>();
        Set<Long> makes = new LinkedHashSet<>();
        Set<Long> needs = new LinkedHashSet<>();
        identities(item.person(), registers);
        LinkWish link = item.link();
        if (link == null) {
            return new Leaning(registers, leans, makes, needs, 0, 1);
        }
        link.children().forEach(child -> identities(child.person(), registers));
        if (link.parent() != null) {
            identities(link.parent().person(), leans);
            leans.removeAll(registers);
        }
        company(link.company(), makes, needs);
        Hierarchy hierarchy = hierarchies.stream()
                .filter(candidate -> candidate.code().equals(link.hierarchyCode()))
                .findFirst()
                .orElse(null);
        String role = link.roleCode();
        if (hierarchy == null || role == null || hierarchy.role(role) == null) {
            return new Leaning(registers, leans, makes, needs, 0, people(link));
        }
        if (hierarchy.strict() && link.company() != null && link.company().externalId() != null) {
            places(hierarchy, role, link, link.company().externalId(), makes, needs);
        }
        return new Leaning(registers, leans, makes, needs, hierarchy.depth(role), people(link));
    }

    private static int people(LinkWish link) {
        return 1 + link.children().size() + (link.parent() == null ? 0 : 1);
    }

    private static void identities(PersonDraft person, Collection<Long> hashes) {
        person.claims()
                .forEach(claim -> hashes.add(
                        hash("person", claim.key().type().name(), claim.key().key())));
    }

    private static void company(@Nullable CompanyWish company, Collection<Long> makes, Collection<Long> needs) {
        if (company == null || company.externalId() == null) {
            return;
        }
        long hash = hash("company", company.externalId().strip());
        boolean creates = company.name() != null && company.hierarchyCode() != null;
        (creates ? makes : needs).add(hash);
    }

    private static void places(
            Hierarchy hierarchy,
            String role,
            LinkWish link,
            String company,
            Collection<Long> makes,
            Collection<Long> needs) {
        makes.add(place(hierarchy, company, role));
        if (link.parent() == null) {
            hierarchy.rolesAbove(role).forEach(above -> needs.add(place(hierarchy, company, above)));
        }
    }

    private static long place(Hierarchy hierarchy, String company, String role) {
        return hash("place", hierarchy.code(), company.strip(), role);
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
