package io.guildhall.person;

import io.guildhall.association.BulkAssociation.Call;
import io.guildhall.association.CallRecords;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.card.store.CardErasure;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.store.ChangeSets;
import io.guildhall.change.store.PersonalRecords;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.ErasureReceipt;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.store.Erasures;
import io.guildhall.imports.ImportErasure;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.person.Erasing.Erased;
import io.guildhall.person.store.ErasureCounts;
import io.guildhall.postgres.LostRace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes everything that is said of a person out of every table, in the transaction that is open. The person is locked
/// first, as by every other writer ([ADR 7](docs/adr/0007-locking-and-races.md)), and so are all who became the person.
@Component
class ErasePerson {
    private final Customers customers;
    private final Erasures erasures;
    private final Beside beside;
    private final CallRecords calls;

    ErasePerson(Customers customers, Erasures erasures, Beside beside, CallRecords calls) {
        this.customers = customers;
        this.erasures = erasures;
        this.beside = beside;
        this.calls = calls;
    }

    /// What there is of people outside of the tables of people.
    @Component
    static class Beside {
        private final CardErasure cards;
        private final PersonalRecords records;
        private final ChangeSets changes;
        private final ErasureCounts counts;
        private final ImportErasure imports;

        Beside(
                CardErasure cards,
                PersonalRecords records,
                ChangeSets changes,
                ErasureCounts counts,
                ImportErasure imports) {
            this.imports = imports;
            this.cards = cards;
            this.records = records;
            this.changes = changes;
            this.counts = counts;
        }
    }

    Erased erase(OrganisationSetup setup, Call call, long id, Instant now) {
        long org = setup.orgId();
        long survivor = survivor(org, id);
        List<Long> people = erasures.everybodyIn(org, survivor);
        customers.lock(org, people);
        if (survivor(org, id) != survivor
                || !erasures.everybodyIn(org, survivor).equals(people)) {
            throw new LostRace("who is one with the person");
        }
        ErasureReceipt former = erasures.receipt(org, survivor).orElse(null);
        if (former != null) {
            return erased(setup, former, id, null);
        }
        Customer stored = customers.findAll(org, List.of(survivor)).get(survivor);
        if (stored == null && !erasures.isRemoved(org, survivor)) {
            throw Erasing.nobody();
        }
        List<Long> cards = beside.cards.hold(org, people, beside.records.cards(org, people));
        List<Long> told = new ArrayList<>(people);
        told.addAll(erasures.formerSurvivors(org, people));
        Map<String, Long> going = beside.counts.going(
                org, people, beside.records.count(org, people), beside.records.countAnswers(org, told));
        Map<String, Long> staying = beside.counts.staying(org, people);
        long till = call.caller().tillId();
        boolean mayReturn = setup.settings().erasedMayReturn();
        if (call.dryRun()) {
            return erased(setup, new ErasureReceipt(null, survivor, null, till, mayReturn, going, staying), id, null);
        }
        ChangeSet change = calls.changeSet(call, now);
        ErasureReceipt receipt =
                new ErasureReceipt(change.id(), survivor, change.at(), till, mayReturn, going, staying);
        beside.records.emptyAnswers(org, told);
        write(setup, stored, people, cards, change, receipt);
        return erased(setup, receipt, id, change);
    }

    private void write(
            OrganisationSetup setup,
            @Nullable Customer stored,
            List<Long> people,
            List<Long> cards,
            ChangeSet change,
            ErasureReceipt receipt) {
        long org = setup.orgId();
        beside.changes.open(org, change);
        String deleted =
                setup.cardLabels().defaultLabel(CardStatus.DELETED.name()).orElse(CardStatus.DELETED.name());
        beside.records.emptyClear(org, people, cards);
        beside.cards.erase(org, cards, deleted, receipt.by(), change.at());
        if (stored != null) {
            beside.imports.forget(
                    org, stored.allIdentifiers().stream().map(MatchKey::of).toList());
        }
        String blocking = receipt.mayReturn()
                ? null
                : Objects.requireNonNull(setup.erasureKey(), "made before the first erasure");
        erasures.erase(org, stored, people, blocking, receipt.by(), change.at());
        erasures.keep(org, receipt);
        beside.changes.addAll(
                org,
                change,
                people.stream()
                        .map(person -> new ChangeRecord(EntityType.CUSTOMER, person, Action.END, null, null))
                        .toList());
    }

    Erased receipt(OrganisationSetup setup, long id) {
        ErasureReceipt receipt =
                erasures.receipt(setup.orgId(), survivor(setup.orgId(), id)).orElseThrow(Erasing::nobody);
        return erased(setup, receipt, id, null);
    }

    private static Erased erased(
            OrganisationSetup setup, ErasureReceipt receipt, long asked, @Nullable ChangeSet change) {
        Addressee addressee =
                new Addressee(receipt.customerId(), ProfileKey.ANY, receipt.customerId() == asked ? null : asked);
        return new Erased(
                receipt,
                Erasing.till(setup, receipt.by()),
                PersonChanges.merged(addressee),
                change == null ? null : change.id());
    }

    private long survivor(long org, long id) {
        Long survivor = customers.survivors(org, List.of(id)).get(id);
        if (survivor == null && erasures.isRemoved(org, id)) {
            return id; // the registration was taken back, and what the log says of the person is there
        }
        if (survivor == null) {
            throw Erasing.nobody();
        }
        return survivor;
    }
}
