package io.guildhall.undo;

import io.guildhall.association.store.LinkReverts;
import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.PersonState.Merged;
import io.guildhall.customer.domain.PersonState.Registered;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.store.CustomerRestores;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.store.MergeReverts;
import io.guildhall.customer.store.Subscriptions;
import io.guildhall.customer.wire.RecordedPeople;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.World;
import io.guildhall.undo.domain.World.OwnedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds people, tells what they are, and makes them what they were.
@Component
class PeopleReverts {
    private final Customers customers;
    private final CustomerRestores restores;
    private final Subscriptions subscriptions;
    private final MergeReverts merges;
    private final LinkReverts links;

    PeopleReverts(
            Customers customers,
            CustomerRestores restores,
            Subscriptions subscriptions,
            MergeReverts merges,
            LinkReverts links) {
        this.customers = customers;
        this.restores = restores;
        this.subscriptions = subscriptions;
        this.merges = merges;
        this.links = links;
    }

    /// @param concerned ids of everybody concerned, whom this locks
    World.People hold(long orgId, Steps steps, Collection<Long> concerned) {
        customers.lock(orgId, concerned);
        Map<Long, PersonState> states = new HashMap<>();
        restores.states(orgId, concerned).forEach((id, state) -> states.put(id, comparable(state)));
        return new World.People(
                states,
                subscriptions.ofCustomers(orgId, concerned),
                restores.victims(orgId, concerned),
                owners(orgId, steps));
    }

    private static PersonState comparable(PersonState state) {
        return state instanceof Registered(var customer) ? new Registered(RecordedPeople.comparable(customer)) : state;
    }

    private Map<OwnedKey, Long> owners(long orgId, Steps steps) {
        Set<MatchKey> keys = new HashSet<>();
        for (Step<PersonState> step : steps.people()) {
            if (step.target() instanceof Registered(var customer)) {
                customer.allIdentifiers().forEach(identifier -> keys.add(MatchKey.of(identifier)));
            }
        }
        Map<OwnedKey, Long> owners = new HashMap<>();
        if (!keys.isEmpty()) {
            customers.matches(orgId, keys).forEach((key, matches) -> {
                for (Match match : matches) {
                    owners.put(new OwnedKey(key, match.profile()), match.customerId());
                }
            });
        }
        return owners;
    }

    /// @param tillId in whose name
    void carryOut(long orgId, Steps doing, World.People world, long tillId, Instant at) {
        List<Long> parting = new ArrayList<>();
        List<Long> joining = new ArrayList<>();
        Map<Long, @Nullable PersonState> targets = new TreeMap<>();
        for (Step<PersonState> step : doing.people()) {
            if (step.expected() instanceof Merged) {
                parting.add(step.id());
            }
            if (step.target() instanceof Merged) {
                joining.add(step.id());
            }
            targets.put(step.id(), attributed(step, world, tillId, at));
        }
        merges.remake(orgId, joining);
        links.handPast(orgId, joining, false);
        restores.restoreAll(orgId, targets, at);
        links.handPast(orgId, parting, true);
        merges.undo(orgId, parting, at);
        Map<Long, List<Subscription>> subscribed = new TreeMap<>();
        for (Step<List<Subscription>> step : doing.subscriptions()) {
            subscribed.put(step.id(), step.target() == null ? List.of() : step.target());
        }
        subscriptions.replaceAll(orgId, subscribed);
    }

    /// Tells of each profile who made it when, and who changes it now.
    private static @Nullable PersonState attributed(
            Step<PersonState> step, World.People world, long tillId, Instant at) {
        if (!(step.target() instanceof Registered(var target))) {
            return step.target();
        }
        List<Profile> profiles = new ArrayList<>(target.profiles().size());
        for (Profile profile : target.profiles()) {
            profiles.add(attributed(step.id(), profile, world, tillId, at));
        }
        return new Registered(target.withProfiles(profiles));
    }

    private static Profile attributed(long id, Profile profile, World.People world, long tillId, Instant at) {
        Profile now = stored(id, profile.key(), world);
        Attribution known = now == null ? profile.attribution() : now.attribution();
        Attribution unknown = new Attribution(at, tillId, tillId, at);
        Profile attributed = profile.attributed(known.equals(Attribution.UNKNOWN) ? unknown : known);
        return attributed.equals(now) ? attributed : attributed.touched(tillId, at);
    }

    /// The profile as it is now, be it with somebody whom this person became.
    private static @Nullable Profile stored(long id, ProfileKey key, World.People world) {
        PersonState state = world.states().get(id);
        if (state instanceof Merged(var survivor)) {
            state = world.states().get(survivor);
        }
        Profile own = state instanceof Registered(Customer customer) ? customer.profile(key) : null;
        if (own != null) {
            return own;
        }
        for (long victim : world.victims().getOrDefault(id, Set.of())) {
            Profile theirs =
                    world.states().get(victim) instanceof Registered(Customer customer) ? customer.profile(key) : null;
            if (theirs != null) {
                return theirs;
            }
        }
        return null;
    }
}
