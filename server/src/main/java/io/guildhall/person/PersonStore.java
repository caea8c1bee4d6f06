package io.guildhall.person;

import io.guildhall.association.PeopleMerging;
import io.guildhall.association.domain.TwoPeople;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.store.CustomerWrites;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.List;
import org.springframework.stereotype.Component;

/// Stores a person whose identifiers were exchanged, and who may have become one with somebody else by that.
@Component
class PersonStore {
    private final CustomerWrites writes;
    private final PeopleMerging merging;

    PersonStore(CustomerWrites writes, PeopleMerging merging) {
        this.writes = writes;
        this.merging = merging;
    }

    /// The two who are to be one; both are locked.
    TwoPeople two(OrganisationSetup setup, Customer one, Customer other) {
        return merging.of(setup, one, other);
    }

    ChangeRecord store(long org, Customer before, Customer after, ChangeSet change) {
        write(org, after, change);
        return new ChangeRecord(
                EntityType.CUSTOMER, before.id(), Action.UPDATE, PersonWriter.state(before), PersonWriter.state(after));
    }

    /// @param after [TwoPeople#merged] with the identifiers exchanged
    List<ChangeRecord> join(OrganisationSetup setup, TwoPeople two, Customer after, ChangeSet change) {
        List<ChangeRecord> records = merging.carryOut(setup, two, after, change);
        write(setup.orgId(), after, change);
        return records;
    }

    private void write(long org, Customer after, ChangeSet change) {
        writes.updateAll(org, List.of(after), change.at());
        writes.replaceIdentifiers(org, List.of(after));
    }
}
