package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.LIMIT_NOT_POSITIVE;
import static io.guildhall.error.ErrorCode.LIMIT_TOO_LARGE;
import static io.guildhall.error.ErrorCode.OFFSET_NEGATIVE;

import io.guildhall.error.RequestRefused;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The part of a list that is asked for (`limit`, `offset`).
public record Page(int limit, int offset) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    private static final BigInteger FURTHEST = BigInteger.valueOf(Integer.MAX_VALUE);

    public enum SortOrder {
        ASC,
        DESC
    }

    /// Refuses with 8100 a negative offset, with 8101 and 8102 a limit that is not positive or over
    /// [#MAX_LIMIT], with 1686 what is no number (`spec/associate.md` §7).
    public static Page of(@Nullable String limit, @Nullable String offset) {
        BigInteger size = number("limit", limit, DEFAULT_LIMIT);
        BigInteger start = number("offset", offset, 0);
        if (start.signum() < 0) {
            throw RequestRefused.because(OFFSET_NEGATIVE);
        }
        if (size.signum() <= 0) {
            throw RequestRefused.because(LIMIT_NOT_POSITIVE);
        }
        if (size.compareTo(BigInteger.valueOf(MAX_LIMIT)) > 0) {
            throw RequestRefused.because(LIMIT_TOO_LARGE, Integer.toString(MAX_LIMIT));
        }
        return new Page(size.intValueExact(), start.min(FURTHEST).intValueExact());
    }

    private static BigInteger number(String name, @Nullable String sent, int fallback) {
        String text = QueryParameters.text(name, sent);
        if (text == null) {
            return BigInteger.valueOf(fallback);
        }
        try {
            return new BigInteger(text);
        } catch (NumberFormatException noNumber) {
            throw QueryParameters.refused(name);
        }
    }
}
