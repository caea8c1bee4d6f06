package io.guildhall.association;

import static io.guildhall.change.domain.ChangeRecord.EntityType.CARD;
import static io.guildhall.change.domain.ChangeRecord.EntityType.ENROLMENT;

import io.guildhall.card.CardImage;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.store.CardWrites;
import io.guildhall.change.ChangeLog;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.loyalty.domain.EnrolmentChange;
import io.guildhall.loyalty.domain.Merged;
import io.guildhall.loyalty.store.Ledger;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/// Hands the cards, enrolments and points of people over to those whom they become.
@Component
class MoveBenefits {
    private final CardWrites cards;
    private final Ledger ledger;
    private final ChangeLog changes;

    MoveBenefits(CardWrites cards, Ledger ledger, ChangeLog changes) {
        this.cards = cards;
        this.ledger = ledger;
        this.changes = changes;
    }

    /// @param survivorOf ids of survivors by the ids of victims, all of whom are locked
    /// @return what was done to each card, and to each enrolment of a survivor
    List<ChangeRecord> moveAll(OrganisationSetup setup, SortedMap<Long, Long> survivorOf, ChangeSet change) {
        List<ChangeRecord> records = new ArrayList<>();
        for (CardChange card : cards.moveAll(setup.orgId(), survivorOf)) {
            records.add(changes.updated(
                            CARD,
                            card.after().id(),
                            CardImage.of(card.before(), setup),
                            CardImage.of(card.after(), setup))
                    .about(card.after().customerId()));
        }
        List<Merged> merges = survivorOf.entrySet().stream()
                .map(pair -> new Merged(pair.getKey(), pair.getValue()))
                .toList();
        ledger.moveAll(setup.orgId(), merges, change.at(), change.id()).forEach(moved -> records.add(record(moved)));
        return records;
    }

    private ChangeRecord record(EnrolmentChange moved) {
        EnrolmentState after = EnrolmentState.of(moved.after());
        return moved.before() == null
                ? changes.created(ENROLMENT, moved.id(), after)
                : changes.updated(ENROLMENT, moved.id(), EnrolmentState.of(moved.before()), after);
    }
}
