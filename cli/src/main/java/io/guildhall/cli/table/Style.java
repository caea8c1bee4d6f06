package io.guildhall.cli.table;

/// How a text stands out where colours can be shown; elsewhere it is just the text.
public enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The text between the escape sequences of ECMA-48 that switch this style on and off.
    public String apply(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
