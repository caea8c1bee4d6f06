package io.guildhall.association.domain;

import io.guildhall.association.domain.Plan.FreshCompany;
import io.guildhall.association.domain.Plan.LinkChange;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Snapshot.Occupied;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardNumbers;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.company.domain.Company;
import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What is stored, kept in memory: people, companies and links, the snapshot a planner would be given, and what a plan
/// makes of it. People are called by their first identifier.
final class World {
    static final long CALLER = 7;
    static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");

    final List<Hierarchy> hierarchies = new ArrayList<>(Fleet.ALL);
    final Map<String, Company> companies = new LinkedHashMap<>();
    final Map<Long, Customer> customers = new LinkedHashMap<>();
    /// Open memberships by customer.
    final Map<Long, Membership> links = new LinkedHashMap<>();
    OrganisationSetup setup = Setup.PLAIN;
    /// Cards by number; held and free ones.
    final Map<String, Card> cards = new LinkedHashMap<>();
    /// Programmes by customer.
    final Map<Long, Set<Long>> enrolled = new LinkedHashMap<>();
    private long lastId = 100;

    /// @param parent the parent's customer id
    record Membership(
            long id, long customer, Hierarchy hierarchy, String role, Long parent, Long company, boolean isDefault) {
        Membership of(long other) {
            return new Membership(id, other, hierarchy, role, parent, company, isDefault);
        }

        Membership under(long other) {
            return new Membership(id, customer, hierarchy, role, other, company, isDefault);
        }
    }

    World copy() {
        World copy = new World();
        copy.hierarchies.clear();
        copy.hierarchies.addAll(hierarchies);
        copy.companies.putAll(companies);
        copy.customers.putAll(customers);
        copy.links.putAll(links);
        copy.setup = setup;
        copy.cards.putAll(cards);
        enrolled.forEach((customer, programs) -> copy.enrolled.put(customer, new HashSet<>(programs)));
        copy.lastId = lastId;
        return copy;
    }

    World joiningPeople() {
        return set(Setup.joining(setup));
    }

    World set(OrganisationSetup other) {
        setup = other;
        return this;
    }

    /// A card of the series; free where nobody is named.
    World card(CardSeries series, String number, String holder) {
        Long customer = holder == null ? null : Long.valueOf(id(holder));
        Card card = Setup.card(++lastId, series, number, customer);
        cards.put(number, card);
        return this;
    }

    World enrolledIn(String name, Program program) {
        enrolled.computeIfAbsent(id(name), _ -> new HashSet<>()).add(program.id());
        return this;
    }

    World with(Hierarchy hierarchy) {
        hierarchies.add(hierarchy);
        return this;
    }

    World company(String key, Hierarchy hierarchy) {
        return company(key, hierarchy, null);
    }

    World company(String key, Hierarchy hierarchy, String above) {
        long id = ++lastId;
        Company parent = above == null ? null : companies.get(above);
        List<Long> path = new ArrayList<>(parent == null ? List.of() : parent.path());
        path.add(id);
        Long parentId = parent == null ? null : parent.id();
        companies.put(key, new Company(id, key, "Name of " + key, hierarchy.id(), parentId, path, Fields.NONE, true));
        return this;
    }

    World close(String key) {
        companies.computeIfPresent(key, (_, company) -> company.inactive());
        return this;
    }

    World people(String... names) {
        for (String name : names) {
            Profile profile = new Profile(
                    Mention.profileKey(name),
                    name.split("[+@]")[0],
                    null,
                    Mention.identifiers(name),
                    List.of(),
                    Fields.NONE,
                    new Attribution(Instant.EPOCH, CALLER, CALLER, Instant.EPOCH),
                    null);
            store(new Customer(
                    Customer.UNREGISTERED,
                    true,
                    CustomerStatus.ACTIVE,
                    null,
                    Fields.NONE,
                    List.of(profile),
                    List.of()));
        }
        return this;
    }

    World linked(String name, Hierarchy hierarchy, String role, String company) {
        return linked(name, hierarchy, role, company, null);
    }

    World linked(String name, Hierarchy hierarchy, String role, String company, String parent) {
        people(name);
        long customer = lastId;
        Long above = parent == null ? null : id(parent);
        Long companyId = company == null ? null : companies.get(company).id();
        links.put(customer, new Membership(++lastId, customer, hierarchy, role, above, companyId, false));
        return this;
    }

    World defaultChild(String name) {
        links.computeIfPresent(
                id(name),
                (_, old) ->
                        new Membership(old.id, old.customer, old.hierarchy, old.role, old.parent, old.company, true));
        return this;
    }

    private long store(Customer customer) {
        long id = ++lastId;
        customers.put(id, customer.withId(id));
        return id;
    }

    long id(String name) {
        String first = Mention.identifiers(name).getFirst().value();
        return customers.values().stream()
                .filter(customer -> customer.allIdentifiers().stream()
                        .map(Identifier::value)
                        .anyMatch(first::equals))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Plan post(ItemBuilder... items) {
        return plan(Operation.ASSOCIATE, Atomicity.ITEM, items);
    }

    Plan put(ItemBuilder... items) {
        return plan(Operation.UPDATE, Atomicity.ITEM, items);
    }

    Plan plan(Operation operation, Atomicity atomicity, ItemBuilder... items) {
        return plan(new Batch(operation, Batch.Options.of(atomicity), ItemBuilder.items(Arrays.asList(items))));
    }

    Plan plan(Batch batch) {
        return Planner.plan(batch, snapshot(), CALLER, NOW);
    }

    Snapshot snapshot() {
        Map<MatchKey, List<Match>> matches = new HashMap<>();
        for (Customer customer : customers.values()) {
            for (Profile profile : customer.profiles()) {
                for (Identifier identifier : profile.identifiers()) {
                    matches.computeIfAbsent(MatchKey.of(identifier), _ -> new ArrayList<>())
                            .add(new Match(customer.id(), profile.key(), identifier, profile.mergedFrom()));
                }
            }
        }
        Set<Occupied> occupied = new HashSet<>();
        links.values().stream()
                .filter(link -> link.company != null)
                .forEach(link -> occupied.add(new Occupied(link.company, link.role)));
        List<CurrentLink> current = links.values().stream().map(this::current).toList();
        cards.values().stream().filter(card -> card.customerId() != null).forEach(card -> {
            Identifier identifier = new Identifier(IdentifierType.CARD_NUMBER, card.number());
            matches.put(MatchKey.of(identifier), List.of(new Match(card.customerId(), ProfileKey.ANY, identifier)));
        });
        Map<Long, Customer> holders = new HashMap<>();
        customers.forEach((id, customer) -> holders.put(id, customer.withCards(held(id))));
        return new Snapshot(
                setup,
                hierarchies,
                matches,
                holders,
                current,
                companies.values(),
                occupied,
                new Snapshot.Holdings(cardSnapshot(), enrolled));
    }

    private List<HeldCard> held(long customer) {
        return cards.values().stream()
                .filter(card -> card.customerId() != null && card.customerId() == customer)
                .map(card -> card.shownIn(setup))
                .toList();
    }

    private CardSnapshot cardSnapshot() {
        Map<Long, Long> remaining = new HashMap<>();
        setup.cardSeries().forEach(series -> remaining.put(series.id(), remaining(series)));
        Map<Long, List<HeldCard>> held = new HashMap<>();
        customers.keySet().forEach(id -> held.put(id, held(id)));
        return CardSnapshot.of(cards.values(), remaining).withHeld(held);
    }

    /// How many numbers can still be drawn.
    long remaining(CardSeries series) {
        NumberFormat format = series.generation();
        return format == null
                ? 0
                : CardNumbers.capacity(format)
                        - CardNumbers.firstCounter(format)
                        - cards.values().stream()
                                .filter(card -> card.seriesId() == series.id())
                                .count();
    }

    private CurrentLink current(Membership link) {
        List<Membership> children = links.values().stream()
                .filter(other -> other.parent != null && other.parent == link.customer)
                .toList();
        Long parent = link.parent == null ? null : links.get(link.parent).id;
        return new CurrentLink(
                link.id,
                link.customer,
                link.hierarchy.id(),
                children.size(),
                link.role,
                parent,
                link.parent,
                link.company,
                link.isDefault,
                children.stream()
                        .filter(Membership::isDefault)
                        .map(Membership::customer)
                        .findFirst()
                        .orElse(null),
                Instant.EPOCH);
    }

    /// This world once the plan is carried out.
    World after(Plan plan) {
        World after = copy();
        for (FreshCompany fresh : plan.companies()) {
            after.company(fresh.externalId(), fresh.hierarchy());
        }
        long[] ids = new long[plan.people().size()];
        for (int number = 0; number < ids.length; number++) {
            switch (plan.people().get(number)) {
                case PlannedPerson.Fresh(var customer) -> ids[number] = after.store(customer);
                case PlannedPerson.Registered registered -> {
                    ids[number] = registered.before().id();
                    after.customers.put(ids[number], registered.after());
                }
                case PlannedPerson.Nobody() -> ids[number] = 0;
            }
        }
        plan.merges().forEach(merge -> after.carryOut(merge, ids));
        plan.links().forEach(change -> after.carryOut(change, ids));
        return after;
    }

    private void carryOut(Plan.Merge merge, long[] ids) {
        long victim = merge.victim().id();
        long survivor = ids[merge.survivor()];
        customers.remove(victim);
        Membership moved = links.remove(victim);
        if (moved != null) {
            links.put(survivor, moved.of(survivor));
        }
        links.replaceAll((_, link) -> link.parent != null && link.parent == victim ? link.under(survivor) : link);
    }

    private void carryOut(LinkChange change, long[] ids) {
        long customer = ids[change.person()];
        Long parent = change.parent() == null ? null : Long.valueOf(ids[change.parent()]);
        Membership old = links.get(customer);
        switch (change) {
            case LinkChange.Start start -> {
                Long company = start.company() == null
                        ? null
                        : Long.valueOf(
                                companies.get(start.company().externalId()).id());
                links.put(
                        customer,
                        new Membership(
                                ++lastId,
                                customer,
                                start.hierarchy(),
                                start.roleCode(),
                                parent,
                                company,
                                start.defaultChild()));
            }
            case LinkChange.Move move ->
                links.put(
                        customer,
                        new Membership(
                                old.id,
                                customer,
                                old.hierarchy,
                                old.role,
                                move.changesParent() ? parent : old.parent,
                                old.company,
                                move.defaultChild()));
        }
    }

    /// Everybody's place, such as `ana: DRIVER of HQ under idris` or `idris: DEPOT_MGR`.
    Set<String> places() {
        Set<String> places = new TreeSet<>();
        for (Membership link : links.values()) {
            String company = link.company == null ? "" : " of " + companyKey(link.company);
            String parent = link.parent == null ? "" : " under " + name(link.parent);
            places.add(name(link.customer) + ": " + link.role + company + parent + (link.isDefault ? " *" : ""));
        }
        return places;
    }

    String companyKey(long id) {
        return companies.values().stream()
                .filter(company -> company.id() == id)
                .findFirst()
                .orElseThrow()
                .externalId();
    }

    /// Whoever somebody is, whatever the id: the least of the person's identifiers with its source.
    String name(long customer) {
        Set<String> names = new TreeSet<>();
        for (Profile profile : customers.get(customer).profiles()) {
            String source = profile.key().source().equals("INSTORE")
                    ? ""
                    : "@" + profile.key().source();
            profile.identifiers().forEach(identifier -> names.add(identifier.value() + source));
        }
        return names.iterator().next();
    }

    /// Everybody registered, by name.
    Set<String> registered() {
        Set<String> names = new TreeSet<>();
        customers.keySet().forEach(id -> names.add(name(id)));
        return names;
    }
}
