package io.guildhall.audit.domain;

import org.jspecify.annotations.Nullable;

/// What happened, without when: equal ones close to each other are counted and kept once.
///
/// @param name of till or user as sent, at most [#LONGEST_NAME] printable characters; null where nobody was named
/// @param orgId whose till it was, or whose document; null where no organisation is known
/// @param address null where many addresses are counted as one
/// @param path the pattern of the address, such as `/v2/customers/{id}`: what was asked for is nobody's business here
public record Audited(
        Kind kind,
        Actor actor,
        @Nullable String name,
        @Nullable Long orgId,
        @Nullable String address,
        String method,
        String path,
        int status) {
    public static final int LONGEST_NAME = 64;

    /// The path of calls that are counted together because there were too many.
    public static final String MANY = "(many)";

    public enum Kind {
        /// A call that was refused for want of a right: 401, 403, or 429 without a login.
        REFUSED,
        /// A call of the operator.
        OPERATOR
    }

    public enum Actor {
        TILL,
        /// Who speaks for a till: an API client, an identity provider's, or another till.
        CLIENT,
        OPERATOR,
        /// Whoever failed to log in; the name is theirs to choose.
        UNKNOWN
    }

    /// The same, told apart by nothing but kind and status.
    Audited amongMany() {
        return new Audited(kind, Actor.UNKNOWN, null, null, null, MANY, MANY, status);
    }

    /// A name as it may be kept: no control characters, no half characters, not too long.
    public static @Nullable String name(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        sent.codePoints()
                .filter(Audited::isPrintable)
                .limit(LONGEST_NAME)
                .forEach(point -> clean.appendCodePoint(point));
        return clean.isEmpty() ? null : clean.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
