package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.error.RequestRefused;
import io.guildhall.wire.QueryParameters;
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

    /// @throws RequestRefused with 404/8015 for what is no number, which names nobody (`decisions.md` 39)
    static Address byId(String id, @Nullable String source, @Nullable String accountId) {
        Long number = QueryParameters.id(id);
        if (number == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return new ById(number, source, accountId);
    }
}
