package io.guildhall.customer.domain;

import java.util.Locale;

/// A valid identifier in the form it is stored and answered in: mobiles as digits with country code.
public record Identifier(IdentifierType type, String value) {
    /// Longest value that is stored, in characters.
    public static final int MAX_LENGTH = 255;

    /// What look-ups compare: e-mail addresses are the same in any case (`spec/domain.md` §5).
    public String matchKey() {
        return type == IdentifierType.EMAIL ? value.toLowerCase(Locale.ROOT) : value;
    }

    @Override
    public String toString() {
        return "Identifier[" + type + " ***]"; // personal data stays out of logs
    }
}
