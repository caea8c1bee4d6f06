package io.guildhall.logs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What tests have said about people: identifiers and names in the bodies and addresses of their requests. Found again
/// in a text as whole words, or within it where it has several words itself.
public final class PersonalData {
    private static final Pattern IN_BODY =
            Pattern.compile("\"(value|firstName|lastName)\"\\s*:\\s*\"([^\"\\\\]{4,200})\"");
    private static final Pattern IN_QUERY = Pattern.compile("(?:[Ii]dentifierValue|mobile|email|q)=([^&]{4,200})");
    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{M}\\p{N}@.+_-]+");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{6}");

    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final Set<String> phrases = ConcurrentHashMap.newKeySet();

    void rememberBody(String body) {
        Matcher found = IN_BODY.matcher(body);
        while (found.find()) {
            if (!found.group(1).equals("value") || isIdentifier(found.group(2))) {
                remember(found.group(2).strip());
            }
        }
    }

    void rememberQuery(String query) {
        Matcher found = IN_QUERY.matcher(query);
        while (found.find()) {
            String value = decoded(found.group(1));
            if (isIdentifier(value)) {
                remember(value);
            }
        }
    }

    /// Values of fields and the like are not: `English`, `true`.
    private static boolean isIdentifier(String value) {
        return value.contains("@") || LONG_NUMBER.matcher(value).find();
    }

    private void remember(String value) {
        if (WORD_END.matcher(value).find()) {
            phrases.add(value);
        } else if (value.length() >= 4) {
            words.add(trimmed(value));
        }
    }

    /// What of all that occurs in a text.
    List<String> in(String text) {
        List<String> found = new java.util.ArrayList<>();
        for (String word : WORD_END.split(text)) {
            String plain = trimmed(word);
            if (words.contains(plain)) {
                found.add(plain);
            }
        }
        phrases.stream().filter(text::contains).forEach(found::add);
        return found;
    }

    int count() {
        return words.size() + phrases.size();
    }

    /// A full stop ends a sentence and not a word.
    private static String trimmed(String word) {
        return word.replaceAll("^[.+_-]+|[.+_-]+$", "");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
