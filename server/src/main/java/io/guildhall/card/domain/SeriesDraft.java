package io.guildhall.card.domain;

import org.jspecify.annotations.Nullable;

/// A series as a request describes it; null means not sent.
public record SeriesDraft(
        @Nullable String code,
        @Nullable String name,
        @Nullable String type,
        @Nullable Boolean active,
        @Nullable Boolean external,
        @Nullable String trigger,
        @Nullable Long maxActiveCardsPerCustomer,
        @Nullable Long expiryDays,
        @Nullable Boolean expiryEnabled,
        @Nullable Boolean generationEnabled,
        @Nullable Generation generation) {

    public record Generation(
            @Nullable String method,
            @Nullable String prefix,
            @Nullable String suffix,
            @Nullable Long length,
            @Nullable Long offset) {}
}
