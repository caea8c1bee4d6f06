package io.guildhall.association;

import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.store.Customers;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.IdBlocks;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Stores the people of a plan and what they get beside a place.
@Component
class ApplyPeople {
    private final CustomerWrites customers;
    private final ApplyBenefits benefits;
    private final IdBlocks ids;

    ApplyPeople(CustomerWrites customers, ApplyBenefits benefits, IdBlocks ids) {
        this.customers = customers;
        this.benefits = benefits;
        this.ids = ids;
    }

    /// @return the people as they are stored afterwards, by number
    List<Customer> store(OrganisationSetup setup, Plan plan, ChangeSet change) {
        long orgId = setup.orgId();
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
        customers.updateAll(orgId, changed, change.at());
        return benefits.give(setup, plan, people, change);
    }
}
