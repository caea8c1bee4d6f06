package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.LIMIT_NOT_POSITIVE;
import static io.guildhall.error.ErrorCode.LIMIT_TOO_LARGE;
import static io.guildhall.error.ErrorCode.OFFSET_NEGATIVE;

import io.guildhall.error.RequestRefused;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The part of a list that is asked for: so many rows (`limit`) from a place in it (`offset`), or behind the page whose
/// `cursor` this is.
///
/// @param cursor null where the place is told by the offset
public record Page(int limit, int offset, @Nullable String cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    private static final BigInteger FURTHEST = BigInteger.valueOf(Integer.MAX_VALUE);

    public Page(int limit, int offset) {
        this(limit, offset, null);
    }

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

    /// The same for lists that also take a cursor, which stands alone: with an offset it is refused with 1686.
    public static Page of(@Nullable String limit, @Nullable String offset, @Nullable String cursor) {
        Page page = of(limit, offset);
        String text = cursor == null || cursor.isBlank() ? null : cursor.strip();
        if (text != null && page.offset != 0) {
            throw QueryParameters.refused("offset");
        }
        return new Page(page.limit, page.offset, text);
    }

    /// One row more than asked for tells whether there is a next page.
    public int withNext() {
        return limit + 1;
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
