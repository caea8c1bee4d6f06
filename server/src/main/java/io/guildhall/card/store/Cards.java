package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.card.domain.SeriesChoice;
import io.guildhall.card.store.SeriesCounters.Counter;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads cards of the organisation whose transaction is open. Nothing is sent where there is nothing to ask.
@Repository
public class Cards {
    /// Numbers beyond twice the demand from which on nobody asks how many of them were made by hand.
    private static final long SPARE = 100;

    private final JdbcClient jdbc;
    private final CardRows rows;
    private final SeriesCounters counters;

    Cards(JdbcClient jdbc, CardRows rows, SeriesCounters counters) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.counters = counters;
    }

    /// What a batch needs to know before cards are given: at most two statements, near the end of a series
    /// four. Who writes afterwards has to be in the same transaction: near its end a series is kept to it.
    ///
    /// @param drawable one entry of a series for each card that may be drawn beyond the wishes: the series of
    ///     REGISTRATION as often as people may be registered
    public CardSnapshot snapshot(
            long orgId, OrganisationSetup setup, Collection<CardWish> wishes, Collection<CardSeries> drawable) {
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> externalIds = new LinkedHashSet<>();
        Map<CardSeries, Integer> demand = new HashMap<>();
        for (CardWish wish : wishes) {
            if (wish.number() != null) {
                numbers.add(wish.number());
            } else {
                CardSeries series = SeriesChoice.choose(setup, wish).series();
                if (series != null && series.generation() != null) {
                    demand.merge(series, 1, Integer::sum);
                }
            }
            if (wish.externalId() != null) {
                externalIds.add(wish.externalId());
            }
        }
        drawable.stream()
                .filter(series -> series.generation() != null)
                .forEach(series -> demand.merge(series, 1, Integer::sum));
        return CardSnapshot.of(findAll(orgId, numbers, externalIds), remaining(orgId, demand));
    }

    /// Every card of one of these numbers or external ids.
    public List<Card> findAll(long orgId, Collection<String> numbers, Collection<String> externalIds) {
        return find(orgId, numbers, externalIds, "");
    }

    /// The same, and keeps the cards as they are until the transaction ends.
    public List<Card> holdAll(long orgId, Collection<String> numbers, Collection<String> externalIds) {
        return find(orgId, numbers, externalIds, "FOR UPDATE");
    }

    private List<Card> find(long orgId, Collection<String> numbers, Collection<String> externalIds, String lock) {
        if (numbers.isEmpty() && externalIds.isEmpty()) {
            return List.of();
        }
        List<Card> stored = jdbc.sql("SELECT " + CardRows.COLUMNS + """
                          FROM card AS c
                         WHERE c.org_id = :org AND c.id = ANY(ARRAY(
                               SELECT n.id FROM card AS n WHERE n.org_id = :org AND n.number = ANY(:numbers)
                               UNION ALL
                               SELECT e.id FROM card AS e WHERE e.org_id = :org AND e.external_id = ANY(:externalIds)))
                         ORDER BY c.id
                        """ + lock)
                .param("org", orgId)
                .param("numbers", SqlArrays.text(numbers, number -> number))
                .param("externalIds", SqlArrays.text(externalIds, id -> id))
                .query((rs, _) -> rows.card(rs))
                .list();
        return rows.now(orgId, stored);
    }

    /// The cards of people in the order they were issued, deleted ones left out. Who holds none is absent.
    public Map<Long, List<HeldCard>> ofCustomers(OrganisationSetup setup, Collection<Long> customerIds) {
        return held(setup.orgId(), customerIds).stream()
                .collect(Collectors.groupingBy(
                        card -> Objects.requireNonNull(card.customerId()),
                        Collectors.mapping(card -> card.shownIn(setup), Collectors.toList())));
    }

    /// Everything about the cards of people, deleted ones left out, by person and in the order they were
    /// issued.
    public List<Card> held(long orgId, Collection<Long> customerIds) {
        if (customerIds.isEmpty()) {
            return List.of();
        }
        List<Card> stored = jdbc.sql("SELECT " + CardRows.COLUMNS + """
                          FROM card AS c
                         WHERE c.org_id = :org AND c.customer_id = ANY(:customers) AND c.status <> 'DELETED'
                         ORDER BY c.customer_id, c.issued_at, c.id
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> rows.card(rs))
                .list();
        return rows.now(orgId, stored);
    }

    /// Whether there have been cards of the series.
    public boolean hasCards(long orgId, long seriesId) {
        return counters.read(orgId, List.of(seriesId)).containsKey(seriesId);
    }

    /// How many numbers can still be drawn, for somebody who wants so many of them: exact where that matters,
    /// and the series is then kept to this transaction.
    public long left(long orgId, CardSeries series, int wanted) {
        return remaining(orgId, Map.of(series, wanted)).getOrDefault(series.id(), 0L);
    }

    private Map<Long, Long> remaining(long orgId, Map<CardSeries, Integer> demand) {
        List<Long> ids = demand.keySet().stream().map(CardSeries::id).toList();
        Map<Long, Counter> stored = counters.read(orgId, ids);
        boolean scarce =
                demand.entrySet().stream().anyMatch(entry -> isScarce(stored, entry.getKey(), entry.getValue()));
        Map<Long, Counter> current = scarce ? counters.hold(orgId, ids) : stored;
        Map<Long, Long> remaining = new HashMap<>();
        demand.keySet()
                .forEach(series ->
                        remaining.put(series.id(), Counter.of(current, series).left(series)));
        if (scarce) {
            leaveOutHandMade(orgId, demand, current, remaining);
        }
        return remaining;
    }

    /// Whether numbers that somebody has made by hand could be what is missing in the end. More than half of
    /// what is left would have to be made by hand for a wrong answer here, and the call would then be told to
    /// come again.
    private static boolean isScarce(Map<Long, Counter> counters, CardSeries series, int wanted) {
        long left = Counter.of(counters, series).left(series);
        return left > 0 && left < 2L * wanted + SPARE;
    }

    /// Near the end every number counts: the counters are held, and numbers made by hand are not left.
    private void leaveOutHandMade(
            long orgId, Map<CardSeries, Integer> demand, Map<Long, Counter> current, Map<Long, Long> remaining) {
        Map<String, Long> coming = new HashMap<>(); // series by each number that is still to come
        demand.forEach((series, wanted) -> {
            if (isScarce(current, series, wanted)) {
                Counter.of(current, series).numbersToCome(series).forEach(number -> coming.put(number, series.id()));
            }
        });
        findAll(orgId, coming.keySet(), List.of())
                .forEach(card -> remaining.merge(Objects.requireNonNull(coming.get(card.number())), -1L, Long::sum));
    }
}
