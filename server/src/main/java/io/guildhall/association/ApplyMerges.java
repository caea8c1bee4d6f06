package io.guildhall.association;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.NewHolder;
import io.guildhall.card.store.CardWrites;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.MergePreImage;
import io.guildhall.customer.domain.MergePreImage.HeldEnrolment;
import io.guildhall.customer.domain.MergePreImage.Side;
import io.guildhall.customer.store.CustomerMerges;
import io.guildhall.customer.store.CustomerMerges.CustomerMerge;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.Merged;
import io.guildhall.loyalty.store.Enrolments;
import io.guildhall.loyalty.store.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Carries out who becomes whom: profiles and identifiers, memberships, cards, enrolments and points go over in the one
/// transaction.
@Component
class ApplyMerges {
    private final CustomerMerges customers;
    private final AssociationWrites associations;
    private final CardWrites cards;
    private final Ledger ledger;
    private final Enrolments enrolments;

    ApplyMerges(
            CustomerMerges customers,
            AssociationWrites associations,
            CardWrites cards,
            Ledger ledger,
            Enrolments enrolments) {
        this.customers = customers;
        this.associations = associations;
        this.cards = cards;
        this.ledger = ledger;
        this.enrolments = enrolments;
    }

    /// The people concerned are locked; fresh ones are not stored yet.
    void carryOut(long orgId, Plan plan, ChangeSet change) {
        if (plan.merges().isEmpty()) {
            return;
        }
        Map<Long, List<HeldEnrolment>> enrolled = enrolled(orgId, plan);
        List<CustomerMerge> people = new ArrayList<>(plan.merges().size());
        List<NewHolder> holders = new ArrayList<>(plan.merges().size());
        SortedMap<Long, Long> merged = new TreeMap<>();
        for (Plan.Merge merge : plan.merges()) {
            if (plan.people().get(merge.survivor()) instanceof PlannedPerson.Registered survivor) {
                HeldPlace place = merge.place();
                // the survivor's place may be the one taken over
                CurrentLink own = place == null ? survivor.link() : null;
                MergePreImage before = new MergePreImage(
                        new Side(
                                survivor.before(),
                                associationId(own),
                                enrolled.getOrDefault(survivor.before().id(), List.of())),
                        new Side(
                                merge.victim(),
                                associationId(place == null ? null : place.link()),
                                enrolled.getOrDefault(merge.victim().id(), List.of())));
                people.add(new CustomerMerge(before, survivor.after()));
                merged.put(merge.victim().id(), survivor.before().id());
                holders.add(new NewHolder(merge.victim().id(), survivor.before().id()));
            }
        }
        customers.mergeAll(orgId, people, change.id(), change.at());
        associations.moveAll(orgId, holders);
        cards.moveAll(orgId, merged);
        ledger.moveAll(
                orgId,
                merged.entrySet().stream()
                        .map(pair -> new Merged(pair.getKey(), pair.getValue()))
                        .toList(),
                change.at(),
                change.id());
    }

    private static @Nullable Long associationId(@Nullable CurrentLink link) {
        return link == null ? null : Long.valueOf(link.associationId());
    }

    private Map<Long, List<HeldEnrolment>> enrolled(long orgId, Plan plan) {
        Set<Long> people = new TreeSet<>();
        for (Plan.Merge merge : plan.merges()) {
            people.add(merge.victim().id());
            people.add(Applied.afterwards(plan.people().get(merge.survivor())).id());
        }
        return enrolments.ofCustomers(orgId, people).stream()
                .collect(Collectors.groupingBy(
                        Enrolment::customerId, Collectors.mapping(ApplyMerges::held, Collectors.toList())));
    }

    private static HeldEnrolment held(Enrolment enrolment) {
        return new HeldEnrolment(
                enrolment.programId(), enrolment.tierNumber(), enrolment.tierExpiresAt(), enrolment.enrolledAt());
    }
}
