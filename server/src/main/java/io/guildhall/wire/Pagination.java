package io.guildhall.wire;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// How an answer tells which part of a list it holds.
///
/// @param total how many there are altogether
@JsonPropertyOrder({"limit", "offset", "sortBy", "sortOrder", "total"})
public record Pagination(int limit, int offset, String sortBy, Page.SortOrder sortOrder, long total) {
    public static Pagination of(Page page, String sortBy, Page.SortOrder order, long total) {
        return new Pagination(page.limit(), page.offset(), sortBy, order, total);
    }
}
