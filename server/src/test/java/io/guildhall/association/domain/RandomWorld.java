package io.guildhall.association.domain;

import static io.guildhall.association.domain.Fleet.NORFLEET;
import static io.guildhall.association.domain.Fleet.QSC_ORG;
import static io.guildhall.association.domain.Fleet.TINY;
import static io.guildhall.association.domain.Fleet.TWINTOP;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/// A world and batches about it, all drawn from one seed.
///
/// Everybody, stored or not, has one place that a calm batch asks for, so that mentions of the same person go together;
/// a wild batch asks for others, too. Both hold items that fail.
final class RandomWorld {
    private static final List<String> HQ_LINE = List.of("HQ", "SUB", "SUBSUB");

    final World stored = new World();
    private final SplittableRandom random;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final boolean wild;
    private final boolean joining;

    /// Where somebody belongs.
    private record Place(Hierarchy hierarchy, String role, String company, String parent) {}

    RandomWorld(long seed, boolean wild) {
        this(seed, wild, false);
    }

    /// @param joining people are known in several sources, and an identifier means the same person in all of them
    RandomWorld(long seed, boolean wild, boolean joining) {
        this.random = new SplittableRandom(seed);
        this.wild = wild;
        this.joining = joining;
        if (joining) {
            stored.joiningPeople();
        }
        stored.company("HQ", NORFLEET)
                .company("SUB", NORFLEET, "HQ")
                .company("SUBSUB", NORFLEET, "SUB")
                .company("OTHER", NORFLEET)
                .company("QSC", QSC_ORG)
                .company("CO", TINY)
                .company("TWIN", TWINTOP);
        int people = 4 + random.nextInt(14);
        for (int i = 0; i < people; i++) {
            settle("p" + i, true);
        }
        int strangers = 2 + random.nextInt(10);
        for (int i = 0; i < strangers; i++) {
            settle("n" + i, false);
        }
        if (chance(20)) {
            stored.close(pick(List.of("HQ", "OTHER", "QSC")));
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void settle(String name, boolean isStored) {
        Hierarchy hierarchy = pick(List.of(NORFLEET, NORFLEET, NORFLEET, QSC_ORG, TINY, TWINTOP));
        String role = pick(hierarchy.roleCodes());
        List<String> above = places.entrySet().stream()
                .filter(other -> other.getValue().hierarchy == hierarchy
                        && isAbove(hierarchy, other.getValue().role, role)
                        && (!isStored || isLinked(other.getKey()))
                        && hasRoom(other.getKey(), isStored))
                .map(Map.Entry::getKey)
                .toList();
        String parent = above.isEmpty() || chance(15) ? null : pick(above);
        String company = parent == null ? anyCompany(hierarchy, isStored) : below(places.get(parent).company);
        places.put(name, new Place(hierarchy, role, company, parent));
        if (!isStored) {
            unknown.add(name);
            return;
        }
        known.add(name);
        String inSource = joining && chance(30) ? name + "@WEBSITE" : name;
        if (chance(joining ? 50 : 75)) {
            stored.linked(inSource, hierarchy, role, company, parent);
            if (parent != null && chance(20) && !hasDefault(parent)) {
                stored.defaultChild(name);
            }
        } else {
            stored.people(inSource);
        }
    }

    /// One more whom batches may name and nobody knows yet.
    void newcomer() {
        settle("n" + unknown.size(), false);
    }

    private boolean isLinked(String name) {
        return known.contains(name) && stored.links.containsKey(stored.id(name));
    }

    private boolean hasRoom(String parent, boolean isStored) {
        Place place = places.get(parent);
        Role role = place.hierarchy.role(place.role);
        long children = places.values().stream()
                .filter(other -> parent.equals(other.parent))
                .count();
        return !isStored || children < role.maxChild();
    }

    private boolean hasDefault(String parent) {
        return stored.links.values().stream().anyMatch(link -> link.isDefault() && link.parent() == stored.id(parent));
    }

    private static boolean isAbove(Hierarchy hierarchy, String upper, String lower) {
        for (String next = hierarchy.role(upper).childRoleCode();
                next != null;
                next = hierarchy.role(next).childRoleCode()) {
            if (next.equals(lower)) {
                return true;
            }
            if (!hierarchy.skipRoleAllowed()) {
                return false;
            }
        }
        return false;
    }

    private String anyCompany(Hierarchy hierarchy, boolean isStored) {
        if (chance(20)) {
            return null;
        }
        if (!isStored && chance(30)) {
            return "NEW-" + hierarchy.code() + random.nextInt(2);
        }
        return switch (hierarchy.code()) {
            case "NORFLEET" -> pick(List.of("HQ", "HQ", "SUB", "SUBSUB", "OTHER"));
            case "QSC_ORG" -> "QSC";
            case "TINY" -> "CO";
            default -> "TWIN";
        };
    }

    private String below(String company) {
        int level = company == null ? -1 : HQ_LINE.indexOf(company);
        return level < 0 ? company : HQ_LINE.get(level + random.nextInt(HQ_LINE.size() - level));
    }

    Batch batch(Operation operation, Atomicity atomicity) {
        return batch(operation, atomicity, 10);
    }

    Batch batch(Operation operation, Atomicity atomicity, int most) {
        int size = 1 + random.nextInt(most);
        List<ItemBuilder> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(item(operation));
        }
        return new Batch(operation, Batch.Options.of(atomicity), ItemBuilder.items(items));
    }

    /// The same items in another order, with their pointers as the new order has them.
    record Orders(Batch first, Batch second) {}

    Orders inTwoOrders(Operation operation, Atomicity atomicity, long shuffle) {
        int size = 2 + random.nextInt(9);
        List<ItemBuilder> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(item(operation));
        }
        Batch first = new Batch(operation, Batch.Options.of(atomicity), ItemBuilder.items(items));
        Collections.shuffle(items, new Random(shuffle));
        return new Orders(first, new Batch(operation, Batch.Options.of(atomicity), ItemBuilder.items(items)));
    }

    private String somebody(Operation operation) {
        boolean fresh = operation == Operation.ASSOCIATE ? chance(60) : chance(10);
        return pick(fresh ? unknown : known);
    }

    private ItemBuilder item(Operation operation) {
        String name = somebody(operation);
        Place place = places.get(name);
        ItemBuilder item = ItemBuilder.item(written(name));
        if (chance(8)) {
            return item;
        }
        boolean astray = wild && chance(15);
        item.in(chance(4) ? pick(List.of("NONE", "SHUT", "")) : place.hierarchy.code());
        item.as(chance(4) ? "NO_ROLE" : astray ? pick(place.hierarchy.roleCodes()) : place.role);
        company(item, place);
        String parent = wild && chance(15) ? somebody(operation) : place.parent;
        if (parent != null && chance(60)) {
            String role = places.get(parent).role;
            boolean isDerived = place.hierarchy.rolesDirectlyAbove(place.role).equals(List.of(role));
            if (wild ? chance(20) : !isDerived) {
                item.under(written(parent), role);
            } else {
                item.under(written(parent));
            }
        }
        if (chance(45)) {
            children(item, name, place, operation);
        }
        return item;
    }

    /// A name, now and then with a further identifier or refused by the parser.
    private String written(String name) {
        String text = name.startsWith("n") && chance(15) ? name + "+" + name + "x" : name;
        if (joining && chance(30)) {
            String both = chance(30) ? text + "+" + pick(chance(70) ? known : unknown) : text;
            return both + "@" + pick(List.of("INSTORE", "WEBSITE", "LINE"));
        }
        return wild && chance(3) ? text + "+" + pick(known) : chance(4) ? "!" + text : text;
    }

    private void company(ItemBuilder item, Place place) {
        String company = wild && chance(10) ? pick(List.of("HQ", "OTHER", "SUB", "CO", "NONE", "")) : place.company;
        if (company == null || chance(35)) {
            return;
        }
        if (company.startsWith("NEW") && chance(70)) {
            item.creating(company, place.hierarchy.code());
        } else {
            item.of(company);
        }
    }

    private void children(ItemBuilder item, String name, Place place, Operation operation) {
        List<String> own = places.entrySet().stream()
                .filter(other -> name.equals(other.getValue().parent))
                .map(Map.Entry::getKey)
                .toList();
        String role = own.isEmpty() ? null : places.get(pick(own)).role;
        List<String> listed = new ArrayList<>(own.stream()
                .filter(child -> places.get(child).role.equals(role) && chance(70))
                .toList());
        if (wild && chance(30)) {
            listed.add(somebody(operation));
        }
        if (role != null && !role.equals(place.hierarchy.role(place.role).childRoleCode())) {
            item.childrenAs(role);
        }
        for (String child : listed) {
            if (wild && chance(25)) {
                item.withDefault(written(child), chance(60));
            } else {
                item.with(written(child));
            }
        }
    }
}
