package io.guildhall.association;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.association.domain.TreePerson;
import io.guildhall.association.store.TreeReads;
import io.guildhall.association.store.TreeReads.Moment;
import io.guildhall.association.store.TreeReads.Part;
import io.guildhall.customer.store.Customers;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up who stands above and below a person, at any distance (`spec/beyond.md` row 11).
@Component
public class PeopleTrees {
    public static final int DEEPEST = 64;

    /// An instant and two memberships.
    private static final int SHORTEST_CURSOR = 3;

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
        Cursor.Tie tie = tie(orgId, query);
        Cursor cursor = cursor(tie, query.cursor());
        Moment moment = cursor == null ? moment(query.asOf()) : new Moment(cursor.instant(0), query.asOf() == null);
        List<Long> after = cursor == null
                ? List.of()
                : cursor.numbers().subList(1, cursor.numbers().size());
        return transactions.read(orgId, () -> {
            long id = survivor(orgId, query.customerId());
            Part part = new Part(query.depth(), query.limit() + 1, after);
            Cursor.Part<TreePerson> page =
                    tie.part(trees.below(orgId, id, moment, part), query.limit(), last -> end(moment, last));
            return new Descendants(id, page.rows(), page.cursor());
        });
    }

    private static Cursor.Tie tie(long orgId, Below query) {
        Instant asOf = query.asOf();
        return Cursor.tie(
                orgId,
                "descendants",
                query.customerId(),
                query.depth(),
                asOf == null ? null : asOf.truncatedTo(ChronoUnit.MICROS));
    }

    /// The instant that all pages look at, and memberships from the person asked for down to the last one shown.
    private static Cursor end(Moment moment, TreePerson last) {
        List<Long> numbers = new ArrayList<>();
        numbers.add(Cursor.micros(moment.at()));
        numbers.addAll(last.path());
        return new Cursor(numbers, "");
    }

    private @Nullable Cursor cursor(Cursor.Tie tie, @Nullable String sent) {
        Cursor cursor = tie.read(sent);
        if (cursor != null
                && (cursor.numbers().size() < SHORTEST_CURSOR
                        || cursor.numbers().stream().anyMatch(number -> number <= 0)
                        || cursor.instant(0).isAfter(clock.instant()))) {
            throw QueryParameters.refused("cursor");
        }
        return cursor;
    }

    private Moment moment(@Nullable Instant asOf) {
        return new Moment((asOf == null ? clock.instant() : asOf).truncatedTo(ChronoUnit.MICROS), asOf == null);
    }

    private long survivor(long orgId, long customerId) {
        Long id = customers.survivors(orgId, List.of(customerId)).get(customerId);
        if (id == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return id;
    }
}
