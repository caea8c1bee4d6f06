package io.guildhall.person;

import io.guildhall.association.store.LinkReads;
import io.guildhall.association.store.LinkReads.PlacedPerson;
import io.guildhall.card.store.Cards;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.store.Subscriptions;
import io.guildhall.group.store.Groups;
import io.guildhall.group.store.Groups.GroupOfCustomer;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.store.PointsReads;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks at one person from all sides: one read transaction, one statement for each side that is asked for. An
/// organisation without card series or programmes is asked nothing about them.
@Component
public class PersonDirectory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Addressees addressees;
    private final Customers customers;
    private final Sides sides;

    PersonDirectory(
            TenantTransactions transactions, Setups setups, Addressees addressees, Customers customers, Sides sides) {
        this.transactions = transactions;
        this.setups = setups;
        this.addressees = addressees;
        this.customers = customers;
        this.sides = sides;
    }

    /// What is known of people beside themselves.
    @Component
    static class Sides {
        private final LinkReads links;
        private final Subscriptions subscriptions;
        private final Cards cards;
        private final PointsReads points;
        private final Groups groups;

        Sides(LinkReads links, Subscriptions subscriptions, Cards cards, PointsReads points, Groups groups) {
            this.groups = groups;
            this.points = points;
            this.cards = cards;
            this.links = links;
            this.subscriptions = subscriptions;
        }
    }

    /// @param mergedId the id asked for, where that person has been merged into this one; else null
    /// @param place null where it was not asked for, or there is none
    /// @param parent null without a parent
    /// @param groups that the person belongs to now, where they were asked for
    public record Details(
            OrganisationSetup setup,
            Customer customer,
            @Nullable Long mergedId,
            Set<Embed> embed,
            @Nullable PlacedPerson place,
            @Nullable Customer parent,
            List<Subscription> subscriptions,
            List<ProgramStanding> standings,
            List<GroupOfCustomer> groups) {

        public boolean brings(Embed asked) {
            return embed.contains(asked);
        }
    }

    private List<ProgramStanding> standings(OrganisationSetup setup, long id, Set<Embed> embed, Instant at) {
        return setup.programs().isEmpty() || Collections.disjoint(embed, Embed.OF_POINTS)
                ? List.of()
                : sides.points.ofCustomers(setup.orgId(), List.of(id), at).getOrDefault(id, List.of());
    }

    private List<GroupOfCustomer> groups(long orgId, long id, Set<Embed> embed) {
        return embed.contains(Embed.USER_GROUP)
                ? sides.groups.ofCustomers(orgId, List.of(id)).getOrDefault(id, List.of())
                : List.of();
    }

    private List<HeldCard> cards(OrganisationSetup setup, long id, Set<Embed> embed) {
        return setup.cardSeries().isEmpty() || embed.contains(Embed.IGNORE_CARD_DETAILS)
                ? List.of()
                : sides.cards.ofCustomers(setup, List.of(id)).getOrDefault(id, List.of());
    }

    /// @throws RequestRefused as [Addressees#find]
    public long find(long orgId, Address address) {
        return transactions.read(
                orgId, () -> addressees.find(setups.current(orgId), address).id());
    }

    /// @param at the instant that the place is looked at
    /// @throws RequestRefused as [Addressees#find]
    public Details details(long orgId, Address address, Set<Embed> embed, Instant at) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            Addressee addressee = addressees.find(setup, address);
            long id = addressee.id();
            PlacedPerson place = embed.contains(Embed.FLEET_PARENT_DETAILS)
                    ? sides.links.places(orgId, List.of(id), at).get(id)
                    : null;
            Long parent = place == null ? null : place.parentCustomerId();
            Map<Long, Customer> people = customers.findAll(orgId, parent == null ? List.of(id) : List.of(id, parent));
            Customer customer = addressee.of(people.get(id)).withCards(cards(setup, id, embed));
            List<Subscription> subscriptions = embed.contains(Embed.SUBSCRIPTIONS)
                    ? sides.subscriptions.ofCustomers(orgId, List.of(id)).getOrDefault(id, List.of())
                    : List.of();
            return new Details(
                    setup,
                    customer,
                    addressee.mergedId(),
                    Set.copyOf(embed),
                    place,
                    parent == null ? null : people.get(parent),
                    subscriptions,
                    standings(setup, id, embed, at),
                    groups(orgId, id, embed));
        });
    }
}
