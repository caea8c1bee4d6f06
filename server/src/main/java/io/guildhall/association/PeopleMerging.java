package io.guildhall.association;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.TwoPeople;
import io.guildhall.association.store.Associations;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Makes one person of two for calls that bulk does not have, in their transaction and by the rules of bulk.
@Component
public class PeopleMerging {
    private final Hierarchies hierarchies;
    private final Associations associations;
    private final ResolveHoldings holdings;
    private final ApplyMerges merges;
    private final AutoGroups groups;

    PeopleMerging(
            Hierarchies hierarchies,
            Associations associations,
            ResolveHoldings holdings,
            ApplyMerges merges,
            AutoGroups groups) {
        this.hierarchies = hierarchies;
        this.associations = associations;
        this.holdings = holdings;
        this.merges = merges;
        this.groups = groups;
    }

    /// The two with their cards and places, which are kept as they are until the transaction ends.
    ///
    /// @param one locked, as is
    /// @param other the other one
    public TwoPeople of(OrganisationSetup setup, Customer one, Customer other) {
        Map<Long, Customer> people = holdings.withCards(setup, Map.of(one.id(), one, other.id(), other));
        Map<Long, Hierarchy> byId = hierarchies.all(setup.orgId(), setup.version()).stream()
                .collect(Collectors.toMap(Hierarchy::id, Function.identity()));
        List<HeldPlace> places = associations.holdOpen(setup.orgId(), people.keySet()).stream()
                .filter(link -> people.containsKey(link.customerId())) // not those of their parents
                .map(link -> new HeldPlace(
                        Objects.requireNonNull(byId.get(link.hierarchyId()), "a link's hierarchy is known"), link))
                .toList();
        return TwoPeople.of(
                Objects.requireNonNull(people.get(one.id())), Objects.requireNonNull(people.get(other.id())), places);
    }

    /// Hands over everything that is the victim's. What the survivor is besides is still to be stored.
    ///
    /// @param afterwards the survivor as finally stored
    /// @return what was done, the survivor's own record included
    public List<ChangeRecord> carryOut(OrganisationSetup setup, TwoPeople two, Customer afterwards, ChangeSet change) {
        Plan plan = two.plan(afterwards);
        ApplyMerges.Moved moved = merges.carryOut(setup, plan, change);
        Applied applied = new Applied(List.of(afterwards), Applied.memberships(plan), Map.of(), Set.of());
        List<ChangeRecord> records = new ArrayList<>(ChangeRecords.of(plan, applied, List.of()));
        records.addAll(moved.records());
        records.addAll(SubscriptionRecords.of(moved.subscriptions()));
        records.addAll(
                groups.follow(setup.orgId(), List.of(), moved.groups(), change).records());
        return records;
    }
}
