package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS;
import static io.guildhall.error.ErrorCode.PEOPLE_JOINED;
import static io.guildhall.error.ErrorCode.PROFILE_JOINS;
import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.association.domain.Bridge.Newcomers;
import io.guildhall.association.domain.Naming.ProfileClaim;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who belongs together where the organisation wants it (`autoMerge`): an identifier means the same person in every
/// source (`spec/associate.md` §6 rows 2c and 2d, `decisions.md` 1 and 34).
///
/// Registered people, and groups of mentions that share an identifier in the same profile, are joined by whatever
/// mention leads from one to the other. All mentions are looked at together, so that their order is of no account: what
/// cannot be joined as a whole (two people in one profile, two memberships) is refused to every mention that would
/// join it, and the rest is looked at again without them.
final class Joining {
    private final Snapshot known;
    private final Map<PersonDraft, Naming> namings = new IdentityHashMap<>();
    private final List<Naming> inOrder = new ArrayList<>();
    /// Mentions by the identifiers that they share in the same profile.
    private Groups groups = new Groups();
    /// Registered people by id, and groups, by who is one person.
    private Groups persons = new Groups();
    private List<Bridge> bridges = List.of();
    private final Map<Naming, Bridge> bridgeOf = new HashMap<>();
    /// Where somebody not registered is named first.
    private final Map<Person, Object> firstHomes = new HashMap<>();
    private Map<Integer, SortedSet<Long>> registered = Map.of();

    Joining(List<Unit> units, Batch batch, Snapshot known) {
        this.known = known;
        for (Unit unit : units) {
            add(unit, unit.draft, batch);
            for (Unit child : unit.children) {
                add(child, child.draft, batch);
            }
            LinkWish.ParentWish parent = unit.parentWish();
            if (parent != null) {
                add(unit, parent.person(), batch);
            }
        }
        do {
            build();
        } while (refuseSomebody());
        bridges.forEach(bridge -> bridge.namings().forEach(naming -> bridgeOf.put(naming, bridge)));
    }

    private void add(Unit unit, PersonDraft draft, Batch batch) {
        Naming naming = new Naming(unit, draft, known, batch.options().updateExisting());
        namings.put(draft, naming);
        inOrder.add(naming);
    }

    private void build() {
        groups = new Groups();
        for (Naming naming : inOrder) {
            if (naming.counts && naming.isNewProfile()) {
                groups.unite(naming.claims());
            }
        }
        bridges = bridges();
        persons = new Groups();
        for (Bridge bridge : bridges) {
            if (!bridge.leadsToTwoInOneProfile()) {
                Set<Object> together = new HashSet<>(bridge.reach());
                together.add(bridge.home);
                persons.unite(together);
            }
        }
        registered = new HashMap<>();
        for (Naming naming : inOrder) {
            for (Long id : naming.all) {
                registered.computeIfAbsent(personOf(id), _ -> new TreeSet<>()).add(id);
            }
        }
    }

    private int personOf(Object home) {
        Integer person = persons.find(home);
        return person == null ? persons.unite(List.of(home)) : person;
    }

    private List<Bridge> bridges() {
        Map<MatchKey, Set<ProfileClaim>> claimed = new HashMap<>();
        for (Naming naming : inOrder) {
            if (naming.counts && naming.isNewProfile()) {
                naming.claims()
                        .forEach(claim -> claimed.computeIfAbsent(claim.key(), _ -> new HashSet<>())
                                .add(claim));
            }
        }
        Map<Object, Bridge> ofGroups = new LinkedHashMap<>();
        List<Bridge> all = new ArrayList<>();
        for (Naming naming : inOrder) {
            if (!naming.counts) {
                continue;
            }
            if (naming.isNewProfile()) {
                Newcomers home = newcomers(naming.claims().iterator().next());
                Bridge bridge = ofGroups.computeIfAbsent(home, Bridge::new);
                bridge.add(naming);
                leadsToRegistered(naming, bridge);
                leadsToNewcomers(naming, claimed, bridge);
            } else if (naming.all.size() > 1) {
                Bridge bridge = new Bridge(naming.own.iterator().next());
                leadsToRegistered(naming, bridge);
                all.add(bridge);
            }
        }
        ofGroups.values().stream().filter(Bridge::leadsAnywhere).forEach(all::add);
        return all;
    }

    private static void leadsToRegistered(Naming naming, Bridge bridge) {
        for (Match match : naming.matches) {
            bridge.lead(naming, match.profile(), match.customerId());
        }
    }

    private void leadsToNewcomers(Naming naming, Map<MatchKey, Set<ProfileClaim>> claimed, Bridge bridge) {
        for (ProfileClaim own : naming.claims()) {
            for (ProfileClaim claim : claimed.getOrDefault(own.key(), Set.of())) {
                Newcomers others = newcomers(claim);
                if (!others.equals(bridge.home)) {
                    bridge.lead(naming, claim.profile(), others);
                }
            }
        }
    }

    private Newcomers newcomers(ProfileClaim claim) {
        return new Newcomers(Objects.requireNonNull(groups.find(claim), "every claim that counts was added"));
    }

    /// Refuses what cannot be joined; true when that was anything. One reason after the other: what is impossible only
    /// together with something refused stands without it.
    private boolean refuseSomebody() {
        boolean refused = false;
        for (Bridge bridge : bridges) {
            if (bridge.leadsToTwoInOneProfile()) {
                bridge.culprits(Bridge::leadsToTwoInOneProfile)
                        .forEach(naming -> naming.refuse(Problem.of(CONFLICTING_CUSTOMERS, naming.draft.at())));
                refused = true;
            }
        }
        if (refused) {
            return true;
        }
        Map<Integer, List<Bridge>> byPerson = new LinkedHashMap<>();
        for (Bridge bridge : bridges) {
            byPerson.computeIfAbsent(personOf(bridge.home), _ -> new ArrayList<>(1))
                    .add(bridge);
        }
        for (Map.Entry<Integer, List<Bridge>> person : byPerson.entrySet()) {
            refused |= new JoiningRules(registeredOf(person.getKey()), known).refuse(person.getValue());
        }
        return refused;
    }

    private SortedSet<Long> registeredOf(int person) {
        return registered.getOrDefault(person, new TreeSet<>());
    }

    /// Tells, and warns of, what a mention joins.
    Joins remark(Naming naming, Person person) {
        if (!naming.counts) {
            return Joins.NOBODY;
        }
        boolean joins = naming.isNewProfile() && person.registered != null;
        Bridge bridge = bridgeOf.get(naming);
        if (bridge != null && bridge.isMerge() && !person.victims.isEmpty()) {
            String victims = person.victims.stream()
                    .map(victim -> Long.toString(victim.customer().id()))
                    .collect(Collectors.joining(", "));
            naming.unit.warnings.add(Problem.of(PEOPLE_JOINED, naming.draft.at(), victims));
        } else if (joins || isFurtherProfile(naming, person)) {
            naming.unit.warnings.add(Problem.of(PROFILE_JOINS, naming.draft.at()));
        }
        return joins ? Joins.PROFILES : naming.own.size() > 1 ? Joins.PEOPLE : Joins.NOBODY;
    }

    /// Whether somebody not registered is named before in another profile.
    private boolean isFurtherProfile(Naming naming, Person person) {
        if (person.registered != null) {
            return false;
        }
        Object home = newcomers(naming.claims().iterator().next());
        return !firstHomes.computeIfAbsent(person, _ -> home).equals(home);
    }

    /// See [Recognition#withdrawn]: units that came to nothing, of bridges that others still stand on. Those that make
    /// one of several people go first: what fails beside them may stand without them.
    List<Unit> withdrawn(Map<Integer, Person> persons) {
        List<Unit> merging = withdrawn(persons, Bridge::isMerge);
        return merging.isEmpty() ? withdrawn(persons, Bridge::leadsAnywhere) : merging;
    }

    private List<Unit> withdrawn(Map<Integer, Person> persons, Predicate<Bridge> fault) {
        List<Unit> withdrawn = new ArrayList<>();
        for (Bridge bridge : bridges) {
            Person person = persons.get(personOf(bridge.home));
            List<Unit> fallen = (fault.test(bridge) ? bridge.culprits(fault) : List.<Naming>of())
                    .stream()
                            .map(naming -> naming.unit)
                            .filter(unit -> !unit.isAlive())
                            .toList();
            boolean takesNobodyAlong = fallen.size() == bridge.namings().size() && !bridge.isMerge();
            if (person != null && !takesNobodyAlong && isAskedForBeside(person, fallen)) {
                withdrawn.addAll(fallen);
            }
        }
        return withdrawn;
    }

    private static boolean isAskedForBeside(Person person, List<Unit> fallen) {
        return !fallen.containsAll(person.units) || !fallen.containsAll(person.namedAsParentBy);
    }

    /// Refuses whatever joins anybody.
    List<Unit> giveUp() {
        List<Unit> all = bridges.stream()
                .flatMap(bridge -> bridge.namings().stream())
                .map(naming -> naming.unit)
                .distinct()
                .toList();
        all.stream().filter(Unit::isAlive).forEach(unit -> unit.fail(UNDONE_WITH_OTHERS, unit.at()));
        return all;
    }

    Naming naming(PersonDraft draft) {
        return Objects.requireNonNull(namings.get(draft), "every mention was added");
    }

    /// Whom a mention means: the person's number here; null when that cannot be told.
    @Nullable
    Integer person(Naming naming) {
        if (!naming.own.isEmpty()) {
            Set<Integer> meant = new HashSet<>();
            naming.own.forEach(id -> meant.add(personOf(id)));
            return meant.size() == 1 && naming.refusal == null
                    ? meant.iterator().next()
                    : null;
        }
        if (naming.refusal != null || naming.draft.claims().isEmpty()) {
            return null;
        }
        if (naming.counts) {
            return personOf(newcomers(naming.claims().iterator().next()));
        }
        Set<Integer> meant = new HashSet<>();
        naming.all.forEach(id -> meant.add(personOf(id)));
        return meant.isEmpty()
                ? Integer.valueOf(unheard(naming))
                : meant.size() == 1 ? meant.iterator().next() : null;
    }

    /// Somebody not registered whom a refused mention means: whoever else claims one of the identifiers, if anybody.
    private int unheard(Naming naming) {
        for (ProfileClaim claim : naming.claims()) {
            Integer group = groups.find(claim);
            if (group != null) {
                return personOf(new Newcomers(group));
            }
        }
        return personOf(new Newcomers(groups.unite(naming.claims())));
    }

    /// The registered people who are, or become, this person: the oldest survives.
    SortedSet<Long> registered(int person) {
        return registeredOf(person);
    }
}
