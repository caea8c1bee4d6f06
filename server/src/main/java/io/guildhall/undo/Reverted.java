package io.guildhall.undo;

import io.guildhall.change.domain.EntityKey;
import io.guildhall.undo.domain.Skipped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a revert came to.
///
/// @param changeId the change set that the revert is; null where nothing was written
/// @param revertedId the change set that was reverted
/// @param restored records that are what they were before it
/// @param removed records that it had made and that are gone
/// @param takenBack the records that are counted
/// @param protectedRecords what stays as it is
public record Reverted(
        @Nullable UUID changeId,
        UUID revertedId,
        int restored,
        int removed,
        Set<EntityKey> takenBack,
        List<Protected> protectedRecords) {
    public Reverted {
        takenBack = Set.copyOf(takenBack);
        protectedRecords = List.copyOf(protectedRecords);
    }

    /// @param changedBy the change set on account of which the record stays, null where none is known
    public record Protected(Skipped skipped, @Nullable UUID changedBy) {}

    /// Whether there is nothing that could be taken back.
    public boolean isNothing() {
        return restored == 0 && removed == 0;
    }
}
