package io.guildhall.access;

import org.jspecify.annotations.Nullable;

/// The person or thing behind a call, by the words of whoever sent it (`spec/domain.md` §1, `USER-CONTEXT`). It stands
/// in the change set beside till and client; it gives no right, and nobody checks it.
///
/// @param type kind of user, as the caller names it
/// @param id of the user
/// @param source and
/// @param sourceId where the caller knows the user from
public record ActingUser(
        @Nullable String type,
        @Nullable String id,
        @Nullable String source,
        @Nullable String sourceId) {
    /// Of each part, in characters; the database keeps no more.
    public static final int LONGEST = 255;

    /// Null where nobody was named.
    public static @Nullable ActingUser of(
            @Nullable String type, @Nullable String id, @Nullable String source, @Nullable String sourceId) {
        ActingUser user = new ActingUser(kept(type), kept(id), kept(source), kept(sourceId));
        return user.type == null && user.id == null && user.source == null && user.sourceId == null ? null : user;
    }

    /// Printable characters alone, as nothing else can be kept, logged or answered.
    private static @Nullable String kept(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        sent.strip()
                .codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.isDefined(point) && !isSurrogate(point))
                .limit(LONGEST)
                .forEach(clean::appendCodePoint);
        return clean.isEmpty() ? null : clean.toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /// Whoever it is may be known by an e-mail address.
    @Override
    public String toString() {
        return "ActingUser[***]";
    }
}
