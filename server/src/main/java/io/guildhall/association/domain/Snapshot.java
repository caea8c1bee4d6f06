package io.guildhall.association.domain;

import io.guildhall.card.domain.CardSnapshot;
import io.guildhall.company.domain.Company;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.org.domain.OrganisationSetup;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything stored that a batch can touch or lean on, read at once; nothing else is asked while planning.
public final class Snapshot {
    private final Map<String, Hierarchy> hierarchiesByCode = new HashMap<>();
    private final Map<Long, Hierarchy> hierarchiesById = new HashMap<>();
    private final Map<MatchKey, List<Match>> matches;
    private final Map<Long, Customer> customers;
    private final Map<Long, CurrentLink> links = new HashMap<>();
    private final Map<String, Company> companiesByKey = new HashMap<>();
    private final Map<Long, Company> companiesById = new HashMap<>();
    private final Set<Occupied> occupied;
    private final OrganisationSetup setup;
    private final Holdings holdings;

    /// A role that at least one active person of the company holds.
    public record Occupied(long companyId, String roleCode) {}

    /// What the people concerned hold already, and what is stored about the cards that the batch names.
    ///
    /// @param enrolled ids of programmes by customer
    public record Holdings(CardSnapshot cards, Map<Long, Set<Long>> enrolled) {
        public static final Holdings NONE = new Holdings(CardSnapshot.EMPTY, Map.of());

        public Holdings {
            enrolled = Map.copyOf(enrolled);
        }
    }

    public Snapshot(
            OrganisationSetup setup,
            Collection<Hierarchy> hierarchies,
            Map<MatchKey, List<Match>> matches,
            Map<Long, Customer> customers,
            Collection<CurrentLink> links,
            Collection<Company> companies,
            Set<Occupied> occupied,
            Holdings holdings) {
        this.setup = setup;
        this.holdings = holdings;
        hierarchies.forEach(hierarchy -> {
            hierarchiesByCode.put(hierarchy.code(), hierarchy);
            hierarchiesById.put(hierarchy.id(), hierarchy);
        });
        this.matches = Map.copyOf(matches);
        this.customers = Map.copyOf(customers);
        links.forEach(link -> this.links.put(link.customerId(), link));
        companies.forEach(company -> {
            companiesByKey.put(company.externalId(), company);
            companiesById.put(company.id(), company);
        });
        this.occupied = Set.copyOf(occupied);
    }

    public OrganisationSetup setup() {
        return setup;
    }

    public CardSnapshot cards() {
        return holdings.cards();
    }

    /// Ids of programmes by customer.
    public Map<Long, Set<Long>> enrolled() {
        return holdings.enrolled();
    }

    public @Nullable Hierarchy hierarchy(String code) {
        return hierarchiesByCode.get(code);
    }

    public @Nullable Hierarchy hierarchy(long id) {
        return hierarchiesById.get(id);
    }

    public @Nullable Hierarchy defaultHierarchy() {
        return hierarchiesById.values().stream()
                .filter(hierarchy -> hierarchy.isDefault() && hierarchy.active())
                .findFirst()
                .orElse(null);
    }

    public List<Match> matches(MatchKey key) {
        return matches.getOrDefault(key, List.of());
    }

    public @Nullable Customer customer(long id) {
        return customers.get(id);
    }

    public @Nullable CurrentLink link(long customerId) {
        return links.get(customerId);
    }

    public @Nullable Company company(String externalId) {
        return companiesByKey.get(externalId);
    }

    public @Nullable Company company(long id) {
        return companiesById.get(id);
    }

    public boolean isOccupied(long companyId, String roleCode) {
        return occupied.contains(new Occupied(companyId, roleCode));
    }
}
