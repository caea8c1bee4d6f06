package io.guildhall.console.web;

import io.guildhall.wire.Page;
import org.jspecify.annotations.Nullable;

/// Which part of a list a page shows, and where the parts before and after it begin.
///
/// @param first counted from 1; 0 in an empty list
/// @param previous offset, null on the first page
/// @param next offset, null on the last page
public record Pages(
        long first,
        long last,
        long total,
        @Nullable Integer previous,
        @Nullable Integer next) {
    /// The part that begins at an offset, refused like those of the API.
    public static Page part(int rows, @Nullable String offset) {
        return new Page(rows, Page.of(null, offset).offset());
    }

    public static Pages of(Page page, long total) {
        long last = Math.min((long) page.offset() + page.limit(), total);
        return new Pages(
                last > page.offset() ? page.offset() + 1L : 0,
                last,
                total,
                page.offset() == 0 ? null : Math.max(page.offset() - page.limit(), 0),
                last < total ? page.offset() + page.limit() : null);
    }
}
