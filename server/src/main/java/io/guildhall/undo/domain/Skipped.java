package io.guildhall.undo.domain;

import io.guildhall.change.domain.EntityKey;
import org.jspecify.annotations.Nullable;

/// A record that stays as it is.
///
/// @param because what stands in the way, null where that is the record itself
/// @param field the member of the record that it is about, null where it is about the whole
public record Skipped(
        EntityKey key,
        Reason reason,
        @Nullable EntityKey because,
        @Nullable String field) {

    /// Why a record stays as it is.
    public enum Reason {
        CHANGED_SINCE("It has been changed since"),
        DEPENDED_ON("Something that came later depends on it"),
        HANGS_TOGETHER("It belongs to something that stays"),
        TAKEN("What it would take again is somebody else's by now"),
        NO_ROOM("The parent's places are taken by now"),
        MISSING("What it refers to is not there any more"),
        SPENT("Points of it have been used or handed over since"),
        ERASED("The person has been erased");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }
}
