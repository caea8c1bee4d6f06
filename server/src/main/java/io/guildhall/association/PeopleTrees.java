package io.guildhall.association;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.domain.TreeCursor;
import io.guildhall.association.domain.TreePerson;
import io.guildhall.association.store.TreeReads;
import io.guildhall.association.store.TreeReads.Moment;
import io.guildhall.association.store.TreeReads.Part;
import io.guildhall.customer.store.Customers;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up who stands above and below a person, at any distance (`spec/beyond.md` row 11).
@Component
public class PeopleTrees {
    public static final int DEEPEST = 64;

    private final TenantTransactions transactions;
    private final Customers customers;
    private final TreeReads trees;
    private final Clock clock;

    PeopleTrees(TenantTransactions transactions, Customers customers, TreeReads trees, Clock clock) {
        this.transactions = transactions;
        this.customers = customers;
        this.trees = trees;
        this.clock = clock;
    }

    /// @param customerId the person asked for, or the one that person has been merged into
    /// @param people the nearest first
    public record Ancestors(long customerId, List<TreePerson> people) {}

    /// @param customerId the person asked for, or the one that person has been merged into
    /// @param people each before those below it
    /// @param cursor of the next page; null on the last one
    public record Descendants(
            long customerId,
            List<TreePerson> people,
            @Nullable String cursor) {}

    /// @param depth how far below, at most [#DEEPEST]
    /// @param limit how many people at most
    /// @param asOf the instant that is looked at; null for the present, which the pages that follow keep to
    /// @param cursor of the page before
    public record Below(
            long customerId,
            int depth,
            int limit,
            @Nullable Instant asOf,
            @Nullable String cursor) {}

    /// @param asOf the instant that is looked at; null for the present
    /// @throws RequestRefused with 404/8015 for an unknown person
    public Ancestors ancestors(long orgId, long customerId, @Nullable Instant asOf) {
        Moment moment = moment(asOf);
        return transactions.read(orgId, () -> {
            long id = survivor(orgId, customerId);
            return new Ancestors(id, trees.above(orgId, id, moment));
        });
    }

    /// @throws RequestRefused with 404/8015 for an unknown person, with 400/1686 for a cursor of another query
    public Descendants descendants(long orgId, Below query) {
        TreeCursor cursor = query.cursor() == null ? null : cursor(query, query.cursor());
        Moment moment = cursor == null ? moment(query.asOf()) : new Moment(cursor.at(), cursor.isPresent());
        List<Long> after = cursor == null ? List.of() : cursor.path();
        return transactions.read(orgId, () -> {
            long id = survivor(orgId, query.customerId());
            // one more than asked for tells whether there is a next page
            List<TreePerson> found = trees.below(orgId, id, moment, new Part(query.depth(), query.limit() + 1, after));
            if (found.size() <= query.limit()) {
                return new Descendants(id, found, null);
            }
            List<TreePerson> page = found.subList(0, query.limit());
            TreeCursor next = new TreeCursor(
                    query.customerId(),
                    query.depth(),
                    moment.at(),
                    moment.isPresent(),
                    page.getLast().path());
            return new Descendants(id, page, next.encoded());
        });
    }

    private Moment moment(@Nullable Instant asOf) {
        return new Moment((asOf == null ? clock.instant() : asOf).truncatedTo(ChronoUnit.MICROS), asOf == null);
    }

    private TreeCursor cursor(Below query, String text) {
        return TreeCursor.decoded(text)
                .filter(cursor -> cursor.customerId() == query.customerId() && cursor.depth() == query.depth())
                .filter(cursor -> !cursor.at().isAfter(clock.instant()))
                .filter(cursor -> query.asOf() == null
                        ? cursor.isPresent()
                        : !cursor.isPresent() && cursor.at().equals(query.asOf().truncatedTo(ChronoUnit.MICROS)))
                .orElseThrow(() -> QueryParameters.refused("cursor"));
    }

    private long survivor(long orgId, long customerId) {
        Long id = customers.survivors(orgId, List.of(customerId)).get(customerId);
        if (id == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return id;
    }
}
