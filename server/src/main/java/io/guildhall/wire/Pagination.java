package io.guildhall.wire;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/// How an answer tells which part of a list it holds.
///
/// @param total how many there are altogether
/// @param cursor of the next page; null on the last one
@JsonPropertyOrder({"limit", "offset", "sortBy", "sortOrder", "total", "cursor"})
public record Pagination(
        int limit,
        int offset,
        String sortBy,
        Page.SortOrder sortOrder,
        long total,
        @Nullable String cursor) {
    public static Pagination of(Page page, String sortBy, Page.SortOrder order, long total, @Nullable String cursor) {
        return new Pagination(page.limit(), page.offset(), sortBy, order, total, cursor);
    }
}
