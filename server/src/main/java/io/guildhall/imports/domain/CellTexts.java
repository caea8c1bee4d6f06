package io.guildhall.imports.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the text of a cell means in its column.
public final class CellTexts {
    /// As spreadsheets shorten long numbers: `4.47701E+11`.
    private static final Pattern SHORTENED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+\\d{1,3}");

    private CellTexts() {}

    /// A meaning, or the reason why there is none.
    ///
    /// @param text what goes into the item, empty where there is a reason
    /// @param reason null where there is a meaning
    public record Meaning(String text, @Nullable String reason) {
        static Meaning of(String text) {
            return new Meaning(text, null);
        }

        static Meaning none(String reason) {
            return new Meaning("", reason);
        }
    }

    /// @param cell without the white space around it
    /// @param zone of dates without one
    public static Meaning of(ColumnKind kind, String cell, ZoneId zone) {
        if (cell.isEmpty()) {
            return Meaning.of(cell);
        }
        return switch (kind) {
            case TEXT, ERROR -> Meaning.of(cell);
            case IDENTIFIER -> SHORTENED.matcher(cell).matches() ? written(cell) : Meaning.of(cell);
            case INSTANT -> instant(cell, zone);
            case DATE -> date(cell) == null ? Meaning.none("a date like 2031-03-04 is expected") : Meaning.of(cell);
            case DATE_TIME -> dateTime(cell, zone);
        };
    }

    /// The number in full where none of its digits has been lost.
    private static Meaning written(String cell) {
        BigDecimal number = new BigDecimal(cell.replace(',', '.'));
        int digits = cell.replaceAll("[eE].*", "").replaceAll("\\D", "").length();
        if (number.precision() - number.scale() == digits) {
            return Meaning.of(number.toBigInteger().toString());
        }
        return Meaning.none(
                "a spreadsheet has shortened this number, make the column one of text and fill it in again");
    }

    private static Meaning instant(String cell, ZoneId zone) {
        LocalDate date = date(cell);
        if (date != null) {
            return Meaning.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date.atStartOfDay(zone)));
        }
        LocalDateTime local = localDateTime(cell);
        // anything else is judged as in a bulk call
        return Meaning.of(local == null ? cell : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(zone)));
    }

    private static Meaning dateTime(String cell, ZoneId zone) {
        LocalDateTime local = localDateTime(cell);
        if (local != null) {
            return Meaning.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(zone)));
        }
        try {
            OffsetDateTime.parse(cell);
            return Meaning.of(cell);
        } catch (DateTimeException unreadable) {
            return Meaning.none("a date and time like 2031-03-04T09:15:27+00:00 is expected");
        }
    }

    private static @Nullable LocalDate date(String cell) {
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static @Nullable LocalDateTime localDateTime(String cell) {
        try {
            return LocalDateTime.parse(cell);
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
