package io.guildhall.org.domain.document;

import io.guildhall.org.domain.document.Shape.Text;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The kinds of text that the document knows.
final class Wording {
    private static final int MAX_LENGTH = 255;
    private static final int MIN_SECRET = 16;
    private static final int MAX_SECRET = 1_000;

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    /// The platform's own SystemV names are not IANA's.
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    static final Text LINE = text(
            Wording::isLine, "a text of 1 to " + MAX_LENGTH + " characters without line breaks or control characters");
    static final Text ORGANISATION_CODE = pattern("[a-z0-9-]{2,40}", "2 to 40 of a–z, 0–9 and '-'");
    /// A colon would end the user name of Basic authentication.
    static final Text LOGIN_NAME = text(
            name -> isLine(name) && name.indexOf(':') < 0 && name.equals(name.strip()),
            "1 to " + MAX_LENGTH + " characters without ':' and control characters, and no spaces at its ends");
    static final Text SECRET = text(
            secret -> secret.length() >= MIN_SECRET && secret.length() <= MAX_SECRET,
            MIN_SECRET + " to " + MAX_SECRET + " characters");
    static final Text CURRENCY = text(CURRENCIES::contains, "a currency of ISO 4217, like GBP");
    static final Text LANGUAGE = text(LANGUAGES::contains, "a language of ISO 639, like en");
    static final Text TIME_ZONE = text(TIME_ZONES::contains, "a time zone of the IANA database, like Europe/London");
    /// ALL stands for every source in queries.
    static final Text SOURCE = new Text(
            source -> source.toUpperCase(Locale.ROOT),
            source -> source.matches("[A-Z][A-Z0-9_-]{0,49}") && !source.equals("ALL"),
            "a source of 1 to 50 letters, digits, '_' and '-', not ALL");
    static final Text SERIES_CODE = pattern("[A-Za-z0-9]{1,50}", "1 to 50 letters and digits");
    static final Text AFFIX = pattern("[A-Za-z0-9]{0,50}", "at most 50 letters and digits");

    private Wording() {}

    static Text country(Set<String> countries) {
        return text(countries::contains, "a country of ISO 3166, like GB");
    }

    static Text choice(String... choices) {
        List<String> allowed = List.of(choices);
        return text(allowed::contains, "one of " + String.join(", ", allowed));
    }

    private static Text text(Predicate<String> allowed, String expected) {
        return new Text(UnaryOperator.identity(), allowed, expected);
    }

    private static Text pattern(String pattern, String expected) {
        return text(Pattern.compile(pattern).asMatchPredicate(), expected);
    }

    private static boolean isLine(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= MAX_LENGTH
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
