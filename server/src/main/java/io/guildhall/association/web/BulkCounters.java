package io.guildhall.association.web;

import io.guildhall.association.BulkAssociation.Outcome;
import io.guildhall.association.domain.Operation;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.PlannedPerson;
import io.guildhall.association.domain.Plan.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Bulk calls in `/metrics`: items and people by what became of them. Dry runs and repeated answers do not count.
@Component
class BulkCounters {
    private final Map<Operation, Counted> counted = new EnumMap<>(Operation.class);

    BulkCounters(MeterRegistry registry) {
        for (Operation operation : Operation.values()) {
            String tag = operation.name().toLowerCase(Locale.ROOT);
            counted.put(
                    operation,
                    new Counted(
                            items(registry, tag, "done"),
                            items(registry, tag, "refused"),
                            people(registry, tag, "registered"),
                            people(registry, tag, "changed"),
                            people(registry, tag, "refused")));
        }
    }

    private record Counted(
            Counter itemsDone, Counter itemsRefused, Counter registered, Counter changed, Counter refused) {}

    private static Counter items(MeterRegistry registry, String operation, String outcome) {
        return Counter.builder("guildhall.bulk.items")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .description("Items of bulk calls")
                .register(registry);
    }

    private static Counter people(MeterRegistry registry, String operation, String outcome) {
        return Counter.builder("guildhall.bulk.people")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .description("People of bulk calls, parents and children included")
                .register(registry);
    }

    /// @return the same
    Outcome count(Operation operation, boolean dryRun, Outcome outcome) {
        Counted counters = counted.get(operation);
        if (counters != null && !dryRun && outcome instanceof Outcome.Fresh fresh) {
            Plan plan = fresh.executed().plan();
            countItems(counters, plan);
            if (fresh.executed().changeId() != null) {
                countPeople(counters, plan);
            }
        }
        return outcome;
    }

    private static void countItems(Counted counters, Plan plan) {
        int done = 0;
        int refused = 0;
        for (ItemOutcome item : plan.outcomes()) {
            if (item.self() instanceof Result.Refused) {
                refused++;
            } else {
                done++;
            }
            for (Result child : item.children()) {
                if (child instanceof Result.Refused) {
                    counters.refused().increment();
                }
            }
        }
        counters.itemsDone().increment(done);
        counters.itemsRefused().increment(refused);
        counters.refused().increment(refused);
    }

    private static void countPeople(Counted counters, Plan plan) {
        int registered = 0;
        int changed = 0;
        for (PlannedPerson person : plan.people()) {
            if (person instanceof PlannedPerson.Fresh) {
                registered++;
            } else if (person instanceof PlannedPerson.Registered known
                    && !known.after().equals(known.before())) {
                changed++;
            }
        }
        counters.registered().increment(registered);
        counters.changed().increment(changed);
    }
}
