package io.guildhall.change.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change set as it is read again.
///
/// @param tillCode the till in whose name the call was made; null for the operator
public record RecordedChange(ChangeSet set, @Nullable String tillCode, List<ChangeRecord> records) {
    public RecordedChange {
        records = List.copyOf(records);
    }
}
