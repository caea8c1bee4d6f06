package io.guildhall.card.domain;

import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The numbers of a series, each from one counter (`spec/domain.md` §6, `decisions.md` 29 and 41): prefix,
/// digits, check digit, suffix.
///
/// Different counters below [#capacity] give different numbers, by every method. Not for use by several threads
/// at once.
public final class CardNumbers {
    private static final BigInteger SEVEN = BigInteger.valueOf(7);

    private final NumberFormat format;
    private final int digits;
    private final @Nullable DigitPermutation permutation;

    /// @param key what orders the numbers of the random methods; the same for all numbers of a series
    public CardNumbers(NumberFormat format, byte[] key) {
        this.format = format;
        this.digits = digits(format);
        this.permutation = isRandom(format.method()) ? new DigitPermutation(key, digits) : null;
    }

    /// How many digits the counter has.
    public static int digits(NumberFormat format) {
        return format.length()
                - format.prefix().length()
                - format.suffix().length()
                - (checkDigit(format.method()) == Check.NONE ? 0 : 1);
    }

    /// The first counter; the random methods use the whole space.
    public static long firstCounter(NumberFormat format) {
        return isRandom(format.method()) ? 0 : format.offset();
    }

    /// The first counter that is too large. Spaces beyond the range of `long` never come to their end.
    public static long capacity(NumberFormat format) {
        return BigInteger.TEN
                .pow(Math.max(digits(format), 0))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /// @param counter from 0 up to, not including, [#capacity]
    public String number(long counter) {
        String plain = padded(BigInteger.valueOf(counter), digits);
        String body = permutation == null ? plain : permutation.permute(plain);
        String check = switch (checkDigit(format.method())) {
            case NONE -> "";
            case LUHN -> Integer.toString(luhnDigit(body));
            case MOD7 -> new BigInteger(body).mod(SEVEN).toString();
        };
        return format.prefix() + body + check + format.suffix();
    }

    private enum Check {
        NONE,
        LUHN,
        MOD7
    }

    private static Check checkDigit(Method method) {
        return switch (method) {
            case DEFAULT, RANDOM -> Check.NONE;
            case LUHNALGO, RANDOM_LUHN -> Check.LUHN;
            case MOD7_ALGO, RANDOM_MOD7 -> Check.MOD7;
        };
    }

    private static boolean isRandom(Method method) {
        return switch (method) {
            case DEFAULT, LUHNALGO, MOD7_ALGO -> false;
            case RANDOM, RANDOM_LUHN, RANDOM_MOD7 -> true;
        };
    }

    /// The digit that makes the digits before it pass the check of ISO/IEC 7812-1.
    static int luhnDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }

    static String padded(BigInteger value, int digits) {
        String text = value.toString();
        return "0".repeat(digits - text.length()) + text;
    }
}
