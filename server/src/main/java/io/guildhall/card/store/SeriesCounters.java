package io.guildhall.card.store;

import io.guildhall.card.domain.CardNumbers;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.postgres.SqlArrays;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the numbers of card series have been drawn. A counter moves in the transaction of the call, which
/// holds it until the end: what is undone has drawn nothing, and there are no gaps.
@Repository
class SeriesCounters {
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    SeriesCounters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param next the first counter that no number has been drawn for; 0 of a series without cards
    /// @param key orders the numbers of the random methods; never in a log
    record Counter(long next, byte[] key) {
        /// The space as a whole holds the same numbers by any key.
        private static final Counter UNTOUCHED = new Counter(0, new byte[KEY_BYTES]);

        static Counter of(Map<Long, Counter> counters, CardSeries series) {
            return counters.getOrDefault(series.id(), UNTOUCHED);
        }

        long left(CardSeries series) {
            NumberFormat format = Objects.requireNonNull(series.generation());
            return Math.max(0, CardNumbers.capacity(format) - first(format));
        }

        Stream<String> numbersToCome(CardSeries series) {
            NumberFormat format = Objects.requireNonNull(series.generation());
            CardNumbers numbers = new CardNumbers(format, key);
            return LongStream.range(first(format), CardNumbers.capacity(format)).mapToObj(numbers::number);
        }

        /// A series may have been given a higher offset since.
        private long first(NumberFormat format) {
            return Math.max(next, CardNumbers.firstCounter(format));
        }

        @Override
        public String toString() {
            return "Counter[" + next + "]";
        }
    }

    /// Series without cards are absent.
    Map<Long, Counter> read(long orgId, Collection<Long> seriesIds) {
        return select(orgId, seriesIds, "");
    }

    /// The same, and nobody else draws of them until the transaction ends.
    Map<Long, Counter> hold(long orgId, Collection<Long> seriesIds) {
        return select(orgId, seriesIds, "ORDER BY id FOR UPDATE");
    }

    private Map<Long, Counter> select(long orgId, Collection<Long> seriesIds, String lock) {
        Map<Long, Counter> counters = new HashMap<>();
        if (!seriesIds.isEmpty()) {
            jdbc.sql("SELECT id, next_counter, permutation_key FROM card_series WHERE org_id = :org AND id = ANY(:ids) "
                            + lock)
                    .param("org", orgId)
                    .param("ids", SqlArrays.longs(seriesIds))
                    .query((rs, _) -> counters.put(
                            rs.getLong("id"), new Counter(rs.getLong("next_counter"), rs.getBytes("permutation_key"))))
                    .list();
        }
        return counters;
    }

    /// Sees to it that every series has its row, which cards refer to.
    void ensure(long orgId, Collection<CardSeries> series) {
        if (series.isEmpty()) {
            return;
        }
        List<Long> ids = series.stream().map(CardSeries::id).distinct().sorted().toList();
        jdbc.sql("""
                        INSERT INTO card_series (org_id, id, next_counter, permutation_key)
                        SELECT o.org_id, u.id, 0, u.permutation_key
                          FROM org AS o, unnest(:ids, :keys) AS u(id, permutation_key)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, id) DO NOTHING
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .param("keys", SqlArrays.bytes(ids, _ -> freshKey()))
                .update();
    }

    private byte[] freshKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /// Moves the counters on, all of them in one statement and in the order of their ids. The result holds
    /// where each draw starts; a series without a row, or with fewer numbers left than asked for, is absent and
    /// unmoved.
    Map<Long, Counter> draw(long orgId, Map<CardSeries, Integer> counts) {
        List<Map.Entry<CardSeries, Integer>> draws = counts.entrySet().stream()
                .sorted(Comparator.comparing(draw -> draw.getKey().id()))
                .toList();
        Map<Long, Counter> drawn = new HashMap<>();
        jdbc.sql("""
                        UPDATE card_series AS s
                           SET next_counter = GREATEST(s.next_counter, u.first) + u.count
                          FROM (SELECT l.id
                                  FROM card_series AS l
                                 WHERE l.org_id = :org AND l.id = ANY(:ids)
                                 ORDER BY l.id
                                   FOR UPDATE) AS locked
                          JOIN unnest(:ids, :counts, :firsts, :capacities) AS u(id, count, first, capacity)
                            ON u.id = locked.id
                         WHERE s.org_id = :org AND s.id = locked.id
                           AND GREATEST(s.next_counter, u.first) <= u.capacity - u.count
                        RETURNING s.id, s.next_counter - u.count AS start, s.permutation_key
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(draws, draw -> draw.getKey().id()))
                .param("counts", SqlArrays.longs(draws, Map.Entry::getValue))
                .param("firsts", SqlArrays.longs(draws, draw -> CardNumbers.firstCounter(format(draw))))
                .param("capacities", SqlArrays.longs(draws, draw -> CardNumbers.capacity(format(draw))))
                .query((rs, _) ->
                        drawn.put(rs.getLong("id"), new Counter(rs.getLong("start"), rs.getBytes("permutation_key"))))
                .list();
        return drawn;
    }

    private static NumberFormat format(Map.Entry<CardSeries, Integer> draw) {
        return Objects.requireNonNull(draw.getKey().generation());
    }
}
