package io.guildhall.imports.domain;

import io.guildhall.association.domain.Effect;

/// What would become of a row of a dry run.
///
/// @param effect what becomes of the row's own person
/// @param unreadable whether it failed when the file arrived
/// @param warned whether there are warnings, or errors of children
public record RowOutcome(long line, Effect effect, boolean unreadable, boolean warned) {
    public static RowOutcome ofUnreadable(long line) {
        return new RowOutcome(line, Effect.FAILED, true, false);
    }

    public static RowOutcome ofFailed(long line) {
        return new RowOutcome(line, Effect.FAILED, false, false);
    }
}
