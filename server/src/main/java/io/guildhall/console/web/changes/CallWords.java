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

    /// @param path of the call, its method before it
    private record Words(Pattern path, String word) {
        Words(String path, String word) {
            this(Pattern.compile(path), word);
        }
    }

    /// The first that fits.
    private static final List<Words> WORDS = List.of(
            new Words("POST /v2/customers/bulk", "people.linked"),
            new Words("PUT /v2/customers/bulk", "people.updated"),
            new Words("POST /v2/customers", "person.linked"),
            new Words("POST /v2/customers/\\d+/erase", "person.erased"),
            new Words("DELETE /v2/customers/\\d+/association", "person.left"),
            new Words("POST /v2/customers/\\d+/association/transfer", "person.moved"),
            new Words("\\w+ /v2/customers/.+", "person.updated"),
            new Words("\\w+ /v2/compan.*", "companies"),
            new Words("\\w+ /v2/fleet.*", "hierarchies"),
            new Words("\\w+ /v2/card.*", "cards"),
            new Words("\\w+ /admin/.*", "setup"));

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
        String call = change.method() + " " + change.path();
        return new CallWords(
                WORDS.stream()
                        .filter(words -> words.path().matcher(call).matches())
                        .map(Words::word)
                        .findFirst()
                        .orElse("other"),
                null,
                null);
    }
}
