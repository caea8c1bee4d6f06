package io.guildhall.org.domain;

import static io.guildhall.error.ErrorCode.FIELD_MISSING;
import static io.guildhall.error.ErrorCode.FIELD_TYPE_WRONG;
import static io.guildhall.error.ErrorCode.FIELD_VALUE_EMPTY;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks values of custom and extended fields against the organisation's definitions (`spec/codes.md` §6,
/// `decisions.md` 30).
public final class FieldValues {
    /// Longest text value, in characters.
    public static final int MAX_LENGTH = 4_000;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private FieldValues() {}

    /// What is kept, what is dropped and why, and which mandatory fields are missing.
    public record Checked(Fields accepted, List<Problem> warnings, List<Problem> missing) {}

    /// @param sent values as read from JSON: String, Number, Boolean, List, Map or null
    /// @param unknown the code for names without a definition: 1022 for custom, 1690 for extended fields
    /// @param rejectEmpty whether null, "null" and "" are dropped with a warning
    public static Checked check(
            Map<String, ? extends @Nullable Object> sent,
            Map<String, FieldDefinition> definitions,
            Pointer at,
            ErrorCode unknown,
            boolean rejectEmpty) {
        Map<String, Object> accepted = new LinkedHashMap<>();
        List<Problem> warnings = new ArrayList<>();
        sent.forEach((name, value) -> {
            FieldDefinition definition = definitions.get(name);
            if (definition == null) {
                warnings.add(Problem.of(unknown, at.child(name), name));
            } else if (value == null || rejectEmpty && isEmpty(value)) {
                warnings.add(Problem.of(FIELD_VALUE_EMPTY, at.child(name), name));
            } else {
                Object typed = typed(definition, value);
                if (typed == null) {
                    warnings.add(Problem.of(FIELD_TYPE_WRONG, at.child(name), name, expected(definition)));
                } else {
                    accepted.put(name, typed);
                }
            }
        });
        return new Checked(new Fields(accepted), warnings, missing(definitions, accepted, at));
    }

    private static List<Problem> missing(
            Map<String, FieldDefinition> definitions, Map<String, Object> accepted, Pointer at) {
        return definitions.values().stream()
                .filter(definition -> definition.mandatory() && !accepted.containsKey(definition.name()))
                .map(definition -> Problem.of(FIELD_MISSING, at.child(definition.name()), definition.name()))
                .sorted((left, right) ->
                        left.arguments().getFirst().compareTo(right.arguments().getFirst()))
                .toList();
    }

    private static boolean isEmpty(Object value) {
        return value instanceof String text && (text.isBlank() || text.equals("null"));
    }

    private static @Nullable Object typed(FieldDefinition definition, Object value) {
        if (value instanceof Map || value instanceof List) {
            return null;
        }
        String text = value.toString();
        return switch (definition.dataType()) {
            case STRING -> text.length() <= MAX_LENGTH ? text : null;
            case INTEGER -> wholeNumber(text);
            case DOUBLE -> number(text);
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> null;
                };
            case DATE -> isDate(text) ? text : null;
            case DATETIME -> isDateTime(text) ? text : null;
            case CUSTOM_ENUM -> definition.values().contains(text) ? text : null;
            case COUNTRY -> oneOf(COUNTRIES, text.toUpperCase(Locale.ROOT));
            case LANGUAGE -> oneOf(LANGUAGES, text.toLowerCase(Locale.ROOT));
            case CURRENCY -> oneOf(CURRENCIES, text.toUpperCase(Locale.ROOT));
        };
    }

    private static @Nullable Object wholeNumber(String text) {
        BigDecimal number = number(text);
        if (number == null) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException outOfRange) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > 40) {
            return null; // no measure of anything is that long, and huge exponents cost memory when written out
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            BigInteger magnitude = BigInteger.valueOf(number.precision()).subtract(BigInteger.valueOf(number.scale()));
            return magnitude.abs().intValueExact() <= 40 ? number : null;
        } catch (NumberFormatException | ArithmeticException unreadable) {
            return null;
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static @Nullable String oneOf(Set<String> allowed, String text) {
        return allowed.contains(text) ? text : null;
    }

    private static String expected(FieldDefinition definition) {
        return switch (definition.dataType()) {
            case CUSTOM_ENUM -> "one of " + String.join(", ", definition.values());
            case STRING -> "a text of at most " + MAX_LENGTH + " characters";
            case INTEGER -> "a whole number";
            case DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date like 2031-03-04";
            case DATETIME -> "a date and time like 2031-03-04T09:15:27+00:00";
            case COUNTRY -> "a country of ISO 3166, like GB";
            case LANGUAGE -> "a language of ISO 639, like en";
            case CURRENCY -> "a currency of ISO 4217, like GBP";
        };
    }
}
