package io.guildhall.console.web.changes;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What taking a change set back would do, or did.
///
/// @param done whether it has been done
/// @param changeId the change set that the revert is, null where it was tried out only or nothing was to be done
/// @param takenBack the first of the records that become what they were or go
/// @param more how many others there are
/// @param stays the first of those that stay
/// @param moreStay how many others there are
record RevertView(
        boolean done,
        @Nullable UUID changeId,
        int restored,
        int removed,
        int stay,
        List<RecordView> takenBack,
        int more,
        List<StaysView> stays,
        int moreStay) {
    public boolean isNothing() {
        return restored == 0 && removed == 0;
    }
}
