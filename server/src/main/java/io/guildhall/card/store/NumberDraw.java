package io.guildhall.card.store;

import io.guildhall.card.domain.CardNumbers;
import io.guildhall.card.store.SeriesCounters.Counter;
import io.guildhall.org.domain.CardSeries;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Draws numbers of many series at once.
@Component
class NumberDraw {
    private final SeriesCounters counters;

    NumberDraw(SeriesCounters counters) {
        this.counters = counters;
    }

    /// One statement, three while a series has no row yet.
    ///
    /// @param counts how many numbers of each series
    /// @return the numbers of each series in the order of their counters; a series with too few left is
    ///     absent, and
    ///     none has been drawn of it
    Map<CardSeries, Queue<String>> draw(long orgId, Map<CardSeries, Integer> counts) {
        if (counts.isEmpty()) {
            return Map.of();
        }
        Map<Long, Counter> drawn = counters.draw(orgId, counts);
        Set<CardSeries> missing = new HashSet<>(counts.keySet());
        missing.removeIf(series -> drawn.containsKey(series.id()));
        if (!missing.isEmpty()) {
            counters.ensure(orgId, missing);
            Map<CardSeries, Integer> again = new HashMap<>(counts);
            again.keySet().retainAll(missing);
            drawn.putAll(counters.draw(orgId, again));
        }
        Map<CardSeries, Queue<String>> numbers = new HashMap<>();
        counts.forEach((series, count) -> {
            Counter start = drawn.get(series.id());
            if (start != null) {
                numbers.put(series, numbers(series, start, count));
            }
        });
        return numbers;
    }

    private static Queue<String> numbers(CardSeries series, Counter start, int count) {
        CardNumbers numbers = new CardNumbers(Objects.requireNonNull(series.generation()), start.key());
        Queue<String> drawn = new ArrayDeque<>(count);
        for (int i = 0; i < count; i++) {
            drawn.add(numbers.number(start.next() + i));
        }
        return drawn;
    }
}
