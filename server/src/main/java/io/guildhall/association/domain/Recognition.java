package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS;
import static io.guildhall.error.ErrorCode.CONFLICTING_CUSTOMERS_ACROSS_SOURCES;
import static io.guildhall.error.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.guildhall.error.ErrorCode.IDENTIFIERS_OF_ANOTHER;
import static io.guildhall.error.ErrorCode.PARENT_NOT_MAPPED;

import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
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
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is who: every mention of a person in a batch is matched with the people there are, and mentions of the same
/// person become one (`spec/associate.md` §6 rows 1 to 3 and 21, `decisions.md` 6, 7 and 15).
///
/// People are matched by identifiers alone, within the batch as against the database. Two mentions of nobody
/// registered are one person when they share an identifier in the same profile, directly or through a third mention.
final class Recognition {
    private final Batch batch;
    private final Snapshot known;
    private final List<Person> people = new ArrayList<>();
    private final Map<Long, Person> registered = new HashMap<>();
    private final Newcomers newcomers = new Newcomers();

    private Recognition(Batch batch, Snapshot known) {
        this.batch = batch;
        this.known = known;
    }

    /// Gives every unit its person and its parent, or the reason why they cannot be told.
    static List<Person> of(List<Unit> units, Batch batch, Snapshot known) {
        Recognition recognition = new Recognition(batch, known);
        for (Unit unit : units) {
            recognition.consider(unit);
            unit.children.forEach(recognition::consider);
        }
        for (Unit unit : units) {
            recognition.settle(unit);
            unit.children.forEach(recognition::settle);
        }
        recognition.people.forEach(person -> person.units.sort(null));
        return recognition.people;
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
        if (whoIs(draft).isEmpty()) {
            newcomers.add(draft);
        }
    }

    private void settle(Unit unit) {
        Person person = person(unit.draft);
        if (person == null) {
            unit.unrecognised = unrecognised(unit.draft, true);
        } else {
            unit.person = person;
            person.units.add(unit);
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
        }
    }

    /// Whom the mention means; null when that cannot be told. Mentions that are refused mean somebody too, as long as
    /// there is a valid identifier: whoever leans on that person has to know (`decisions.md` 15).
    private @Nullable Person person(PersonDraft draft) {
        Set<Long> ids = whoIs(draft);
        if (ids.size() == 1) {
            return registered(ids.iterator().next());
        }
        if (ids.size() > 1
                || batch.operation() == Operation.UPDATE
                || draft.claims().isEmpty()) {
            return null;
        }
        return newcomers.person(draft, () -> addPerson(null));
    }

    private Problem unrecognised(PersonDraft draft, boolean asked) {
        Set<Long> ids = whoIs(draft);
        if (ids.size() > 1) {
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
            person = addPerson(Objects.requireNonNull(known.customer(id), "a matched customer is loaded"));
            registered.put(id, person);
        }
        return person;
    }

    private Person addPerson(@Nullable Customer customer) {
        CurrentLink link = customer == null ? null : known.link(customer.id());
        Person person = new Person(people.size(), customer, link);
        people.add(person);
        return person;
    }

    /// The registered people whom a mention's identifiers belong to, in the profiles it names.
    private Set<Long> whoIs(PersonDraft draft) {
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
                boolean own =
                        person != null && person.registered != null && person.registered.id() == match.customerId();
                if (!own) {
                    others.putIfAbsent(List.of(match.customerId(), match.profile()), match);
                }
            }
        }
        return List.copyOf(others.values());
    }

    /// Mentions of people who are not registered, brought together by the identifiers they share.
    private static final class Newcomers {
        private final Map<Object, Integer> groupOf = new HashMap<>();
        private final List<Integer> merged = new ArrayList<>();
        private final Map<Integer, Person> persons = new HashMap<>();

        void add(PersonDraft draft) {
            int group = merged.size();
            merged.add(group);
            for (Object key : keys(draft)) {
                Integer other = groupOf.putIfAbsent(key, group);
                if (other != null) {
                    merged.set(root(other), root(group));
                }
            }
        }

        Person person(PersonDraft draft, Supplier<Person> fresh) {
            Object anyKey = keys(draft).iterator().next();
            int group = root(Objects.requireNonNull(groupOf.get(anyKey), "every unregistered mention was added"));
            return persons.computeIfAbsent(group, _ -> fresh.get());
        }

        private int root(int group) {
            int root = group;
            while (merged.get(root) != root) {
                merged.set(root, merged.get(merged.get(root))); // halve the path, so that long chains stay cheap
                root = merged.get(root);
            }
            return root;
        }

        private static Set<Object> keys(PersonDraft draft) {
            return draft.claims().stream()
                    .map(claim -> (Object) new ProfileClaim(claim.key(), claim.profile()))
                    .collect(Collectors.toSet());
        }

        private record ProfileClaim(MatchKey key, ProfileKey profile) {}
    }
}
