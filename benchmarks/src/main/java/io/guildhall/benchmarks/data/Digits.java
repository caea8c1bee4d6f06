package io.guildhall.benchmarks.data;

/// Eight digits for a number, each number other ones: people do not come in the order of their telephone
/// numbers, and an index takes sorted keys more easily than scattered ones.
public final class Digits {
    public static final int LENGTH = 8;
    private static final long RANGE = 100_000_000;
    /// Near the golden section of the range, and prime to it: one step further lands far away, none twice.
    private static final long STEP = 61_803_399;

    private Digits() {}

    public static String of(long number) {
        if (number < 0 || number >= RANGE) {
            throw new IllegalArgumentException("No digits for " + number);
        }
        String digits = Long.toString(number * STEP % RANGE);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }
}
