package io.guildhall.association;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.NewHolder;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.MergePreImage;
import io.guildhall.customer.domain.MergePreImage.HeldEnrolment;
import io.guildhall.customer.domain.MergePreImage.HeldGroup;
import io.guildhall.customer.domain.MergePreImage.Side;
import io.guildhall.customer.store.CustomerMerges;
import io.guildhall.customer.store.CustomerMerges.CustomerMerge;
import io.guildhall.customer.store.CustomerMerges.HandedSubscriptions;
import io.guildhall.group.domain.HeldMembership;
import io.guildhall.group.domain.Merging;
import io.guildhall.group.store.MembershipHandovers;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.store.Enrolments;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Carries out who becomes whom: profiles and identifiers, places in hierarchies, cards, enrolments and points
/// go over in the one transaction. Groups follow at its end ([AutoGroups]).
@Component
class ApplyMerges {
    private final CustomerMerges customers;
    private final AssociationWrites associations;
    private final MoveBenefits benefits;
    private final Enrolments enrolments;
    private final MembershipHandovers groups;

    ApplyMerges(
            CustomerMerges customers,
            AssociationWrites associations,
            MoveBenefits benefits,
            Enrolments enrolments,
            MembershipHandovers groups) {
        this.customers = customers;
        this.associations = associations;
        this.benefits = benefits;
        this.enrolments = enrolments;
        this.groups = groups;
    }

    /// Memberships of groups that are yet to go over: groups are locked after everything else.
    ///
    /// @param hierarchies where victims stood
    record GroupsToMove(Merging merging, List<Hierarchy> hierarchies) {
        static final GroupsToMove NONE = new GroupsToMove(Merging.NOBODY, List.of());
    }

    /// @param records what was done to cards and enrolments
    /// @param subscriptions those of everybody concerned
    record Moved(List<ChangeRecord> records, GroupsToMove groups, HandedSubscriptions subscriptions) {}

    /// The people concerned are locked; fresh ones are not stored yet.
    Moved carryOut(OrganisationSetup setup, Plan plan, ChangeSet change) {
        if (plan.merges().isEmpty()) {
            return new Moved(List.of(), GroupsToMove.NONE, HandedSubscriptions.NONE);
        }
        long orgId = setup.orgId();
        SortedMap<Long, Long> survivorOf = new TreeMap<>();
        List<Hierarchy> hierarchies = new ArrayList<>();
        for (Plan.Merge merge : plan.merges()) {
            survivorOf.put(
                    merge.victim().id(),
                    Applied.afterwards(plan.people().get(merge.survivor())).id());
            if (merge.place() != null) {
                hierarchies.add(merge.place().hierarchy());
            }
        }
        Merging merging = new Merging(survivorOf, groups.held(orgId, new Merging(survivorOf, List.of()).people()));
        HandedSubscriptions subscriptions =
                customers.mergeAll(orgId, people(plan, held(orgId, merging)), change.id(), change.at());
        associations.moveAll(
                orgId,
                survivorOf.entrySet().stream()
                        .map(pair -> new NewHolder(pair.getKey(), pair.getValue()))
                        .toList());
        return new Moved(
                benefits.moveAll(setup, survivorOf, change), new GroupsToMove(merging, hierarchies), subscriptions);
    }

    /// What people had beside themselves and their place, by customer id.
    private record Held(Map<Long, List<HeldEnrolment>> enrolments, Map<Long, List<HeldGroup>> groups) {
        Side side(Customer customer, @Nullable CurrentLink link) {
            return new Side(
                    customer,
                    link == null ? null : Long.valueOf(link.associationId()),
                    enrolments.getOrDefault(customer.id(), List.of()),
                    groups.getOrDefault(customer.id(), List.of()));
        }
    }

    private Held held(long orgId, Merging merging) {
        return new Held(
                enrolments.ofCustomers(orgId, merging.people()).stream()
                        .collect(Collectors.groupingBy(
                                Enrolment::customerId, Collectors.mapping(ApplyMerges::held, Collectors.toList()))),
                merging.held().stream()
                        .collect(Collectors.groupingBy(
                                HeldMembership::customerId,
                                Collectors.mapping(ApplyMerges::held, Collectors.toList()))));
    }

    private static List<CustomerMerge> people(Plan plan, Held held) {
        List<CustomerMerge> people = new ArrayList<>(plan.merges().size());
        for (Plan.Merge merge : plan.merges()) {
            if (plan.people().get(merge.survivor()) instanceof PlannedPerson.Registered survivor) {
                HeldPlace place = merge.place();
                // the survivor's place may be the one taken over
                Side before = held.side(survivor.before(), place == null ? survivor.link() : null);
                Side victim = held.side(merge.victim(), place == null ? null : place.link());
                people.add(new CustomerMerge(new MergePreImage(before, victim), survivor.after()));
            }
        }
        return people;
    }

    private static HeldGroup held(HeldMembership membership) {
        return new HeldGroup(
                membership.groupId(), membership.primaryMember(), membership.defaultGroup(), membership.permissions());
    }

    private static HeldEnrolment held(Enrolment enrolment) {
        return new HeldEnrolment(
                enrolment.programId(), enrolment.tierNumber(), enrolment.tierExpiresAt(), enrolment.enrolledAt());
    }
}
