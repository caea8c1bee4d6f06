package io.guildhall.error;

import org.jspecify.annotations.Nullable;

/// A place in the request body: a JSON Pointer (RFC 6901) that is written out only when an error needs it.
///
/// Born with the row when the body is read and never changed afterwards (`beyond.md` row 5).
public final class Pointer {
    public static final Pointer ROOT = new Pointer(null, "", -1);

    private final @Nullable Pointer parent;
    private final String member;
    private final int index;

    private Pointer(@Nullable Pointer parent, String member, int index) {
        this.parent = parent;
        this.member = member;
        this.index = index;
    }

    public Pointer child(String member) {
        return new Pointer(this, member, -1);
    }

    public Pointer child(int index) {
        return new Pointer(this, "", index);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(48);
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.append(text);
        text.append('/');
        if (index >= 0) {
            text.append(index);
        } else {
            text.append(member.replace("~", "~0").replace("/", "~1"));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pointer that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
