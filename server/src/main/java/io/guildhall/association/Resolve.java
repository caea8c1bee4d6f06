package io.guildhall.association;

import io.guildhall.association.domain.Batch;
import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Snapshot;
import io.guildhall.association.domain.Snapshot.Occupied;
import io.guildhall.association.store.Associations;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.company.domain.Company;
import io.guildhall.company.store.Companies;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.LostRace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Reads, and keeps as it is until the transaction ends, everything stored that a batch can touch: the distinct keys
/// of the whole batch are collected first and each module is asked once, whatever the number of items.
///
/// Locks are taken in one order everywhere: people, memberships, companies, each by id.
@Component
class Resolve {
    private final Customers customers;
    private final Companies companies;
    private final Hierarchies hierarchies;
    private final Associations associations;
    private final ResolveHoldings holdings;

    Resolve(
            Customers customers,
            Companies companies,
            Hierarchies hierarchies,
            Associations associations,
            ResolveHoldings holdings) {
        this.customers = customers;
        this.companies = companies;
        this.hierarchies = hierarchies;
        this.associations = associations;
        this.holdings = holdings;
    }

    Snapshot snapshot(OrganisationSetup setup, Batch batch) {
        long org = setup.orgId();
        List<Hierarchy> all = hierarchies.all(org, setup.version());
        CardSnapshot cards = holdings.cards(setup, batch);
        Set<MatchKey> keys = keys(batch);
        if (setup.settings().autoMerge() && batch.operation() == Operation.ASSOCIATE) {
            customers.holdKeys(org, keys);
        }
        Map<MatchKey, List<Match>> matches = matches(org, keys, cards);
        Map<MatchKey, List<Match>> erased =
                batch.operation() == Operation.ASSOCIATE ? customers.erasedMatches(setup, keys) : Map.of();
        Set<Long> people = new TreeSet<>();
        matches.values().forEach(found -> found.forEach(match -> people.add(match.customerId())));
        erased.values().forEach(found -> found.forEach(match -> people.add(match.customerId())));
        batch.items().forEach(item -> {
            if (item.person().addressed() != null) {
                people.add(item.person().addressed());
            }
        });
        customers.lock(org, people);
        Map<Long, Customer> known = holdings.withCards(setup, customers.findAll(org, people));
        requireStillTheirs(matches, known);
        erased.forEach(matches::putIfAbsent);
        List<CurrentLink> links = associations.holdOpen(org, people);
        List<Company> found = companies(org, batch, links);
        Set<Occupied> occupied = associations.occupied(org, strictPlaces(all, found));
        return new Snapshot(setup, all, matches, known, links, found, occupied, holdings.of(setup, cards, known));
    }

    /// Whom the keys belong to: cards to their holders, in whatever profile (`decisions.md` 10).
    private Map<MatchKey, List<Match>> matches(long org, Set<MatchKey> keys, CardSnapshot cards) {
        Map<MatchKey, List<Match>> matches = new HashMap<>();
        List<MatchKey> others = new ArrayList<>(keys.size());
        for (MatchKey key : keys) {
            if (key.type() != IdentifierType.CARD_NUMBER) {
                others.add(key);
                continue;
            }
            Card card = cards.numbered(key.key());
            Long holder = card == null ? null : card.customerId();
            if (holder != null) {
                Identifier identifier = new Identifier(key.type(), key.key());
                matches.put(key, List.of(new Match(holder, ProfileKey.ANY, identifier)));
            }
        }
        matches.putAll(customers.matches(org, others));
        return matches;
    }

    /// People were found before they were locked: in between, others may have become somebody else, or got a profile.
    private static void requireStillTheirs(Map<MatchKey, List<Match>> matches, Map<Long, Customer> known) {
        Set<Owned> found = new HashSet<>();
        matches.forEach((key, all) -> all.stream()
                .filter(match -> key.type() != IdentifierType.CARD_NUMBER || !known.containsKey(match.customerId()))
                .forEach(match -> found.add(new Owned(key, match.customerId(), match.profile()))));
        Set<Owned> stored = new HashSet<>();
        known.values()
                .forEach(customer -> customer.profiles()
                        .forEach(profile -> profile.identifiers().stream()
                                .map(MatchKey::of)
                                .filter(matches::containsKey)
                                .forEach(key -> stored.add(new Owned(key, customer.id(), profile.key())))));
        if (!found.equals(stored)) {
            throw new LostRace("people found by their identifiers");
        }
    }

    private record Owned(MatchKey key, long customerId, ProfileKey profile) {}

    private static Set<MatchKey> keys(Batch batch) {
        Set<MatchKey> keys = new LinkedHashSet<>();
        batch.forEachMention(mention -> {
            if (mention.isUsable() && mention.addressed() == null) {
                mention.claims().forEach(claim -> keys.add(claim.key()));
            }
        });
        return keys;
    }

    private List<Company> companies(long org, Batch batch, Collection<CurrentLink> links) {
        Set<String> keys = new HashSet<>();
        Set<Long> ids = new HashSet<>();
        for (Item item : batch.items()) {
            CompanyWish wish = item.link() == null ? null : item.link().company();
            if (wish != null && wish.externalId() != null) {
                keys.add(wish.externalId().strip());
            }
            if (wish != null && wish.id() != null) {
                ids.add(wish.id());
            }
        }
        for (CurrentLink link : links) {
            if (link.companyId() != null) {
                ids.add(link.companyId());
            }
        }
        return companies.holdAll(org, keys, ids);
    }

    /// Who must already be there where a hierarchy is strict: every role that somebody may have to stand below.
    private static List<Occupied> strictPlaces(List<Hierarchy> hierarchies, List<Company> companies) {
        List<Occupied> places = new ArrayList<>();
        for (Company company : companies) {
            for (Hierarchy hierarchy : hierarchies) {
                if (hierarchy.strict() && hierarchy.id() == company.hierarchyId()) {
                    hierarchy.roleCodes().forEach(role -> places.add(new Occupied(company.id(), role)));
                }
            }
        }
        return places;
    }
}
