package io.guildhall.card.store;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardChange;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.card.domain.NewCard;
import io.guildhall.card.store.CardLog.Entry;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Gives, makes and changes cards of the organisation whose transaction is open, each with its entry in the log
/// of statuses. Nothing is sent where there is nothing to do.
@Repository
public class CardWrites {
    private final JdbcClient jdbc;
    private final CardRows rows;
    private final CardMaking making;
    private final CardLog log;

    CardWrites(JdbcClient jdbc, CardRows rows, CardMaking making, CardLog log) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.making = making;
        this.log = log;
    }

    /// A card for somebody.
    public record Grant(long customerId, CardGrant what) {}

    private record Linking(Card card, long customerId, CardGrant.Link how) {}

    /// Gives everybody their card. People have to be stored already. For any number of cards three statements,
    /// and one more each where there are external cards, free cards, or numbers that somebody has made by hand.
    ///
    /// @param tillId in whose name
    /// @return the cards in the order of the grants
    /// @throws LostRace when a concurrent call has taken a card, an external id or the last numbers
    public List<Card> grantAll(long orgId, List<Grant> grants, Instant at, long tillId) {
        List<NewCard> fresh = new ArrayList<>();
        List<Linking> links = new ArrayList<>();
        for (Grant grant : grants) {
            switch (grant.what()) {
                case CardGrant.Draw draw -> fresh.add(fresh(grant, draw, null, draw.series()));
                case CardGrant.Create create -> fresh.add(fresh(grant, create, create.number(), create.series()));
                case CardGrant.Link link -> links.add(new Linking(link.card(), grant.customerId(), link));
            }
        }
        Iterator<Card> made = making.makeAll(orgId, fresh, at).iterator();
        Map<Long, Card> linked = link(orgId, links, at);
        List<Card> granted = new ArrayList<>(grants.size());
        List<Entry> entries = new ArrayList<>(grants.size());
        for (Grant grant : grants) {
            String labelBefore =
                    grant.what() instanceof CardGrant.Link link ? link.card().statusLabel() : null;
            Card card = grant.what() instanceof CardGrant.Link link
                    ? Objects.requireNonNull(linked.get(link.card().id()))
                    : made.next();
            granted.add(card);
            entries.add(new Entry(card, labelBefore, null));
        }
        log.addAll(orgId, entries, at, tillId);
        return granted;
    }

    private static NewCard fresh(Grant grant, CardGrant how, @Nullable String number, CardSeries series) {
        return new NewCard(
                series,
                number,
                how.externalId(),
                grant.customerId(),
                how.status(),
                how.statusLabel(),
                Fields.NONE,
                how.extendedFields());
    }

    /// Makes cards, under numbers of their own or drawn ones.
    ///
    /// @return in the order given
    /// @throws LostRace when a concurrent call has taken a number, an external id or the last numbers
    public List<Card> makeAll(long orgId, List<NewCard> cards, Instant at, long tillId) {
        List<Card> made = making.makeAll(orgId, cards, at);
        log.addAll(orgId, made.stream().map(card -> new Entry(card, null, null)).toList(), at, tillId);
        return made;
    }

    /// Makes cards ahead and stores that this call did. Its change set is stored already. The log of statuses
    /// starts with the first change: an entry for each card would be looked up in the table that is being
    /// filled, which takes the database longer than everything else where the table was small before.
    ///
    /// @param cards all of one series
    public List<Card> generate(long orgId, List<NewCard> cards, Instant at, long tillId, UUID changeId) {
        List<Card> made = making.makeAll(orgId, cards, at);
        Card first = made.getFirst();
        log.addGeneration(orgId, changeId, first.seriesId(), at, made.size(), first.statusLabel(), tillId);
        return made;
    }

    private Map<Long, Card> link(long orgId, List<Linking> links, Instant at) {
        Map<Long, Card> linked = new HashMap<>();
        if (links.isEmpty()) {
            return linked;
        }
        try {
            jdbc.sql("""
                            UPDATE card AS c
                               SET customer_id = u.customer_id, status = u.status, status_label = u.label,
                                   external_id = COALESCE(u.external_id, c.external_id),
                                   extended_fields = c.extended_fields || CAST(u.fields AS jsonb), issued_at = :at,
                                   expires_at = CAST(u.expires_at AS timestamptz)
                              FROM (SELECT l.id
                                      FROM card AS l
                                     WHERE l.org_id = :org AND l.id = ANY(:ids)
                                     ORDER BY l.id
                                       FOR UPDATE) AS locked
                              JOIN unnest(:ids, :customers, :before, :statuses, :labels, :externalIds, :fields,
                                          :expiries)
                                     AS u(id, customer_id, before, status, label, external_id, fields, expires_at)
                                ON u.id = locked.id
                             WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = locked.id
                               AND c.customer_id IS NULL AND c.status = u.before
                            RETURNING\s""" + CardRows.COLUMNS)
                    .param("org", orgId)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("ids", SqlArrays.longs(links, link -> link.card().id()))
                    .param("customers", SqlArrays.longs(links, Linking::customerId))
                    .param(
                            "before",
                            SqlArrays.text(links, link -> link.card().status().name()))
                    .param(
                            "statuses",
                            SqlArrays.text(links, link -> link.how().status().name()))
                    .param("labels", SqlArrays.text(links, link -> link.how().statusLabel()))
                    .param(
                            "externalIds",
                            SqlArrays.text(links, link -> link.how().externalId()))
                    .param(
                            "fields",
                            SqlArrays.text(links, link -> rows.json(link.how().extendedFields())))
                    .param(
                            "expiries",
                            SqlArrays.text(
                                    links,
                                    link -> CardRows.text(link.how().expiry().after(at))))
                    .query((rs, _) -> linked.put(rs.getLong("id"), rows.card(rs)))
                    .list();
        } catch (DuplicateKeyException taken) {
            throw new LostRace("card external ids");
        }
        if (linked.size() < links.size()) {
            throw new LostRace("cards");
        }
        return linked;
    }

    /// Hands all cards of people over to others, for instance when they become them.
    ///
    /// @param holders the new holder by the former one
    /// @return the cards that changed hands, by id
    public List<CardChange> moveAll(long orgId, SortedMap<Long, Long> holders) {
        Map<Long, Long> giverByCard = new HashMap<>();
        List<Card> moved = jdbc.sql("""
                        UPDATE card AS c
                           SET customer_id = u.taker
                          FROM unnest(:givers, :takers) AS u(giver, taker)
                         WHERE c.org_id = :org AND c.customer_id = ANY(:givers) AND c.customer_id = u.giver
                        RETURNING u.giver,\s""" + CardRows.COLUMNS)
                .param("org", orgId)
                .param("givers", SqlArrays.longs(holders.keySet()))
                .param("takers", SqlArrays.longs(holders.values()))
                .query((rs, _) -> {
                    Card card = rows.card(rs);
                    giverByCard.put(card.id(), rs.getLong("giver"));
                    return card;
                })
                .list();
        return rows.now(orgId, moved).stream()
                .sorted(Comparator.comparing(Card::id))
                .map(card ->
                        new CardChange(card.heldBy(Objects.requireNonNull(giverByCard.get(card.id()))), card, null))
                .toList();
    }

    /// Stores cards as they are to be. The caller holds them ([Cards#holdAll]), so nothing has changed since.
    ///
    /// @throws LostRace when a concurrent call has taken an external id
    public void updateAll(long orgId, Collection<CardChange> changes, Instant at, long tillId) {
        if (changes.isEmpty()) {
            return;
        }
        List<Card> after = changes.stream()
                .map(CardChange::after)
                .sorted(Comparator.comparing(Card::id))
                .toList();
        try {
            update(orgId, after);
        } catch (DuplicateKeyException taken) {
            throw new LostRace("card external ids");
        }
        List<Entry> entries = changes.stream()
                .filter(CardChange::changesLabel)
                .map(change -> new Entry(change.after(), change.before().statusLabel(), change.reason()))
                .toList();
        log.addAll(orgId, entries, at, tillId);
    }

    private void update(long orgId, List<Card> cards) {
        jdbc.sql("""
                        UPDATE card AS c
                           SET customer_id = u.customer_id, external_id = u.external_id, status = u.status,
                               status_label = u.label, custom_fields = CAST(u.custom_fields AS jsonb),
                               extended_fields = CAST(u.extended_fields AS jsonb), mapped_till_id = u.till,
                               issued_at = CAST(u.issued_at AS timestamptz),
                               expires_at = CAST(u.expires_at AS timestamptz)
                          FROM unnest(:ids, :customers, :externalIds, :statuses, :labels, :customFields,
                                      :extendedFields, :tills, :issued, :expiries)
                                 AS u(id, customer_id, external_id, status, label, custom_fields, extended_fields,
                                      till, issued_at, expires_at)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(cards, Card::id))
                .param("customers", SqlArrays.array("bigint", cards, Card::customerId))
                .param("externalIds", SqlArrays.text(cards, Card::externalId))
                .param("statuses", SqlArrays.text(cards, card -> card.status().name()))
                .param("labels", SqlArrays.text(cards, Card::statusLabel))
                .param("customFields", SqlArrays.text(cards, card -> rows.json(card.customFields())))
                .param("extendedFields", SqlArrays.text(cards, card -> rows.json(card.extendedFields())))
                .param("tills", SqlArrays.array("bigint", cards, Card::mappedTillId))
                .param("issued", SqlArrays.text(cards, card -> CardRows.text(card.issuedAt())))
                .param("expiries", SqlArrays.text(cards, card -> CardRows.text(card.expiresAt())))
                .update();
    }
}
