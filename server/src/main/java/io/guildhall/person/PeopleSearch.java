package io.guildhall.person;

import io.guildhall.card.store.Cards;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.store.Customers;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.person.domain.SearchText;
import io.guildhall.person.store.PersonSearch;
import io.guildhall.person.store.PersonSearch.Hit;
import io.guildhall.person.store.PersonSearch.Hits;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds people in all sources by the beginning of a first name, a last name, both in any order, an identifier, a card
/// number or the external id of a card.
@Component
public class PeopleSearch {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final PersonSearch search;
    private final Customers customers;
    private final Cards cards;

    PeopleSearch(
            TenantTransactions transactions, Setups setups, PersonSearch search, Customers customers, Cards cards) {
        this.transactions = transactions;
        this.setups = setups;
        this.search = search;
        this.customers = customers;
        this.cards = cards;
    }

    /// @param people of the page, with their cards, in the alphabetical order of what they were found by
    /// @param total at most about [PersonSearch#MOST]: more of them a longer text finds
    /// @param cursor of the next page; null on the last one
    public record Found(
            List<Customer> people, long total, @Nullable String cursor) {}

    /// @throws io.guildhall.error.RequestRefused with 400/1686 for a cursor of another query
    public Found find(long orgId, SearchText text, Page page) {
        Cursor.Tie tie = Cursor.tie(orgId, "search", text.name());
        Cursor cursor = tie.read(page.cursor(), 1);
        Hit after = cursor == null ? null : new Hit(cursor.number(0), cursor.text());
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            Hits hits = search.find(orgId, text.name(), text.prefixes(), page, after);
            Cursor.Part<Hit> part =
                    tie.part(hits.people(), page.limit(), last -> new Cursor(List.of(last.customerId()), last.key()));
            List<Long> ids = part.rows().stream().map(Hit::customerId).toList();
            Map<Long, Customer> found = customers.findAll(orgId, ids);
            Map<Long, List<HeldCard>> held = cards.ofCustomers(setup, ids);
            List<Customer> people = ids.stream()
                    .map(found::get)
                    .filter(Objects::nonNull)
                    .map(person -> person.withCards(held.getOrDefault(person.id(), List.of())))
                    .toList();
            return new Found(people, hits.total(), part.cursor());
        });
    }
}
