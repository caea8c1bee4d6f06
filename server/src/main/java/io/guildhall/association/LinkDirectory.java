package io.guildhall.association;

import static io.guildhall.error.ErrorCode.COMPANY_UNKNOWN;
import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.store.LinkReads;
import io.guildhall.association.store.LinkReads.LinkedPerson;
import io.guildhall.association.store.LinkReads.SortBy;
import io.guildhall.association.store.LinkReads.Spell;
import io.guildhall.association.store.LinkReads.Whose;
import io.guildhall.company.store.Companies;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.IdentifierQuery;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up who stands under whom and who belongs to which company.
@Component
public class LinkDirectory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Customers customers;
    private final Companies companies;
    private final LinkReads links;

    LinkDirectory(
            TenantTransactions transactions, Setups setups, Customers customers, Companies companies, LinkReads links) {
        this.transactions = transactions;
        this.setups = setups;
        this.customers = customers;
        this.companies = companies;
        this.links = links;
    }

    /// A company by key or by id: exactly one of them is there.
    public record CompanyKey(
            @Nullable String externalId, @Nullable Long id) {}

    /// Whose places are asked for, by names that may mean nobody.
    public sealed interface Subject {
        record Person(IdentifierQuery identifier, boolean withPerson) implements Subject {}

        record Company(CompanyKey key, boolean withSubCompanies) implements Subject {}
    }

    /// @param at the instant that is looked at
    /// @param isPresent whether that is the present, because no instant is asked for; pages behind a cursor then
    ///     keep to the instant of the first one
    public record Request(
            Subject subject, Page page, SortBy sortBy, Page.SortOrder order, Instant at, boolean isPresent) {
        public Request(Subject subject, Page page, SortBy sortBy, Page.SortOrder order, Instant at) {
            this(subject, page, sortBy, order, at, false);
        }
    }

    /// @param people the rows of the page with the place of each; null for a person outside every hierarchy
    /// @param customers the people of the page and their parents, by id
    /// @param cursor of the next page; null on the last one
    public record Listing(
            OrganisationSetup setup,
            List<Row> people,
            Map<Long, Customer> customers,
            long total,
            @Nullable String cursor) {}

    /// @param place null for a person outside every hierarchy
    public record Row(Customer customer, @Nullable LinkedPerson place) {}

    /// @param reading turns the query into a request by the organisation's set-up
    /// @throws RequestRefused with 404/8015 or 404/1704 for an unknown person or company, with 400/1686 for a
    ///     cursor of another query
    public Listing list(long orgId, Function<OrganisationSetup, Request> reading) {
        return transactions.read(orgId, () -> {
            OrganisationSetup setup = setups.current(orgId);
            Request request = reading.apply(setup);
            return switch (request.subject()) {
                case Subject.Person person -> around(setup, request, person);
                case Subject.Company company -> of(setup, request, company(orgId, company));
            };
        });
    }

    /// A person's places over time, with the time zone to tell them in.
    ///
    /// @param customerId whose they are: the person asked for, or the one that person has been merged into
    public record History(long customerId, ZoneId zone, List<Spell> spells) {}

    /// @throws RequestRefused with 404/8015 for an unknown person
    public History history(long orgId, long customerId) {
        return transactions.read(orgId, () -> {
            Long id = customers.survivors(orgId, List.of(customerId)).get(customerId);
            if (id == null) {
                throw RequestRefused.because(NO_SUCH_CUSTOMER);
            }
            return new History(id, setups.current(orgId).timeZone(), links.history(orgId, id));
        });
    }

    private Listing around(OrganisationSetup setup, Request request, Subject.Person subject) {
        IdentifierQuery identifier = subject.identifier();
        List<Match> matches =
                customers.matches(setup.orgId(), List.of(identifier.key())).getOrDefault(identifier.key(), List.of());
        long id = identifier.onlyOne(matches);
        if (!subject.withPerson()) {
            return of(setup, request, new Whose.ChildrenOf(id));
        }
        Listing listing = of(setup, request, new Whose.PersonAndChildren(id));
        return listing.total() == 0 ? unlinked(listing, request.page(), id) : listing;
    }

    /// A person outside every hierarchy is a list of one, without a place.
    private Listing unlinked(Listing listing, Page page, long id) {
        Map<Long, Customer> person = customers.findAll(listing.setup().orgId(), List.of(id));
        List<Row> rows = person.values().stream()
                .filter(_ -> page.offset() == 0)
                .map(customer -> new Row(customer, null))
                .toList();
        return new Listing(listing.setup(), rows, person, 1, null);
    }

    private Listing of(OrganisationSetup setup, Request request, Whose whose) {
        LinkCursor cursor = LinkCursor.of(setup.orgId(), request, whose);
        Cursor.Part<LinkedPerson> part = cursor.part(links.page(setup.orgId(), whose, cursor.wanted()));
        List<LinkedPerson> page = part.rows();
        long total = links.count(setup.orgId(), whose, cursor.wanted().at());
        Set<Long> ids = new LinkedHashSet<>();
        for (LinkedPerson person : page) {
            ids.add(person.customerId());
            if (person.parentCustomerId() != null) {
                ids.add(person.parentCustomerId());
            }
        }
        Map<Long, Customer> found = customers.findAll(setup.orgId(), ids);
        List<Row> rows = new ArrayList<>(page.size());
        for (LinkedPerson person : page) {
            Customer customer = found.get(person.customerId());
            if (customer != null) {
                rows.add(new Row(customer, person));
            }
        }
        return new Listing(setup, rows, found, total, part.cursor());
    }

    private Whose company(long orgId, Subject.Company subject) {
        CompanyKey key = subject.key();
        List<String> keys = key.externalId() == null ? List.of() : List.of(key.externalId());
        List<Long> ids = key.id() == null ? List.of() : List.of(key.id());
        long id = companies.findAll(orgId, keys, ids).stream()
                .map(placed -> placed.company().id())
                .findFirst()
                .orElseThrow(() -> RequestRefused.because(
                        COMPANY_UNKNOWN, key.externalId() == null ? String.valueOf(key.id()) : key.externalId()));
        return new Whose.PeopleOf(id, subject.withSubCompanies() ? links.withSubCompanies(orgId, id) : List.of(id));
    }
}
