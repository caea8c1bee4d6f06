package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A profile with whose it is and which of the person's profiles it is.
record ProfileRow(long customerId, int position, Profile profile) {
    static List<ProfileRow> of(Collection<Customer> customers) {
        List<ProfileRow> rows = new ArrayList<>(customers.size());
        for (Customer customer : customers) {
            for (int i = 0; i < customer.profiles().size(); i++) {
                rows.add(new ProfileRow(customer.id(), i, customer.profiles().get(i)));
            }
        }
        return rows;
    }

    /// As SQL puts the key together: thousands of keys are compared by hash then.
    String name() {
        return customerId + "\n" + profile.key().source() + "\n" + profile.key().accountId();
    }
}
