package io.guildhall.person;

import org.jspecify.annotations.Nullable;

/// Whom a call is about, as its path and query have it. Nothing in it has been compared with what exists.
public sealed interface Address {
    @Nullable
    String source();

    @Nullable
    String accountId();

    record ById(long id, @Nullable String source, @Nullable String accountId) implements Address {}

    record ByIdentifier(
            @Nullable String name,
            @Nullable String value,
            @Nullable String source,
            @Nullable String accountId) implements Address {
        @Override
        public String toString() {
            return "ByIdentifier[" + name + " ***]"; // personal data stays out of logs
        }
    }
}
