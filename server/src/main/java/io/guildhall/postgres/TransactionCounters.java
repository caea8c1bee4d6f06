package io.guildhall.postgres;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// Races between calls in `/metrics`.
@Component
class TransactionCounters implements MeterBinder {
    private final TenantTransactions.Counts counts;

    TransactionCounters(TenantTransactions transactions) {
        this.counts = transactions.counts();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        undone(registry, "lost_race", counts.lostRaces());
        undone(registry, "deadlock", counts.deadlocks());
        undone(registry, "lock_timeout", counts.lockTimeouts());
        FunctionCounter.builder("guildhall.transactions.refused", counts.refused(), LongAdder::sum)
                .description("Writing calls given up with 521 as others were in their way")
                .register(registry);
    }

    private static void undone(MeterRegistry registry, String reason, LongAdder count) {
        FunctionCounter.builder("guildhall.transactions.undone", count, LongAdder::sum)
                .tag("reason", reason)
                .description("Attempts of writing calls that another call had undone; most run again")
                .register(registry);
    }
}
