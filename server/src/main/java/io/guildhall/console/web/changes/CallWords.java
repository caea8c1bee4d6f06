package io.guildhall.console.web.changes;

import io.guildhall.change.domain.ChangeSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a writing call was for, in words.
///
/// @param word the key of the message
/// @param importId the import that it belongs to, or null
/// @param revertedId the change set that it takes back, or null
public record CallWords(
        String word, @Nullable UUID importId, @Nullable UUID revertedId) {
    private static final Pattern OF_IMPORT = Pattern.compile("/v2/imports/([0-9a-f-]{36})(/revert)?");
    private static final Pattern REVERT = Pattern.compile("/v2/changes/([0-9a-f-]{36})/revert");

    private record Path(String method, String beginning, String word) {}

    /// The first that fits.
    private static final List<Path> PATHS = List.of(
            new Path("POST", "/v2/customers/bulk", "people.linked"),
            new Path("PUT", "/v2/customers/bulk", "people.updated"),
            new Path("DELETE", "/v2/customers", "person.erased"),
            new Path("POST", "/v2/customers", "person.linked"),
            new Path("PUT", "/v2/customers", "person.updated"),
            new Path("", "/v2/compan", "companies"),
            new Path("", "/v2/fleetHierarchy", "hierarchies"),
            new Path("", "/v2/card", "cards"),
            new Path("", "/admin/", "setup"));

    public static CallWords of(ChangeSet change) {
        Matcher ofImport = OF_IMPORT.matcher(change.path());
        if (ofImport.matches()) {
            return new CallWords(
                    ofImport.group(2) == null ? "import" : "import.reverted", UUID.fromString(ofImport.group(1)), null);
        }
        Matcher revert = REVERT.matcher(change.path());
        if (revert.matches()) {
            return new CallWords("reverted", null, UUID.fromString(revert.group(1)));
        }
        return new CallWords(
                PATHS.stream()
                        .filter(path -> path.method().isEmpty() || path.method().equals(change.method()))
                        .filter(path -> change.path().startsWith(path.beginning()))
                        .map(Path::word)
                        .findFirst()
                        .orElse("other"),
                null,
                null);
    }
}
