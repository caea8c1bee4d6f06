package io.guildhall.org.domain;

import org.jspecify.annotations.Nullable;

/// A series of cards (`spec/domain.md` §6).
///
/// @param external whether the numbers are made elsewhere: such a card is created when somebody first brings it
/// @param maxActiveCardsPerCustomer 0: no limit (3036)
/// @param generation how numbers are made; null where none are
public record CardSeries(
        long id,
        String code,
        String name,
        Type type,
        boolean external,
        Trigger trigger,
        int maxActiveCardsPerCustomer,
        @Nullable NumberFormat generation) {

    public enum Type {
        PHYSICAL,
        DIGITAL
    }

    /// What makes a card of the series be issued.
    public enum Trigger {
        /// Every registration of a loyalty customer who brings no card of their own.
        REGISTRATION,
        /// A call that names the series.
        SERIES_ID,
        /// An organisational unit; no call here names one.
        OU_ID
    }

    /// @param length of the whole number, prefix, suffix and check digit included
    /// @param offset the first counter
    public record NumberFormat(Method method, String prefix, String suffix, int length, long offset) {}

    public enum Method {
        DEFAULT,
        LUHNALGO,
        MOD7_ALGO,
        RANDOM,
        RANDOM_LUHN,
        RANDOM_MOD7
    }
}
