package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS;
import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS_ACROSS_SOURCES;
import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;
import static io.guildhall.error.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.guildhall.error.ErrorCode.IDENTIFIERS_OF_ANOTHER;
import static io.guildhall.error.ErrorCode.PARENT_NOT_MAPPED;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.association.domain.Naming.ProfileClaim;
import io.guildhall.association.domain.Person.Victim;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.PersonDraft.Claim;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Masked;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is who: every mention of a person in a batch is matched with the people there are, and mentions of the same
/// person become one (`spec/associate.md` §6 rows 1 to 3 and 21, `decisions.md` 6, 7 and 15).
///
/// People are matched by identifiers alone, within the batch as against the database. Two mentions of nobody
/// registered are one person when they share an identifier in the same profile, directly or through a third mention.
/// Where the organisation wants it an identifier means the same person in every source, which [Joining] finds out.
final class Recognition {
    private final Batch batch;
    private final Snapshot known;
    private final @Nullable Joining joining;
    private final List<Person> people = new ArrayList<>();
    private final Map<Long, Person> registered = new HashMap<>();
    private final Groups newcomers = new Groups();
    private final Map<Integer, Person> persons = new HashMap<>();

    private Recognition(List<Unit> units, Batch batch, Snapshot known) {
        this.batch = batch;
        this.known = known;
        boolean joins = known.setup().settings().autoMerge() && batch.operation() == Operation.ASSOCIATE;
        this.joining = joins ? new Joining(units, batch, known) : null;
    }

    /// Gives every unit its person and its parent, or the reason why they cannot be told.
    static Recognition of(List<Unit> units, Batch batch, Snapshot known) {
        Recognition recognition = new Recognition(units, batch, known);
        for (Unit unit : units) {
            recognition.consider(unit);
            unit.children.forEach(recognition::consider);
        }
        for (Unit unit : units) {
            recognition.settle(unit);
            unit.children.forEach(recognition::settle);
        }
        recognition.people.forEach(person -> person.units.sort(null));
        return recognition;
    }

    List<Person> people() {
        return people;
    }

    /// Units whose mentions have joined people, of whom others still ask for somebody, although they came to nothing:
    /// the others have to be looked at again without them.
    ///
    /// @param patient otherwise nobody is joined any more as soon as anything has to be looked at again
    List<Unit> withdrawn(boolean patient) {
        List<Unit> withdrawn = joining == null ? List.of() : joining.withdrawn(persons);
        return joining == null || patient || withdrawn.isEmpty() ? withdrawn : joining.giveUp();
    }

    /// First round: unregistered mentions are brought together before anybody gets a number.
    private void consider(Unit unit) {
        consider(unit.draft);
        ParentWish parent = unit.parentWish();
        if (parent != null) {
            consider(parent.person());
        }
    }

    private void consider(PersonDraft draft) {
        if (joining == null && whoIs(draft).isEmpty()) {
            newcomers.unite(keys(draft));
        }
    }

    private static Set<Object> keys(PersonDraft draft) {
        return draft.claims().stream()
                .map(claim -> (Object) new ProfileClaim(claim.key(), claim.profile()))
                .collect(Collectors.toSet());
    }

    private void settle(Unit unit) {
        Person person = person(unit.draft);
        if (person == null) {
            unit.unrecognised = unrecognised(unit.draft, true);
        } else {
            unit.person = person;
            person.units.add(unit);
            unit.joining = remark(unit, unit.draft, person);
        }
        unit.conflicting = conflicting(unit.draft, person);
        ParentWish wish = unit.parentWish();
        if (wish == null || !unit.isAlive()) {
            return;
        }
        Person parent = person(wish.person());
        if (parent == null) {
            unit.parentUnrecognised = unrecognised(wish.person(), false);
        } else {
            unit.parent = parent;
            parent.namedAsParentBy.add(unit);
            unit.parentJoining = remark(unit, wish.person(), parent);
            if (parent.isDeleted()) {
                unit.parentUnrecognised =
                        Problem.of(CUSTOMER_DELETED, wish.person().at());
            }
        }
    }

    /// Warns of what finding the person comes to.
    private Joins remark(Unit unit, PersonDraft draft, Person person) {
        if (!unit.isAlive() || person.isDeleted()) {
            return Joins.NOBODY;
        }
        foundBy(draft).stream()
                .filter(match -> match.mergedFrom() != null)
                .findFirst()
                .ifPresent(match -> unit.warnings.add(Problem.of(
                        CUSTOMER_MERGED,
                        draft.at(),
                        Long.toString(Objects.requireNonNull(match.mergedFrom())),
                        Long.toString(match.customerId()))));
        return joining == null ? Joins.NOBODY : joining.remark(joining.naming(draft), person);
    }

    private List<Match> foundBy(PersonDraft draft) {
        List<Match> own = draft.claims().stream()
                .flatMap(claim -> matches(claim).stream())
                .toList();
        return joining == null || !own.isEmpty() ? own : joining.naming(draft).matches;
    }

    /// Whom the mention means; null when that cannot be told. Mentions that are refused mean somebody too, as long as
    /// there is a valid identifier: whoever leans on that person has to know (`decisions.md` 15).
    private @Nullable Person person(PersonDraft draft) {
        if (joining != null) {
            Integer number = joining.person(joining.naming(draft));
            return number == null ? null : persons.computeIfAbsent(number, _ -> joined(joining.registered(number)));
        }
        Set<Long> ids = whoIs(draft);
        if (ids.size() == 1 && !leadsToAnother(draft)) {
            return registered(ids.iterator().next());
        }
        if (!ids.isEmpty()
                || batch.operation() == Operation.UPDATE
                || draft.claims().isEmpty()) {
            return null;
        }
        int group = Objects.requireNonNull(
                newcomers.find(keys(draft).iterator().next()), "every unregistered mention was added");
        return persons.computeIfAbsent(group, _ -> addPerson(null, List.of()));
    }

    /// Whether a mention of somebody has an identifier that only somebody else has, in another source: no third person
    /// can be made of that (`decisions.md` 34).
    private boolean leadsToAnother(PersonDraft draft) {
        Set<Long> own = whoIs(draft);
        return batch.operation() == Operation.ASSOCIATE
                && draft.claims().stream()
                        .filter(claim -> matches(claim).isEmpty())
                        .flatMap(claim -> known.matches(claim.key()).stream())
                        .anyMatch(match -> !own.contains(match.customerId()));
    }

    private Problem unrecognised(PersonDraft draft, boolean asked) {
        Problem refusal = joining == null ? null : joining.naming(draft).refusal;
        if (refusal != null) {
            return refusal;
        }
        Set<Long> ids = whoIs(draft);
        if (ids.size() > 1 || batch.operation() == Operation.ASSOCIATE) {
            return Problem.of(severalPeople(ids, draft), draft.at());
        }
        return asked
                ? Problem.of(CUSTOMER_NOT_FOUND, draft.at())
                : Problem.of(PARENT_NOT_MAPPED, draft.at(), shown(draft));
    }

    /// A person in a message: the first identifier, masked.
    static String shown(PersonDraft draft) {
        return draft.claims().isEmpty()
                ? ""
                : Masked.value(draft.claims().getFirst().draft().identifier().value());
    }

    private ErrorCode severalPeople(Set<Long> ids, PersonDraft draft) {
        if (batch.operation() == Operation.ASSOCIATE) {
            return CONFLICTING_CUSTOMERS;
        }
        long sources = draft.claims().stream()
                .flatMap(claim -> matches(claim).stream())
                .filter(match -> ids.contains(match.customerId()))
                .map(match -> match.profile().source())
                .distinct()
                .count();
        return sources > 1 ? CONFLICTING_CUSTOMERS_ACROSS_SOURCES : IDENTIFIERS_OF_ANOTHER;
    }

    private Person registered(long id) {
        Person person = registered.get(id);
        if (person == null) {
            person = addPerson(customer(id), List.of());
            registered.put(id, person);
        }
        return person;
    }

    private Customer customer(long id) {
        return Objects.requireNonNull(known.customer(id), "a matched customer is loaded");
    }

    /// The people who become one: the oldest survives.
    private Person joined(SortedSet<Long> ids) {
        List<Customer> all = ids.stream().map(this::customer).toList();
        return all.isEmpty() ? addPerson(null, List.of()) : addPerson(all.getFirst(), all.subList(1, all.size()));
    }

    private Person addPerson(@Nullable Customer customer, List<Customer> others) {
        CurrentLink link = customer == null ? null : known.link(customer.id());
        List<Victim> victims = new ArrayList<>(0);
        for (Customer other : others) {
            CurrentLink ofOther = known.link(other.id());
            victims.add(new Victim(other, place(ofOther)));
            link = customer == null || ofOther == null ? link : ofOther.heldBy(customer.id());
        }
        Person person = new Person(people.size(), customer, victims, link);
        people.add(person);
        return person;
    }

    private @Nullable HeldPlace place(@Nullable CurrentLink link) {
        return link == null
                ? null
                : new HeldPlace(Objects.requireNonNull(known.hierarchy(link.hierarchyId()), "hierarchies stay"), link);
    }

    /// The registered people whom a mention's identifiers belong to, in the profiles it names.
    private Set<Long> whoIs(PersonDraft draft) {
        Long addressed = draft.addressed();
        if (addressed != null) {
            return known.customer(addressed) == null ? Set.of() : Set.of(addressed);
        }
        Set<Long> ids = new TreeSet<>();
        for (Claim claim : draft.claims()) {
            for (Match match : matches(claim)) {
                ids.add(match.customerId());
            }
        }
        return ids;
    }

    private List<Match> matches(Claim claim) {
        List<Match> all = known.matches(claim.key());
        if (all.isEmpty() || batch.options().acrossSources() || claim.profile().equals(ProfileKey.ANY)) {
            return all;
        }
        return all.stream()
                .filter(match -> match.profile().equals(claim.profile()))
                .toList();
    }

    /// Profiles that share an identifier with the mention but are not the person's own: others in other sources, or
    /// all of them when the mention cannot be told apart (`decisions.md` 1).
    private List<Match> conflicting(PersonDraft draft, @Nullable Person person) {
        Map<Object, Match> others = new LinkedHashMap<>();
        for (Claim claim : draft.claims()) {
            for (Match match : known.matches(claim.key())) {
                if (person == null || !person.isCustomer(match.customerId())) {
                    others.putIfAbsent(List.of(match.customerId(), match.profile()), match);
                }
            }
        }
        return List.copyOf(others.values());
    }
}
