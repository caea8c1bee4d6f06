package io.guildhall.console.web.changes;

import io.guildhall.change.domain.Activity;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.console.web.Dates;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change set in a list.
///
/// @param till null for the operator
public record ChangeRow(
        UUID id,
        String at,
        CallWords call,
        String method,
        String path,
        @Nullable String till,
        @Nullable String client,
        List<Count> counts) {

    /// How many records of a kind it created, changed or ended.
    public record Count(String type, String action, long records) {
        static Count of(Activity activity) {
            Action action = activity.kind().action();
            return new Count(activity.kind().type().name(), action.name().toLowerCase(Locale.ROOT), activity.count());
        }
    }

    static ChangeRow of(ListedChange change, ZoneId zone) {
        return new ChangeRow(
                change.set().id(),
                Dates.shown(change.set().at(), zone),
                CallWords.of(change.set()),
                change.set().method(),
                change.set().path(),
                change.tillCode(),
                change.set().client(),
                change.activity().stream().map(Count::of).toList());
    }
}
