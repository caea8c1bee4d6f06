package io.guildhall.association;

import io.guildhall.association.LinkDirectory.Request;
import io.guildhall.association.LinkDirectory.Subject;
import io.guildhall.association.store.LinkReads.Last;
import io.guildhall.association.store.LinkReads.LinkedPerson;
import io.guildhall.association.store.LinkReads.Wanted;
import io.guildhall.association.store.LinkReads.Whose;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.QueryParameters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which part of a list of linked people is asked for, and where it ends. All pages look at the instant of the first
/// one:
/// nobody who comes, moves or leaves in between is missed or told twice. Sorted by when people were last updated,
/// whoever
/// is updated in between changes place nevertheless.
record LinkCursor(Cursor.Tie tie, Wanted wanted) {
    /// Instant, whether the last one is the person whose children follow, what the list is sorted by, id.
    private static final int NUMBERS = 4;

    /// @throws io.guildhall.error.RequestRefused with 400/1686 for a cursor of another query
    static LinkCursor of(long orgId, Request request, Whose whose) {
        Instant at = request.at().truncatedTo(ChronoUnit.MICROS); // as exact as the database keeps it
        Cursor.Tie tie = Cursor.tie(
                orgId,
                "links",
                whose.getClass().getSimpleName(),
                whose.id(),
                withSubCompanies(request),
                request.sortBy(),
                request.order(),
                request.isPresent() ? null : at);
        Cursor cursor = tie.read(request.page().cursor(), NUMBERS);
        if (cursor != null && cursor.instant(0).isAfter(at)) {
            throw QueryParameters.refused("cursor");
        }
        return new LinkCursor(
                tie,
                new Wanted(
                        cursor == null ? at : cursor.instant(0),
                        request.sortBy(),
                        request.order(),
                        request.page(),
                        last(cursor)));
    }

    private static boolean withSubCompanies(Request request) {
        return request.subject() instanceof Subject.Company company && company.withSubCompanies();
    }

    private static @Nullable Last last(@Nullable Cursor cursor) {
        return cursor == null ? null : new Last(cursor.number(1) == 0, cursor.instant(2), cursor.number(3));
    }

    Cursor.Part<LinkedPerson> part(List<LinkedPerson> read) {
        return tie.part(read, wanted.page().limit(), person -> {
            Last last = person.place();
            return Cursor.of(
                    Cursor.micros(wanted.at()),
                    last.isSubject() ? 0L : 1L,
                    Cursor.micros(last.sortedBy()),
                    last.customerId());
        });
    }
}
