package io.guildhall.console.web.changes;

import io.guildhall.undo.Reverted.Protected;
import io.guildhall.undo.domain.Skipped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record that is not taken back.
///
/// @param reason why, in words
/// @param changedBy the change set on account of which it stays, or null
public record StaysView(
        String type, Value subject, String reason, @Nullable UUID changedBy) {
    static StaysView of(Protected record, Value subject) {
        Skipped skipped = record.skipped();
        return new StaysView(
                skipped.key().type().name(), subject, skipped.reason().message(), record.changedBy());
    }

    @Override
    public String toString() {
        return "StaysView[" + type + "]"; // personal data stays out of logs
    }
}
