package io.guildhall.cli.demo;

import io.guildhall.cli.table.Style;

/// What became of one person of a request, read off the answer.
enum Outcome {
    /// In the books, without a place in a hierarchy.
    REGISTERED("registered", Style.GOOD),
    /// The call made the link.
    LINKED("linked", Style.GOOD),
    UPDATED("updated", Style.GOOD),
    /// Stood there before.
    UNCHANGED("unchanged", Style.PLAIN),
    REFUSED("refused", Style.BAD),
    /// In the answer of a read.
    FOUND("found", Style.PLAIN);

    private final String word;
    private final Style style;

    Outcome(String word, Style style) {
        this.word = word;
        this.style = style;
    }

    String word() {
        return word;
    }

    Style style() {
        return style;
    }
}
