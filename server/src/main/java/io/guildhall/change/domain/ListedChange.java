package io.guildhall.change.domain;

import io.guildhall.change.domain.ChangeRecord.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A change set as lists show it: without its records, with how many there are of each kind.
///
/// @param tillCode the till in whose name the call was made; null for the operator
/// @param user whom the caller named as the one who acts; null where it named nobody
/// @param activity by kind and action, in their order
public record ListedChange(
        ChangeSet set, @Nullable String tillCode, RecordedChange.@Nullable User user, List<Activity> activity) {
    private static final Pattern IMPORT =
            Pattern.compile("/v2/imports/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");

    public ListedChange {
        activity = List.copyOf(activity);
    }

    /// The import that the change set is a part of, or that it took back; nothing for calls about no import.
    public Optional<UUID> importId() {
        Matcher path = IMPORT.matcher(set.path());
        return path.matches() ? Optional.of(UUID.fromString(path.group(1))) : Optional.empty();
    }

    /// How many records the change set has.
    public long records() {
        return activity.stream().mapToLong(Activity::count).sum();
    }

    public long records(EntityType type) {
        return activity.stream()
                .filter(counted -> counted.kind().type() == type)
                .mapToLong(Activity::count)
                .sum();
    }
}
