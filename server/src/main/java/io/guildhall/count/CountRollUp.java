package io.guildhall.count;

import io.guildhall.count.domain.CountChange;
import io.guildhall.count.domain.RollUp;
import io.guildhall.count.store.CountChanges;
import io.guildhall.count.store.CountSums;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// Sums up what calls have noted, some at a time, beside the calls that go on. Each instance sees to the organisations
/// that it has written for, and after its start to all of them; whose rows they are does not matter, and one instance
/// at a time sums up for an organisation.
@Component
public class CountRollUp {
    private static final Logger log = LoggerFactory.getLogger(CountRollUp.class);
    private static final int PORTION = 5_000;

    private final TenantTransactions transactions;
    private final CountChanges changes;
    private final CountSums sums;
    private final Set<Long> expected = ConcurrentHashMap.newKeySet();

    CountRollUp(TenantTransactions transactions, CountChanges changes, CountSums sums) {
        this.transactions = transactions;
        this.changes = changes;
        this.sums = sums;
    }

    /// There is something to be summed up for the organisation.
    void expect(long orgId) {
        expected.add(orgId);
    }

    /// What is left from before.
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            expected.addAll(changes.organisations());
        } catch (RuntimeException unavailable) {
            log.debug("Numbers from before are summed up with the next write", unavailable);
        }
    }

    /// Sums up everything that was committed before.
    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    public void run() {
        for (long orgId : List.copyOf(expected)) {
            expected.remove(orgId);
            try {
                while (portion(orgId) == PORTION) {
                    // a long import leaves more than one
                }
            } catch (CannotCreateTransactionException unavailable) {
                expected.add(orgId);
                log.debug("Numbers were not summed up, the next attempt follows", unavailable);
                return; // a database that does not answer is not asked for each organisation
            } catch (RuntimeException failure) {
                expected.add(orgId); // and the others are not kept waiting
                log.warn(
                        "Numbers of organisation {} were not summed up, the next attempt follows: {}",
                        orgId,
                        failure.getClass().getSimpleName());
            }
        }
    }

    /// @return how many changes went into the sums
    private int portion(long orgId) {
        return transactions.write(orgId, () -> {
            if (!changes.hold(orgId)) {
                expected.add(orgId); // another instance may have looked already when ours were committed
                return 0;
            }
            List<CountChange> taken = changes.take(orgId, PORTION);
            RollUp summed = RollUp.of(taken);
            sums.addLinks(orgId, summed.links());
            sums.addDays(orgId, summed.days());
            return taken.size();
        });
    }
}
