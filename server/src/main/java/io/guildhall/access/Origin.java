package io.guildhall.access;

import org.jspecify.annotations.Nullable;

/// Where a call comes from, for what is kept about it.
///
/// @param address the network address of whoever sent the request: a proxy's, where one that is not trusted stands in
/// front; null outside
///     of requests
/// @param requestId as in the answer's `X-Request-Id`; null where there is none
/// @param user on whose behalf the caller says to call; null where it says nothing
public record Origin(
        @Nullable String address,
        @Nullable String requestId,
        @Nullable ActingUser user) {
    private static final Origin NONE = new Origin(null, null, null);
    private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

    /// Work that may fail in its own way.
    @FunctionalInterface
    public interface Work<X extends Exception> {
        void run() throws X;
    }

    /// Of the request that this thread works on.
    public static Origin current() {
        return CURRENT.orElse(NONE);
    }

    /// Does the work as coming from here.
    public <X extends Exception> void during(Work<X> work) throws X {
        ScopedValue.where(CURRENT, this).<Boolean, X>call(() -> {
            work.run();
            return true;
        });
    }
}
