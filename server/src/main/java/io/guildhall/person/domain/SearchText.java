package io.guildhall.person.domain;

import io.guildhall.customer.domain.Identifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What people are searched by: the beginning of a name, identifier or card number.
///
/// @param name as typed; how names are compared is the database's part
/// @param prefixes what an identifier, as it is stored, may begin with: as typed, in lower case (e-mail), in upper case
///     (cards), and a number without what is written around its digits
public record SearchText(String name, List<String> prefixes) {
    public static final int SHORTEST = 1;
    public static final int LONGEST = 100;

    public SearchText {
        prefixes = List.copyOf(prefixes);
    }

    /// Nothing for a text that is too short or too long, in Unicode code points.
    public static Optional<SearchText> of(String typed) {
        String text = typed.strip();
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.empty();
        }
        Set<String> prefixes = new LinkedHashSet<>();
        prefixes.add(text);
        prefixes.add(text.toLowerCase(Locale.ROOT));
        prefixes.add(text.toUpperCase(Locale.ROOT));
        String digits = text.replaceAll("[\\s+().-]", "");
        if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            prefixes.add(digits);
        }
        return Optional.of(new SearchText(text, List.copyOf(prefixes)));
    }

    public boolean isMatchedBy(Identifier identifier) {
        return isMatchedBy(identifier.matchKey());
    }

    public boolean isMatchedBy(String value) {
        return prefixes.stream().anyMatch(value::startsWith);
    }

    @Override
    public String toString() {
        return "SearchText[***]"; // personal data stays out of logs
    }
}
