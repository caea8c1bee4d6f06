package io.guildhall.person;

import io.guildhall.card.store.Cards;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.HeldCard;
import io.guildhall.customer.store.Customers;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.person.domain.SearchText;
import io.guildhall.person.store.PersonSearch;
import io.guildhall.person.store.PersonSearch.Hits;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Finds people in all sources by the beginning of a name, identifier or card number.
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

    /// @param people of the page, with their cards, in the order of their ids
    public record Found(List<Customer> people, long total) {}

    public Found find(long orgId, SearchText text, Page page) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            Hits hits = search.find(orgId, text.name(), text.prefixes(), page);
            Map<Long, Customer> found = customers.findAll(orgId, hits.ids());
            Map<Long, List<HeldCard>> held = cards.ofCustomers(setup, hits.ids());
            List<Customer> people = hits.ids().stream()
                    .map(found::get)
                    .filter(Objects::nonNull)
                    .map(person -> person.withCards(held.getOrDefault(person.id(), List.of())))
                    .toList();
            return new Found(people, hits.total());
        });
    }
}
