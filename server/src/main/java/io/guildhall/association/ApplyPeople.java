package io.guildhall.association;

import io.guildhall.association.ApplyMerges.GroupsToMove;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.store.CustomerWrites.FurtherProfiles;
import io.guildhall.customer.store.Customers;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.IdBlocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Stores the people of a plan and what they get beside a place.
@Component
class ApplyPeople {
    private final CustomerWrites customers;
    private final ApplyMerges merges;
    private final ApplyBenefits benefits;
    private final IdBlocks ids;

    ApplyPeople(CustomerWrites customers, ApplyMerges merges, ApplyBenefits benefits, IdBlocks ids) {
        this.customers = customers;
        this.merges = merges;
        this.benefits = benefits;
        this.ids = ids;
    }

    /// @param people as they are stored afterwards, by number
    /// @param benefits what was done to cards and enrolments
    /// @param groups memberships of groups that are yet to go over
    record Stored(List<Customer> people, List<ChangeRecord> benefits, GroupsToMove groups) {}

    Stored store(OrganisationSetup setup, Plan plan, ChangeSet change) {
        long orgId = setup.orgId();
        ApplyMerges.Moved moved = merges.carryOut(setup, plan, change);
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
        ApplyBenefits.Given given = benefits.give(setup, plan, people, moved.subscriptions(), change);
        List<ChangeRecord> records = new ArrayList<>(moved.records());
        records.addAll(given.records());
        return new Stored(given.people(), records, moved.groups());
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
