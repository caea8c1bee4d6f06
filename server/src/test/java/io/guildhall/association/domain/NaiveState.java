package io.guildhall.association.domain;

import io.guildhall.association.domain.World.Membership;
import io.guildhall.company.domain.Company;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Who stands where while the naive model walks through a batch. People are meant by their id, or by the [Who] of
/// somebody not registered.
final class NaiveState {
    /// Somebody; the id is null for somebody not registered.
    static final class Who {
        final Long id;

        Who(Long id) {
            this.id = id;
        }
    }

    record Placed(Hierarchy hierarchy, String role, Object parent, String company, boolean isDefault) {}

    /// Somebody who comes along as a parent.
    static final class Wanted {
        final Who who;
        final Hierarchy hierarchy;
        final String role;
        String company;
        final NaiveMention first;

        Wanted(Who who, Hierarchy hierarchy, String role, String company, NaiveMention first) {
            this.who = who;
            this.hierarchy = hierarchy;
            this.role = role;
            this.company = company;
            this.first = first;
        }
    }

    private final World before;
    private final Map<Object, Placed> places = new LinkedHashMap<>();
    final Map<Who, Wanted> alongTheWay = new LinkedHashMap<>();
    final Set<String> created = new HashSet<>();
    /// Parents who got a default child.
    final Set<Object> markedAnew = new HashSet<>();

    NaiveState(World before) {
        this.before = before;
        for (Membership link : before.links.values()) {
            String company = link.company() == null ? null : before.companyKey(link.company());
            places.put(
                    link.customer(),
                    new Placed(link.hierarchy(), link.role(), link.parent(), company, link.isDefault()));
        }
    }

    Object identity(Who who) {
        return who.id == null ? who : who.id;
    }

    Placed of(Who who) {
        return places.get(identity(who));
    }

    Placed stored(Who who) {
        return who.id == null || !before.links.containsKey(who.id) ? null : places.get(who.id);
    }

    boolean wasDefault(Who who, Object parent) {
        Membership link = who.id == null ? null : before.links.get(who.id);
        return link != null && link.isDefault() && parent.equals(link.parent());
    }

    void put(Who who, Placed place) {
        places.put(identity(who), place);
    }

    void move(Who who, Placed place) {
        put(who, place);
        if (place.isDefault()) {
            markedAnew.add(place.parent());
        }
    }

    void mark(Who who, Placed old, boolean marked, Who parent) {
        put(who, new Placed(old.hierarchy(), old.role(), old.parent(), old.company(), marked));
        if (marked && !old.isDefault() && parent != null) {
            markedAnew.add(identity(parent));
        }
    }

    boolean isMarkedAnew(Who parent) {
        return parent != null && markedAnew.contains(identity(parent));
    }

    long defaultsUnder(Object parent) {
        return places.values().stream()
                .filter(place -> parent.equals(place.parent()) && place.isDefault())
                .count();
    }

    boolean isClosed(String company) {
        Company stored = company == null ? null : before.companies.get(company);
        return stored != null && !stored.active();
    }

    /// 0 when somebody may stand under the parent.
    int unfit(Hierarchy hierarchy, String role, String company, Who parent) {
        Placed above = of(parent);
        if (above == null) {
            return 1625;
        }
        if (above.hierarchy() != hierarchy) {
            return 1626;
        }
        if (!isWithin(company, above.company())) {
            return 1622;
        }
        if (!NaiveRules.mayLead(hierarchy, above.role(), role)) {
            return 1617;
        }
        return 0;
    }

    boolean hasRoom(Hierarchy hierarchy, Who parent) {
        long children = places.values().stream()
                .filter(place -> identity(parent).equals(place.parent()))
                .count();
        return children < hierarchy.role(of(parent).role()).maxChild();
    }

    boolean isWithin(String lower, String upper) {
        if (lower == null || upper == null || lower.equals(upper)) {
            return true;
        }
        Company below = before.companies.get(lower);
        Company above = before.companies.get(upper);
        return below != null && above != null && below.path().contains(above.id());
    }

    String upper(String first, String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return isWithin(first, second) ? second : first;
    }

    boolean satisfiesOrder(Hierarchy hierarchy, String role, String company) {
        List<String> directlyAbove = NaiveRules.directlyAbove(hierarchy, role);
        if (!hierarchy.strict() || directlyAbove.isEmpty()) {
            return true;
        }
        return company != null
                && places.values().stream()
                        .filter(place -> place.hierarchy() == hierarchy && Objects.equals(place.company(), company))
                        .anyMatch(place -> NaiveRules.mayLead(hierarchy, place.role(), role));
    }

    Set<String> described(Function<Who, String> names) {
        Set<String> described = new TreeSet<>();
        places.forEach((identity, place) -> {
            String company = place.company() == null ? "" : " of " + place.company();
            String parent = place.parent() == null ? "" : " under " + name(place.parent(), names);
            described.add(
                    name(identity, names) + ": " + place.role() + company + parent + (place.isDefault() ? " *" : ""));
        });
        return described;
    }

    private String name(Object identity, Function<Who, String> names) {
        return identity instanceof Who who ? names.apply(who) : before.name((Long) identity);
    }
}
