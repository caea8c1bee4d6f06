package io.guildhall.console.web.changes;

import org.jspecify.annotations.Nullable;

/// What stands in a cell.
///
/// @param href where it leads, null for nowhere
/// @param word the key of a message that stands for the text, null where the text is to be shown as it is
record Value(String text, @Nullable String href, @Nullable String word) {
    static Value plain(String text) {
        return new Value(text, null, null);
    }

    static Value word(String key) {
        return new Value("", null, key);
    }

    static Value link(String text, String href) {
        return new Value(text, href, null);
    }

    @Override
    public String toString() {
        return "Value[***]"; // may be personal data
    }
}
