package io.guildhall.org.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A series of cards (`spec/domain.md` §6).
///
/// @param active whether cards are given; those of a series that is not stay with their holders (3008)
/// @param external whether the numbers are made elsewhere: such a card is created when somebody first brings it
/// @param maxActiveCardsPerCustomer 0: no limit (3036)
/// @param generation how numbers are made; null where none are
public record CardSeries(
        long id,
        String code,
        String name,
        Type type,
        boolean active,
        boolean external,
        Trigger trigger,
        int maxActiveCardsPerCustomer,
        Expiry expiry,
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

    /// How long a card is good for, from the instant it is given to somebody.
    ///
    /// @param days of 24 hours; may be null while cards do not expire
    /// @param enabled whether cards expire
    public record Expiry(@Nullable Integer days, boolean enabled) {
        public static final Expiry NONE = new Expiry(null, false);

        public static final int MOST_DAYS = 36_500;

        /// When a card given at this instant expires; null for never.
        public @Nullable Instant after(Instant issued) {
            return enabled && days != null ? issued.plus(Duration.ofDays(days)) : null;
        }
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
