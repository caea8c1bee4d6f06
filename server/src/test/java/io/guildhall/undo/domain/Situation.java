package io.guildhall.undo.domain;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Reversible;
import io.guildhall.org.domain.Fields;
import io.guildhall.undo.domain.World.OwnedKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A change set and how everything stands now, in few words. What a record was left as is taken to be so still, unless
/// it is told otherwise afterwards.
final class Situation {
    static final ProfileKey INSTORE = new ProfileKey("INSTORE", "");

    private final List<Step<PersonState>> people = new ArrayList<>();
    private final List<Step<PlaceState>> places = new ArrayList<>();
    private final List<Step<CompanyState>> companies = new ArrayList<>();
    private final List<Step<Card>> cards = new ArrayList<>();
    private final List<Step<Enrolment>> enrolments = new ArrayList<>();
    private final List<Steps.Erased> erased = new ArrayList<>();
    private final Map<Long, PersonState> persons = new HashMap<>();
    private final Map<OwnedKey, Long> owners = new HashMap<>();
    private final Map<Long, Membership> memberships = new HashMap<>();
    private final Map<Long, Set<Long>> children = new HashMap<>();
    private final Map<Long, Integer> caps = new HashMap<>();
    private final Map<Long, CompanyState> firms = new HashMap<>();
    private final Map<Long, Set<Long>> staff = new HashMap<>();
    private final Map<Long, Card> plastic = new HashMap<>();
    private final Map<Long, Enrolment> enrolled = new HashMap<>();
    private final List<Reversible> postings = new ArrayList<>();

    static PersonState named(long id, String name, String... mobiles) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String mobile : mobiles) {
            identifiers.add(new Identifier(IdentifierType.MOBILE, mobile));
        }
        Profile profile =
                new Profile(INSTORE, name, null, identifiers, List.of(), Fields.NONE, Attribution.UNKNOWN, null);
        return new PersonState.Registered(
                new Customer(id, false, CustomerStatus.ACTIVE, null, Fields.NONE, List.of(profile), List.of()));
    }

    static PlaceState place(long customer, Long parent, Long company) {
        return new PlaceState(customer, "DRIVER", parent, company, false);
    }

    Situation person(long id, PersonState before, PersonState after) {
        people.add(new Step<>(new EntityKey(EntityType.CUSTOMER, id), after, before));
        return nowPerson(id, after);
    }

    Situation nowPerson(long id, PersonState now) {
        if (now == null) {
            persons.remove(id);
        } else {
            persons.put(id, now);
        }
        return this;
    }

    Situation owned(String mobile, long owner) {
        owners.put(new OwnedKey(new MatchKey(IdentifierType.MOBILE, mobile), INSTORE), owner);
        return this;
    }

    Situation link(long id, PlaceState before, PlaceState after) {
        places.add(new Step<>(new EntityKey(EntityType.ASSOCIATION, id), after, before));
        return nowLink(id, after);
    }

    Situation nowLink(long id, PlaceState now) {
        Membership former = memberships.get(id);
        if (former != null && former.place() != null && former.place().parentId() != null) {
            children.getOrDefault(former.place().parentId(), new HashSet<>()).remove(id);
        }
        memberships.put(id, new Membership(id, 1, former == null ? 0 : former.childCount(), Instant.EPOCH, now));
        if (now != null && now.parentId() != null) {
            children.computeIfAbsent(now.parentId(), _ -> new HashSet<>()).add(id);
        }
        if (now != null && now.companyId() != null) {
            staff.computeIfAbsent(now.companyId(), _ -> new HashSet<>()).add(id);
        }
        return this;
    }

    Situation cap(long id, int cap, int count) {
        Membership membership = memberships.get(id);
        memberships.put(id, new Membership(id, 1, count, Instant.EPOCH, membership.place()));
        caps.put(id, cap);
        return this;
    }

    Situation company(long id, CompanyState before, CompanyState after) {
        companies.add(new Step<>(new EntityKey(EntityType.COMPANY, id), after, before));
        if (after != null) {
            firms.put(id, after);
        }
        return this;
    }

    static CompanyState firm(String key) {
        return new CompanyState(key, key, null, Fields.NONE, true);
    }

    static Card card(long id, Long holder) {
        return new Card(
                id,
                1,
                "N" + id,
                null,
                holder,
                CardStatus.ACTIVE,
                "ACTIVE",
                Fields.NONE,
                Fields.NONE,
                null,
                null,
                null,
                Instant.EPOCH);
    }

    Situation card(long id, Card before, Card after) {
        cards.add(new Step<>(new EntityKey(EntityType.CARD, id), after, before));
        return nowCard(id, after);
    }

    Situation nowCard(long id, Card now) {
        if (now == null) {
            plastic.remove(id);
        } else {
            plastic.put(id, now);
        }
        return this;
    }

    Situation enrolment(long id, long customer, boolean spent) {
        Enrolment enrolment = new Enrolment(customer, 71, 1, null, Instant.EPOCH);
        enrolments.add(new Step<>(new EntityKey(EntityType.ENROLMENT, id), enrolment, null));
        enrolled.put(id, enrolment);
        postings.add(new Reversible(
                id, 1, AccountKey.issued(71), AccountKey.customer(customer, 71), BigDecimal.TEN, "ENROLMENT", spent));
        return this;
    }

    Situation erased(long id) {
        erased.add(new Steps.Erased(new EntityKey(EntityType.CUSTOMER, id), id));
        return this;
    }

    RevertPlan plan() {
        Map<Long, Set<Long>> held = new HashMap<>();
        plastic.forEach((id, card) -> {
            if (card.customerId() != null) {
                held.computeIfAbsent(card.customerId(), _ -> new HashSet<>()).add(id);
            }
        });
        Map<String, Long> keys = new HashMap<>();
        firms.forEach((id, firm) -> keys.put(firm.externalId(), id));
        Map<Long, Set<Long>> victims = new HashMap<>();
        persons.forEach((id, state) -> {
            if (state instanceof PersonState.Merged(var survivor)) {
                victims.computeIfAbsent(survivor, _ -> new HashSet<>()).add(id);
            }
        });
        Map<Long, List<Subscription>> subscriptions = Map.of();
        return RevertPlanner.plan(
                new Steps(people, List.of(), places, companies, cards, enrolments, erased),
                new World(
                        new World.People(persons, subscriptions, victims, owners),
                        new World.Places(memberships, children, Map.of(), caps),
                        new World.Companies(firms, keys, Map.of(), staff),
                        new World.Cards(plastic, held, Map.of(), Map.of()),
                        new World.Loyalty(enrolled, postings)));
    }

    /// What stays and why, such as `CUSTOMER 1 CHANGED_SINCE`.
    List<String> staying() {
        return plan().skipped().stream()
                .map(skipped -> skipped.key().type() + " " + skipped.key().id() + " " + skipped.reason())
                .toList();
    }
}
