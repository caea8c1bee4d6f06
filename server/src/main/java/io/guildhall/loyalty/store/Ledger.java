package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.Account;
import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.loyalty.domain.EnrolmentChange;
import io.guildhall.loyalty.domain.Merged;
import io.guildhall.loyalty.domain.MergedEnrolments;
import io.guildhall.loyalty.domain.Movement;
import io.guildhall.loyalty.domain.NewEnrolment;
import io.guildhall.loyalty.store.PointsLots.NewLot;
import io.guildhall.loyalty.store.Postings.Reason;
import io.guildhall.postgres.IdBlocks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;

/// Enrols people and moves their points, in the organisation whose transaction is open (ADR 12).
@Repository
public class Ledger {
    private static final Comparator<Enrolled> KEY_ORDER = Comparator.comparingLong(Enrolled::customerId)
            .thenComparingLong(enrolled -> enrolled.enrolment().programId());

    private final Enrolments enrolments;
    private final PointsAccounts accounts;
    private final PointsLots lots;
    private final Postings postings;
    private final IdBlocks ids;

    Ledger(Enrolments enrolments, PointsAccounts accounts, PointsLots lots, Postings postings, IdBlocks ids) {
        this.enrolments = enrolments;
        this.accounts = accounts;
        this.lots = lots;
        this.postings = postings;
        this.ids = ids;
    }

    /// Enrols people, who are stored, and credits their opening points: one statement, and five more where somebody
    /// gets points; none for nobody.
    ///
    /// @throws LostRace when a concurrent call has enrolled one of the people in the meantime
    /// @return the ids of the enrolments, in the order given
    public List<Long> enrolAll(long orgId, List<Enrolled> enrolled, Instant at, UUID changeId) {
        if (enrolled.isEmpty()) {
            return List.of();
        }
        List<Enrolled> ordered = enrolled.stream().sorted(KEY_ORDER).toList();
        long[] drawn = newIds(ordered.size());
        enrolments.insertAll(
                orgId, ordered.stream().map(place -> stored(place, at)).toList(), drawn, changeId);
        List<Enrolled> credited =
                ordered.stream().filter(place -> place.enrolment().points() > 0).toList();
        if (!credited.isEmpty()) {
            credit(orgId, credited, at, changeId);
        }
        Map<Enrolled, Long> idOf = new HashMap<>();
        for (int i = 0; i < drawn.length; i++) {
            idOf.put(ordered.get(i), drawn[i]);
        }
        return enrolled.stream().map(idOf::get).toList();
    }

    private static Enrolment stored(Enrolled place, Instant at) {
        NewEnrolment enrolment = place.enrolment();
        return new Enrolment(
                place.customerId(), enrolment.programId(), enrolment.tierNumber(), enrolment.tierExpiresAt(), at);
    }

    private long[] newIds(int count) {
        return ids.take(Enrolments.ID_SEQUENCE, count);
    }

    private void credit(long orgId, List<Enrolled> credited, Instant at, UUID changeId) {
        long[] lotIds = ids.take(PointsLots.ID_SEQUENCE, credited.size());
        List<Movement> movements = new ArrayList<>(credited.size());
        for (int i = 0; i < lotIds.length; i++) {
            Enrolled place = credited.get(i);
            long program = place.enrolment().programId();
            movements.add(new Movement(
                    lotIds[i],
                    AccountKey.issued(program),
                    AccountKey.customer(place.customerId(), program),
                    BigDecimal.valueOf(place.enrolment().points())));
        }
        Map<AccountKey, Account> open = open(orgId, movements);
        List<NewLot> newLots = new ArrayList<>(credited.size());
        for (int i = 0; i < lotIds.length; i++) {
            Movement movement = movements.get(i);
            Account account = Objects.requireNonNull(open.get(movement.to()));
            newLots.add(new NewLot(
                    lotIds[i],
                    account.id(),
                    movement.points(),
                    credited.get(i).enrolment().pointsExpireAt()));
        }
        lots.insertAll(orgId, newLots, at);
        postings.record(orgId, movements, open, Reason.ENROLMENT, at, changeId);
    }

    private Map<AccountKey, Account> open(long orgId, List<Movement> movements) {
        return accounts.open(
                orgId,
                movements.stream()
                        .flatMap(movement -> Stream.of(movement.from(), movement.to()))
                        .collect(Collectors.toSet()));
    }

    /// Hands what victims of merges have to their survivors, all of whom are locked: enrolments as
    /// [MergedEnrolments] says, and what is left of every lot, lapsed ones included, by transfers that leave lots
    /// and expiry as they are. The victims' enrolments stay as the record of what they had; their balances are
    /// zero afterwards. At most nine statements, whatever the number.
    ///
    /// @param merges nobody is a victim twice, or a victim and a survivor
    /// @return the enrolments that survivors got, and those of other tiers
    /// @throws LostRace when a concurrent call has enrolled a survivor or credited points in the meantime
    public List<EnrolmentChange> moveAll(long orgId, List<Merged> merges, Instant at, UUID changeId) {
        if (merges.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> survivors =
                merges.stream().collect(Collectors.toMap(Merged::victimId, Merged::survivorId)); // throws when doubled
        Set<Long> people = new HashSet<>(survivors.keySet());
        for (long survivor : survivors.values()) {
            if (survivors.containsKey(survivor)) {
                throw new IllegalArgumentException(survivor + " is both a victim and a survivor");
            }
            people.add(survivor);
        }
        List<Enrolment> before = enrolments.ofCustomers(orgId, people);
        if (before.stream().noneMatch(enrolment -> survivors.containsKey(enrolment.customerId()))) {
            return List.of(); // who is in no programme has no points either
        }
        List<EnrolmentChange> changes =
                moveEnrolments(orgId, MergedEnrolments.of(merges, before, at), before, changeId);
        movePoints(orgId, survivors, before, at, changeId);
        return changes;
    }

    private List<EnrolmentChange> moveEnrolments(
            long orgId, MergedEnrolments moved, List<Enrolment> before, UUID changeId) {
        List<EnrolmentChange> changes = new ArrayList<>();
        if (!moved.opened().isEmpty()) {
            long[] drawn = newIds(moved.opened().size());
            enrolments.insertAll(orgId, moved.opened(), drawn, changeId);
            for (int i = 0; i < drawn.length; i++) {
                changes.add(new EnrolmentChange(drawn[i], null, moved.opened().get(i)));
            }
        }
        if (!moved.raised().isEmpty()) {
            Map<AccountKey, Enrolment> held = new HashMap<>();
            before.forEach(enrolment -> held.put(key(enrolment), enrolment));
            Map<AccountKey, Long> idOf = enrolments.changeTiers(orgId, moved.raised(), changeId);
            for (Enrolment raised : moved.raised()) {
                long id = Objects.requireNonNull(idOf.get(key(raised)));
                changes.add(new EnrolmentChange(id, held.get(key(raised)), raised));
            }
        }
        return changes;
    }

    private static AccountKey key(Enrolment enrolment) {
        return AccountKey.customer(enrolment.customerId(), enrolment.programId());
    }

    private void movePoints(long orgId, Map<Long, Long> survivors, List<Enrolment> before, Instant at, UUID changeId) {
        Map<Long, AccountKey> locked = new HashMap<>();
        accounts.lock(orgId, before.stream().map(Ledger::key).toList()).forEach((key, id) -> {
            if (survivors.containsKey(key.holderId())) {
                locked.put(id, key);
            }
        });
        if (locked.isEmpty()) {
            return;
        }
        List<Movement> movements = lots.rests(orgId, locked.keySet()).stream()
                .map(rest -> transfer(rest, Objects.requireNonNull(locked.get(rest.accountId())), survivors))
                .toList();
        if (!movements.isEmpty()) {
            postings.record(orgId, movements, open(orgId, movements), Reason.MERGE, at, changeId);
        }
    }

    private static Movement transfer(PointsLots.Rest rest, AccountKey from, Map<Long, Long> survivors) {
        long survivor = Objects.requireNonNull(survivors.get(from.holderId()));
        return new Movement(rest.lotId(), from, AccountKey.customer(survivor, from.programId()), rest.points());
    }
}
