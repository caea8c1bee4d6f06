package io.guildhall.change.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change set that touched records which somebody asks about.
///
/// @param tillCode the till in whose name the call was made; null for the operator
/// @param user whom the caller named as the one who acts; null where it named nobody
/// @param records which of the records it touched, and how
public record Touch(
        ChangeSet set, @Nullable String tillCode, RecordedChange.@Nullable User user, List<Touched> records) {
    public Touch {
        records = List.copyOf(records);
    }

    public record Touched(ChangeRecord.EntityType type, ChangeRecord.Action action) {}
}
