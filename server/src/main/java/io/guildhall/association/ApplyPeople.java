package io.guildhall.association;

import io.guildhall.association.domain.CurrentLink;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.HeldPlace;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.store.AssociationWrites;
import io.guildhall.association.store.AssociationWrites.NewHolder;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.MergePreImage;
import io.guildhall.customer.domain.MergePreImage.Side;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.CustomerMerges;
import io.guildhall.customer.store.CustomerMerges.CustomerMerge;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.store.CustomerWrites.FurtherProfiles;
import io.guildhall.customer.store.Customers;
import io.guildhall.postgres.IdBlocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Carries out what a plan says of people: merges first, then who is registered, joined by further profiles, changed.
@Component
class ApplyPeople {
    private final CustomerWrites customers;
    private final CustomerMerges merges;
    private final AssociationWrites associations;
    private final IdBlocks ids;

    ApplyPeople(CustomerWrites customers, CustomerMerges merges, AssociationWrites associations, IdBlocks ids) {
        this.customers = customers;
        this.merges = merges;
        this.associations = associations;
        this.ids = ids;
    }

    /// @return everybody as stored afterwards, by number
    List<Customer> apply(long orgId, Plan plan, ChangeSet change) {
        merge(orgId, plan, change);
        int fresh = (int) plan.people().stream()
                .filter(PlannedPerson.Fresh.class::isInstance)
                .count();
        long[] drawn = ids.take(Customers.ID_SEQUENCE, fresh);
        List<Customer> people = new ArrayList<>(plan.people().size());
        List<Customer> registering = new ArrayList<>(fresh);
        List<Customer> changed = new ArrayList<>();
        for (PlannedPerson person : plan.people()) {
            Customer afterwards = Applied.afterwards(person);
            if (person instanceof PlannedPerson.Fresh) {
                afterwards = afterwards.withId(drawn[registering.size()]);
                registering.add(afterwards);
            } else if (person instanceof PlannedPerson.Registered registered
                    && !registered.before().equals(registered.after())) {
                changed.add(afterwards);
            }
            people.add(afterwards);
        }
        customers.insertAll(orgId, registering, change.at());
        customers.addProfiles(orgId, furtherProfiles(plan), change.at());
        customers.updateAll(orgId, changed, change.at());
        return people;
    }

    private void merge(long orgId, Plan plan, ChangeSet change) {
        List<CustomerMerge> people = new ArrayList<>(plan.merges().size());
        List<NewHolder> holders = new ArrayList<>(plan.merges().size());
        for (Plan.Merge merge : plan.merges()) {
            if (plan.people().get(merge.survivor()) instanceof PlannedPerson.Registered survivor) {
                HeldPlace place = merge.place();
                // the survivor's place may be the one taken over
                CurrentLink own = place == null ? survivor.link() : null;
                MergePreImage before = new MergePreImage(
                        new Side(survivor.before(), associationId(own)),
                        new Side(merge.victim(), associationId(place == null ? null : place.link())));
                people.add(new CustomerMerge(before, survivor.after()));
                holders.add(new NewHolder(merge.victim().id(), survivor.before().id()));
            }
        }
        merges.mergeAll(orgId, people, change.id(), change.at());
        associations.moveAll(orgId, holders);
    }

    private static @Nullable Long associationId(@Nullable CurrentLink link) {
        return link == null ? null : Long.valueOf(link.associationId());
    }

    /// The profiles that neither the person nor whoever became the person had.
    private static List<FurtherProfiles> furtherProfiles(Plan plan) {
        Map<Integer, Set<ProfileKey>> handedOver = new HashMap<>();
        for (Plan.Merge merge : plan.merges()) {
            Set<ProfileKey> keys = handedOver.computeIfAbsent(merge.survivor(), _ -> new HashSet<>());
            merge.victim().profiles().forEach(profile -> keys.add(profile.key()));
        }
        List<FurtherProfiles> all = new ArrayList<>(0);
        for (int number = 0; number < plan.people().size(); number++) {
            if (plan.people().get(number) instanceof PlannedPerson.Registered person
                    && person.after().profiles().size()
                            > person.before().profiles().size()) {
                Set<ProfileKey> further = new HashSet<>();
                person.after().profiles().stream().map(Profile::key).forEach(further::add);
                person.before().profiles().stream().map(Profile::key).forEach(further::remove);
                further.removeAll(handedOver.getOrDefault(number, Set.of()));
                all.add(new FurtherProfiles(person.after(), further));
            }
        }
        return all;
    }
}
