package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.SERIES_CONTRADICTORY;
import static io.guildhall.error.ErrorCode.SERIES_UNKNOWN;

import io.guildhall.customer.domain.CardWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.OrganisationSetup;
import org.jspecify.annotations.Nullable;

/// The series that a request names by its id, its code or both (`spec/associate.md` §2).
public final class SeriesChoice {
    private SeriesChoice() {}

    /// @param series null where none is named, or with a problem
    /// @param problem 3000 or 3004, or null
    public record Chosen(
            @Nullable CardSeries series, @Nullable Problem problem) {}

    public static Chosen choose(OrganisationSetup setup, CardWish wish) {
        return choose(setup, wish.seriesId(), wish.seriesCode(), wish.at());
    }

    /// @param at where `seriesId` and `seriesCode` are members
    public static Chosen choose(
            OrganisationSetup setup, @Nullable Long seriesId, @Nullable String seriesCode, Pointer at) {
        CardSeries byCode = seriesCode == null ? null : setup.series(seriesCode);
        CardSeries byId = seriesId == null ? null : setup.series(seriesId);
        if (seriesCode != null && byCode == null) {
            return new Chosen(null, Problem.of(SERIES_UNKNOWN, at.child("seriesCode"), seriesCode));
        }
        if (byCode != null && seriesId != null && byCode.id() != seriesId) {
            return new Chosen(
                    null,
                    Problem.of(
                            SERIES_CONTRADICTORY,
                            at.child("seriesId"),
                            "seriesId is not that of seriesCode " + byCode.code()));
        }
        if (seriesId != null && byId == null) {
            return new Chosen(null, Problem.of(SERIES_UNKNOWN, at.child("seriesId"), Long.toString(seriesId)));
        }
        return new Chosen(byCode != null ? byCode : byId, null);
    }
}
