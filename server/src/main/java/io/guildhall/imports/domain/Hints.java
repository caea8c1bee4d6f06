package io.guildhall.imports.domain;

import io.guildhall.org.domain.OrganisationSetup;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What would put a failed row right, as far as that can be guessed.
///
/// @param hierarchies codes of the organisation's hierarchies
/// @param mobile makes a mobile number of a text, where it is one
public record Hints(OrganisationSetup setup, List<String> hierarchies, Function<String, Optional<String>> mobile) {

    /// @param sent the text that the error is about, empty where there is none
    /// @return empty where nothing helps but thinking
    public String of(RowError error, String sent) {
        return switch (error.code()) {
            case 1615 ->
                error.arguments().size() < 2
                        ? ""
                        : nearest(sent, List.of(error.arguments().get(1).split(", ")));
            case 1613, 1616, 1701 -> nearest(sent, hierarchies);
            case 8003 -> nearest(sent, setup.sources().keySet());
            case 8014, 8056, 8058 -> mobile(sent);
            case 8055, 8057 -> email(sent);
            case 1625 -> "the parent has to be in the file without an error, or stand in the hierarchy already";
            case 1680, 8006 -> "operation=update changes and moves people who are registered already";
            case 8009 -> "operation=associate registers people";
            case 1683 -> "fill in parent.role";
            case 1704 -> "companyName and companyHierarchy create the company";
            case 1685 -> "send it again with the corrected row";
            case 521 -> "send it again";
            default -> "";
        };
    }

    private static String nearest(String sent, Collection<String> candidates) {
        return candidates.isEmpty() ? "" : "perhaps " + Nearest.of(sent, candidates);
    }

    private String mobile(String sent) {
        String digits = sent.replaceAll("[^+0-9]", "");
        return mobile.apply(digits)
                .map(number -> "perhaps +" + number)
                .orElse("a mobile number with its country code, like +447700900123");
    }

    private static String email(String sent) {
        String cleaned = sent.replaceAll("[\\s,;:<>()\"]", "");
        return cleaned.equals(sent) || !cleaned.contains("@") ? "" : "perhaps " + cleaned;
    }
}
