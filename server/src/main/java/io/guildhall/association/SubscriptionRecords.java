package io.guildhall.association;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.store.CustomerMerges.HandedSubscriptions;
import io.guildhall.customer.wire.RecordedPeople;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What was done to people's subscriptions, all of a person's in one record.
final class SubscriptionRecords {
    private SubscriptionRecords() {}

    static List<ChangeRecord> of(HandedSubscriptions handed) {
        Set<Long> people = new TreeSet<>(handed.before().keySet());
        people.addAll(handed.after().keySet());
        return of(handed.before(), handed.after(), people);
    }

    /// @param before and
    /// @param after by person's id; of these people
    static List<ChangeRecord> of(
            Map<Long, List<Subscription>> before, Map<Long, List<Subscription>> after, Collection<Long> people) {
        List<ChangeRecord> records = new ArrayList<>();
        for (long person : people) {
            List<Subscription> was = before.getOrDefault(person, List.of());
            List<Subscription> is = after.getOrDefault(person, List.of());
            if (!was.equals(is)) {
                records.add(new ChangeRecord(
                        EntityType.SUBSCRIPTIONS,
                        person,
                        Action.UPDATE,
                        RecordedPeople.text(was),
                        RecordedPeople.text(is)));
            }
        }
        return records;
    }
}
