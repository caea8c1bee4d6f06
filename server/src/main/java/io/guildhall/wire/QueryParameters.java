package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;

import io.guildhall.error.RequestRefused;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Query parameters; unusable ones refuse the request with code 1686.
public final class QueryParameters {
    /// Longer values name nothing that is stored.
    private static final int MAX_LENGTH = 1_000;

    private QueryParameters() {}

    /// The text without the white space around it; null where absent or blank.
    public static @Nullable String text(String name, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        String text = sent.strip();
        if (text.length() > MAX_LENGTH || !StorableText.isStorable(text)) {
            throw refused(name);
        }
        return text;
    }

    /// True or false in any case; the fallback where absent.
    public static boolean flag(String name, @Nullable String sent, boolean fallback) {
        String text = text(name, sent);
        if (text == null) {
            return fallback;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name);
        };
    }

    /// One of the constants in any case; the fallback where absent.
    public static <E extends Enum<E>> E oneOf(String name, @Nullable String sent, E fallback) {
        String text = text(name, sent);
        if (text == null) {
            return fallback;
        }
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw refused(name);
    }

    /// An instant that is not ahead of the present; the present where absent (`decisions.md` 23).
    public static Instant notAhead(String name, @Nullable String sent, Instant now) {
        String text = text(name, sent);
        if (text == null) {
            return now;
        }
        // a plus sign that was not encoded arrives as a space
        return Timestamps.parse(text.replace(' ', '+'))
                .filter(instant -> !instant.isAfter(now))
                .orElseThrow(() -> refused(name));
    }

    /// A whole number within bounds; the fallback where absent.
    public static int number(String name, @Nullable String sent, int fallback, int least, int most) {
        String text = text(name, sent);
        if (text == null) {
            return fallback;
        }
        Long number = id(text);
        if (number == null || number < least || number > most) {
            throw refused(name);
        }
        return number.intValue();
    }

    /// The id that a text stands for; null where it is none, and then names nothing (`spec/decisions.md` 39).
    public static @Nullable Long id(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    public static RequestRefused refused(String name) {
        return RequestRefused.because(QUERY_PARAMETER_INVALID, name);
    }
}
