package io.guildhall.customer.domain;

import io.guildhall.error.Pointer;
import io.guildhall.org.domain.Fields;
import org.jspecify.annotations.Nullable;

/// A card that a request asks for among a person's identifiers (`spec/associate.md` §2): nothing in it has been
/// compared with what exists. Null means not sent.
///
/// @param at the identifier's place
/// @param number null asks for a number of the series
public record CardWish(
        Pointer at,
        @Nullable Long seriesId,
        @Nullable String seriesCode,
        @Nullable String number,
        @Nullable String statusLabel,
        @Nullable String externalId,
        Fields extendedFields) {

    @Override
    public String toString() {
        return "CardWish[" + at + "]"; // card numbers stay out of logs
    }
}
