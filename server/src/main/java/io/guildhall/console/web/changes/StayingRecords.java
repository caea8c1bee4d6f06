package io.guildhall.console.web.changes;

import io.guildhall.association.RecordNames;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.undo.Reverted.Protected;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Records that stay as they are, called by what is known of them now.
@Component
public class StayingRecords {
    private static final int MOST_SHOWN = 50;

    private final RecordNames names;

    StayingRecords(RecordNames names) {
        this.names = names;
    }

    /// The first of them.
    public List<StaysView> first(long orgId, List<Protected> all) {
        List<Protected> shown = all.stream().limit(MOST_SHOWN).toList();
        Set<Long> people = new HashSet<>();
        Set<Long> companies = new HashSet<>();
        Set<Long> memberships = new HashSet<>();
        for (Protected one : shown) {
            EntityKey key = one.skipped().key();
            switch (key.type()) {
                case CUSTOMER, SUBSCRIPTIONS -> people.add(key.id());
                case COMPANY -> companies.add(key.id());
                case ASSOCIATION -> memberships.add(key.id());
                case HIERARCHY, CARD, CARD_SERIES, CARD_LABELS, ENROLMENT, GROUP -> {}
            }
        }
        Naming naming = new Naming(names.of(orgId, new RecordNames.Asked(people, companies, memberships)));
        return shown.stream()
                .map(one -> StaysView.of(one, naming.subject(one.skipped().key())))
                .toList();
    }
}
