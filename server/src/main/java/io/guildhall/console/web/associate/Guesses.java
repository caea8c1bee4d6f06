package io.guildhall.console.web.associate;

import io.guildhall.imports.domain.KnownColumns;
import io.guildhall.imports.domain.Nearest;
import java.util.Map;

/// Which known column somebody may have meant by a name.
final class Guesses {
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("cell", "mobile"),
            Map.entry("cellphone", "mobile"),
            Map.entry("mobilenumber", "mobile"),
            Map.entry("phone", "mobile"),
            Map.entry("phonenumber", "mobile"),
            Map.entry("telephone", "mobile"),
            Map.entry("emailaddress", "email"),
            Map.entry("mail", "email"),
            Map.entry("forename", "firstName"),
            Map.entry("givenname", "firstName"),
            Map.entry("surname", "lastName"),
            Map.entry("familyname", "lastName"),
            Map.entry("card", "cardnumber"),
            Map.entry("companyid", "company"),
            Map.entry("manager", "parent.mobile"),
            Map.entry("parent", "parent.mobile"));

    private Guesses() {}

    /// @param nearest the known column with the fewest letters to change
    /// @return empty where a guess would more often be wrong than right
    static String of(String header, String nearest) {
        String synonym = SYNONYMS.get(KnownColumns.simple(header));
        return synonym != null ? synonym : Nearest.isClose(header, nearest) ? nearest : "";
    }
}
