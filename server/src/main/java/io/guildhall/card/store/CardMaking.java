package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.NewCard;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.postgres.IdBlocks;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Inserts cards. The unique keys of the table are the judge: a drawn number that somebody has made by hand
/// before is skipped by drawing another one.
@Repository
class CardMaking {
    private static final String ID_SEQUENCE = "card_id";

    private final JdbcClient jdbc;
    private final CardRows rows;
    private final SeriesCounters counters;
    private final NumberDraw draw;
    private final IdBlocks ids;

    CardMaking(JdbcClient jdbc, CardRows rows, SeriesCounters counters, NumberDraw draw, IdBlocks ids) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.counters = counters;
        this.draw = draw;
        this.ids = ids;
    }

    /// @return the cards in the order given
    /// @throws LostRace when a number or external id belongs to another card by now, or a series has too few
    ///     left
    List<Card> makeAll(long orgId, List<NewCard> wanted, Instant at) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        long[] fresh = ids.take(ID_SEQUENCE, wanted.size());
        @Nullable Card[] made = new Card[wanted.size()];
        Set<String> brought = new HashSet<>();
        List<Integer> drawing = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            NewCard card = wanted.get(i);
            if (card.number() == null) {
                drawing.add(i);
            } else {
                brought.add(card.number());
                made[i] = card.made(fresh[i], card.number(), at);
            }
        }
        counters.ensure(orgId, seriesOfBrought(wanted));
        List<Card> inserting = new ArrayList<>();
        for (Card card : made) {
            if (card != null) {
                inserting.add(card);
            }
        }
        do {
            number(orgId, wanted, drawing, brought, (i, number) -> {
                Card card = wanted.get(i).made(fresh[i], number, at);
                made[i] = card;
                inserting.add(card);
            });
            Set<Long> ours = insert(orgId, inserting, at);
            List<Card> refused =
                    inserting.stream().filter(card -> !ours.contains(card.id())).toList();
            refuseTaken(orgId, refused, brought);
            drawing.removeIf(i -> {
                Card card = made[i];
                return card != null && ours.contains(card.id());
            });
            inserting.clear();
        } while (!drawing.isEmpty());
        List<Card> all = new ArrayList<>(made.length);
        for (Card card : made) {
            all.add(Objects.requireNonNull(card));
        }
        return all;
    }

    private static Collection<CardSeries> seriesOfBrought(List<NewCard> wanted) {
        Set<CardSeries> series = new HashSet<>();
        wanted.stream().filter(card -> card.number() != null).forEach(card -> series.add(card.series()));
        return series;
    }

    private interface Numbered {
        void accept(int index, String number);
    }

    /// Draws a number for each of the cards; one that another card of the call brings along stays without.
    private void number(
            long orgId, List<NewCard> wanted, List<Integer> drawing, Set<String> brought, Numbered numbered) {
        Map<CardSeries, Integer> counts = new HashMap<>();
        drawing.forEach(i -> counts.merge(wanted.get(i).series(), 1, Integer::sum));
        Map<CardSeries, Queue<String>> drawn = draw.draw(orgId, counts);
        for (int i : drawing) {
            Queue<String> numbers = drawn.get(wanted.get(i).series());
            if (numbers == null) {
                throw new LostRace("card numbers");
            }
            String number = numbers.remove();
            if (!brought.contains(number)) {
                numbered.accept(i, number);
            }
        }
    }

    /// Which cards are really ours; a missing one has a number or an external id of another card.
    private Set<Long> insert(long orgId, List<Card> cards, Instant at) {
        List<Card> ordered =
                cards.stream().sorted(Comparator.comparing(Card::number)).toList();
        Set<Long> ours = new HashSet<>();
        Portions.of(ordered).forEach(portion -> ours.addAll(insertPortion(orgId, portion, at)));
        return ours;
    }

    private Set<Long> insertPortion(long orgId, List<Card> ordered, Instant at) {
        return jdbc.sql("""
                        INSERT INTO card (org_id, id, series_id, number, external_id, customer_id, status, status_label,
                                          custom_fields, extended_fields, issued_at, expires_at, created_at)
                        SELECT o.org_id, u.id, u.series_id, u.number, u.external_id, u.customer_id, u.status, u.label,
                               CAST(u.custom_fields AS jsonb), CAST(u.extended_fields AS jsonb),
                               CASE WHEN u.customer_id IS NOT NULL THEN :at END,
                               CAST(u.expires_at AS timestamptz), :at
                          FROM org AS o,
                               unnest(:ids, :series, :numbers, :externalIds, :customers, :statuses, :labels,
                                      :customFields, :extendedFields, :expiries)
                                 AS u(id, series_id, number, external_id, customer_id, status, label, custom_fields,
                                      extended_fields, expires_at)
                         WHERE o.org_id = :org
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", SqlArrays.longs(ordered, Card::id))
                .param("series", SqlArrays.longs(ordered, Card::seriesId))
                .param("numbers", SqlArrays.text(ordered, Card::number))
                .param("externalIds", SqlArrays.text(ordered, Card::externalId))
                .param("customers", SqlArrays.array("bigint", ordered, Card::customerId))
                .param("statuses", SqlArrays.text(ordered, card -> card.status().name()))
                .param("labels", SqlArrays.text(ordered, Card::statusLabel))
                .param("customFields", SqlArrays.text(ordered, card -> rows.json(card.customFields())))
                .param("extendedFields", SqlArrays.text(ordered, card -> rows.json(card.extendedFields())))
                .param("expiries", SqlArrays.text(ordered, card -> CardRows.text(card.expiresAt())))
                .query((rs, _) -> rs.getLong("id"))
                .set();
    }

    /// A number that was brought along is lost for good, and so is an external id; a drawn number is not.
    private void refuseTaken(long orgId, List<Card> refused, Set<String> brought) {
        if (refused.stream().anyMatch(card -> brought.contains(card.number()))) {
            throw new LostRace("card numbers");
        }
        List<Card> withExternalId =
                refused.stream().filter(card -> card.externalId() != null).toList();
        if (withExternalId.isEmpty()) {
            return;
        }
        int taken = jdbc.sql("SELECT count(*) FROM card WHERE org_id = :org AND number = ANY(:numbers)")
                .param("org", orgId)
                .param("numbers", SqlArrays.text(withExternalId, Card::number))
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (taken < withExternalId.size()) {
            throw new LostRace("card external ids");
        }
    }
}
