package io.guildhall.change.domain;

import io.guildhall.access.ActingUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change set as it is read again.
///
/// @param tillCode the till in whose name the call was made; null for the operator
/// @param user whom the caller named as the one who acts; null where it named nobody
public record RecordedChange(
        ChangeSet set, @Nullable String tillCode, @Nullable ActingUser user, List<ChangeRecord> records) {
    public RecordedChange {
        records = List.copyOf(records);
    }
}
