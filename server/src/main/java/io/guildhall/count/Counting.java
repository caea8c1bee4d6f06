package io.guildhall.count;

import io.guildhall.count.domain.CountChange;
import io.guildhall.count.domain.Counted;
import io.guildhall.count.domain.Counted.Subject;
import io.guildhall.count.store.CountChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes note of what stores do to numbers, and writes it down just before their transaction is committed: one
/// statement
/// for the whole call, and none where everything comes to nothing, as when people move to another parent. What is
/// undone
/// was never noted.
@Component
public class Counting {
    private final CountChanges changes;
    private final CountRollUp rollUp;

    Counting(CountChanges changes, CountRollUp rollUp) {
        this.changes = changes;
        this.rollUp = rollUp;
    }

    /// @param change how many more people there are, or fewer
    public void people(long orgId, Instant at, int change) {
        note(orgId, Counted.people(day(at)), change);
    }

    /// @param change how many more companies of the hierarchy there are that are active, or are not, or fewer
    public void companies(long orgId, long hierarchyId, boolean active, Instant at, int change) {
        note(orgId, Counted.companies(hierarchyId, active, day(at)), change);
    }

    /// @param companyId null without a company
    /// @param change how many more open links there are, or fewer
    public void links(long orgId, long hierarchyId, String roleCode, @Nullable Long companyId, Instant at, int change) {
        note(
                orgId,
                new Counted(Subject.LINK, hierarchyId, roleCode, companyId == null ? 0 : companyId, day(at)),
                change);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private void note(long orgId, Counted counted, int change) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Numbers change within the transaction that changes what they count");
        }
        noted(orgId).sums.merge(counted, change, Integer::sum);
    }

    private Noted noted(long orgId) {
        for (TransactionSynchronization present : TransactionSynchronizationManager.getSynchronizations()) {
            if (present instanceof Noted noted && noted.orgId == orgId && noted.isOf(this)) {
                return noted;
            }
        }
        Noted noted = new Noted(orgId);
        TransactionSynchronizationManager.registerSynchronization(noted);
        return noted;
    }

    /// What one transaction does to the numbers of an organisation.
    private final class Noted implements TransactionSynchronization {
        private final long orgId;
        private final SortedMap<Counted, Integer> sums = new TreeMap<>();

        Noted(long orgId) {
            this.orgId = orgId;
        }

        boolean isOf(Counting counting) {
            return Counting.this == counting;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            List<CountChange> all = new ArrayList<>(sums.size());
            sums.forEach((counted, change) -> {
                if (change != 0) {
                    all.add(new CountChange(counted, change));
                }
            });
            sums.clear();
            changes.addAll(orgId, all);
        }

        @Override
        public void afterCommit() {
            rollUp.expect(orgId);
        }
    }
}
