package io.guildhall.change.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change set as it is read again.
///
/// @param tillCode the till in whose name the call was made; null for the operator
/// @param user whom the caller named as the one who acts; null where it named nobody
public record RecordedChange(
        ChangeSet set, @Nullable String tillCode, @Nullable User user, List<ChangeRecord> records) {
    /// As the caller named it, unchecked.
    ///
    /// @param source and
    /// @param sourceId where the caller knows the user from
    public record User(
            @Nullable String type,
            @Nullable String id,
            @Nullable String source,
            @Nullable String sourceId) {
        /// Whoever it is may be known by an e-mail address.
        @Override
        public String toString() {
            return "User[***]";
        }
    }

    public RecordedChange {
        records = List.copyOf(records);
    }
}
