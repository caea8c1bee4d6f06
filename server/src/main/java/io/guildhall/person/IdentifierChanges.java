package io.guildhall.person;

import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.DELETED_CANNOT_RETURN;
import static io.guildhall.error.ErrorCode.NOTHING_TO_CHANGE;
import static io.guildhall.error.ErrorCode.NO_VALID_IDENTIFIER;
import static io.guildhall.error.ErrorCode.PEOPLE_JOINED;
import static io.guildhall.error.ErrorCode.SOURCE_INVALID;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.WholeCalls;
import io.guildhall.association.domain.TwoPeople;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.IdentifierParser;
import io.guildhall.customer.wire.IdentifierParser.Checked;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.person.SingleCalls.Decision;
import io.guildhall.person.Written.Outcome;
import io.guildhall.person.Written.Rendering;
import io.guildhall.person.domain.IdentifierExchange;
import io.guildhall.person.domain.IdentifierExchange.Joined;
import io.guildhall.person.domain.IdentifierExchange.Known;
import io.guildhall.person.domain.IdentifierExchange.Plan;
import io.guildhall.person.domain.IdentifierExchange.Wish;
import io.guildhall.postgres.LostRace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Adds identifiers to one of a person's profiles and takes others away, all or nothing. Where an identifier means the
/// same person in every source (`autoMerge`), that may make one person of two, by the rules of bulk.
@Component
public class IdentifierChanges {
    private final SingleCalls calls;
    private final Addressees addressees;
    private final Customers customers;
    private final PersonStore store;
    private final CardExchange cards;

    IdentifierChanges(
            SingleCalls calls, Addressees addressees, Customers customers, PersonStore store, CardExchange cards) {
        this.calls = calls;
        this.addressees = addressees;
        this.customers = customers;
        this.store = store;
        this.cards = cards;
    }

    /// @param add and
    /// @param remove as the body has them
    public record Sent(List<WireIdentifier> add, List<WireIdentifier> remove) {}

    /// @throws RequestRefused as [Addressees#find] (with 8003 for `ALL`: a profile is changed), with 409/3042 for
    ///     somebody deleted, with everything that speaks against the exchange
    public Outcome change(Call call, Address address, Sent sent, Rendering rendering) {
        return calls.execute(call, rendering, (setup, now) -> {
            Addressee addressee = addressees.find(setup, address);
            if (addressee.profile().equals(ProfileKey.ANY)) {
                throw RequestRefused.because(SOURCE_INVALID, ProfileKey.ANY.source());
            }
            return decide(setup, call, addressee, sent);
        });
    }

    private Decision decide(OrganisationSetup setup, Call call, Addressee addressee, Sent sent) {
        long id = addressee.id();
        IdentifierParser parser = new IdentifierParser(setup);
        Checked add = parser.check(sent.add());
        Checked remove = parser.check(sent.remove());
        refuse(add.errors(), remove.errors());
        List<Problem> warnings = new ArrayList<>(PersonChanges.merged(addressee));
        warnings.addAll(add.warnings());
        warnings.addAll(remove.warnings());
        refuseUnusable(sent, add, remove, warnings);
        Held held = hold(setup, id, add.valid());
        Customer stored = addressee.of(held.people().get(id));
        if (stored.status().isDeleted()) {
            throw RequestRefused.because(CUSTOMER_DELETED);
        }
        CardExchange.Plan cardPlan = cards.plan(setup, id, add.cards(), remove.cards());
        Plan plan = IdentifierExchange.plan(
                new Wish(add.valid(), remove.valid()), known(setup, addressee, stored, held, cardPlan.held()));
        warnings.addAll(plan.warnings());
        warnings.addAll(cardPlan.warnings());
        return switch (plan) {
            case Plan.Refused refused ->
                throw refusing(Stream.concat(refused.errors().stream(), cardPlan.errors().stream()));
            case Plan.Exchanged exchanged -> {
                if (!cardPlan.errors().isEmpty()) {
                    throw refusing(cardPlan.errors().stream());
                }
                yield exchanged.joined() == null
                        ? new Decision(
                                id, warnings, change -> write(setup, stored, exchanged.after(), cardPlan, call, change))
                        : joining(setup, call, held, exchanged, addressee, cardPlan, warnings);
            }
        };
    }

    /// @param people everybody concerned, locked
    /// @param owners to whom the added identifiers belong
    private record Held(Map<Long, Customer> people, Map<MatchKey, List<Match>> owners) {}

    /// Locks the person and, where they could become one, everybody whom the added identifiers belong to.
    private Held hold(OrganisationSetup setup, long id, List<DraftIdentifier> added) {
        long org = setup.orgId();
        Set<MatchKey> keys =
                added.stream().map(draft -> MatchKey.of(draft.identifier())).collect(Collectors.toSet());
        Set<Long> people = new TreeSet<>(Set.of(id));
        boolean joins = setup.settings().autoMerge();
        if (joins) {
            customers.holdKeys(org, keys);
            customers
                    .matches(org, keys)
                    .values()
                    .forEach(found -> found.forEach(match -> people.add(match.customerId())));
        }
        customers.lock(org, people);
        Map<Long, Customer> stored = customers.findAll(org, people);
        Map<MatchKey, List<Match>> owners = customers.matches(org, keys);
        Set<MatchKey> erased = customers.erasedMatches(setup, keys).keySet();
        List<Problem> returning = added.stream()
                .filter(draft -> erased.contains(MatchKey.of(draft.identifier())))
                .map(draft -> Problem.of(DELETED_CANNOT_RETURN, draft.at()))
                .toList();
        refuse(returning, List.of());
        boolean isStillTheirs = owners.values().stream()
                .flatMap(List::stream)
                .allMatch(match -> !joins || stored.containsKey(match.customerId()));
        if (!stored.containsKey(id) || !isStillTheirs) {
            throw new LostRace("people found by their identifiers"); // others made them one with somebody
        }
        return new Held(stored, owners);
    }

    private Known known(OrganisationSetup setup, Addressee addressee, Customer stored, Held held, int cardsAfterwards) {
        return new Known(
                stored,
                addressee.profile(),
                held.owners(),
                IdentifierType.named(setup.settings().primaryIdentifier()),
                setup.settings().autoMerge(),
                cardsAfterwards);
    }

    private static void refuse(List<Problem> added, List<Problem> removed) {
        if (!added.isEmpty() || !removed.isEmpty()) {
            throw refusing(Stream.concat(added.stream(), removed.stream()));
        }
    }

    private static RequestRefused refusing(Stream<Problem> problems) {
        return WholeCalls.refusing(problems.toList());
    }

    /// A call that asks for nothing is told so; one of which nothing can be used is refused.
    private static void refuseUnusable(Sent sent, Checked add, Checked remove, List<Problem> warnings) {
        if (sent.add().isEmpty() && sent.remove().isEmpty()) {
            warnings.add(Problem.of(NOTHING_TO_CHANGE, Pointer.ROOT, "neither add nor remove has an identifier"));
        } else if (add.valid().isEmpty()
                && remove.valid().isEmpty()
                && add.cards().isEmpty()
                && remove.cards().isEmpty()) {
            throw RequestRefused.at(NO_VALID_IDENTIFIER, Pointer.ROOT);
        }
    }

    private List<ChangeRecord> write(
            OrganisationSetup setup,
            Customer before,
            Customer after,
            CardExchange.Plan cardPlan,
            Call call,
            ChangeSet change) {
        List<ChangeRecord> records = new ArrayList<>(cards.write(
                setup, before.id(), cardPlan, change.at(), call.caller().tillId()));
        if (!after.equals(before)) {
            records.add(store.store(setup.orgId(), before, touched(before, after, call, change), change));
        }
        return records;
    }

    private static Customer touched(Customer before, Customer changed, Call call, ChangeSet change) {
        return changed.withProfiles(changed.profiles().stream()
                .map(profile -> profile.equals(before.profile(profile.key()))
                        ? profile
                        : profile.touched(call.caller().tillId(), change.at()))
                .toList());
    }

    /// The call makes one person of two, and exchanges the identifiers of that one.
    private Decision joining(
            OrganisationSetup setup,
            Call call,
            Held held,
            Plan.Exchanged exchanged,
            Addressee addressee,
            CardExchange.Plan cardPlan,
            List<Problem> warnings) {
        Joined joined = Objects.requireNonNull(exchanged.joined());
        TwoPeople two = store.two(
                setup,
                addressee.of(held.people().get(addressee.id())),
                Objects.requireNonNull(held.people().get(joined.personId()), "owners are loaded"));
        Problem obstacle = two.obstacle(joined.at());
        if (obstacle != null) {
            throw refusing(Stream.of(obstacle));
        }
        warnings.add(Problem.of(
                PEOPLE_JOINED, joined.at(), Long.toString(two.victim().id())));
        Profile profile = Objects.requireNonNull(exchanged.after().profile(addressee.profile()));
        Customer merged = two.merged();
        Customer after = merged.withProfiles(merged.profiles().stream()
                .map(own -> own.key().equals(profile.key()) ? own.withIdentifiers(profile.identifiers()) : own)
                .toList());
        return new Decision(two.survivor().id(), warnings, change -> {
            List<ChangeRecord> records =
                    new ArrayList<>(store.join(setup, two, touched(merged, after, call, change), change));
            records.addAll(cards.write(
                    setup, merged.id(), cardPlan, change.at(), call.caller().tillId()));
            return records;
        });
    }
}
