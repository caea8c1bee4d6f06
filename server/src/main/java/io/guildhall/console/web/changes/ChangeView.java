package io.guildhall.console.web.changes;

import io.guildhall.change.domain.Activity;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.change.domain.ChangeSet;
import io.guildhall.change.domain.ListedChange;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.console.web.Dates;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One change set as its page shows it.
///
/// @param till null for the operator
/// @param user whom the caller named as the one who acts, or null
/// @param revertedBy the change set on account of which it cannot be taken back (again), or null
/// @param isSetup whether it changed the set-up, which is not taken back this way
/// @param total records
record ChangeView(
        UUID id,
        String at,
        @Nullable String till,
        @Nullable String client,
        @Nullable String user,
        String method,
        String path,
        CallWords call,
        @Nullable UUID revertedBy,
        boolean isSetup,
        List<Kind> kinds,
        long total) {
    private static final Set<EntityType> SETUP =
            EnumSet.of(EntityType.HIERARCHY, EntityType.CARD_SERIES, EntityType.CARD_LABELS);

    /// How many records of a kind there are.
    record Kind(String type, long records) {}

    static ChangeView of(ListedChange change, @Nullable UUID revertedBy, ZoneId zone) {
        Map<EntityType, Long> counts = change.activity().stream()
                .collect(Collectors.groupingBy(
                        activity -> activity.kind().type(), TreeMap::new, Collectors.summingLong(Activity::count)));
        ChangeSet set = change.set();
        return new ChangeView(
                set.id(),
                Dates.shown(set.at(), zone),
                change.tillCode(),
                set.client(),
                user(change.user()),
                set.method(),
                set.path(),
                CallWords.of(set),
                revertedBy,
                counts.keySet().stream().anyMatch(SETUP::contains),
                counts.entrySet().stream()
                        .map(count -> new Kind(count.getKey().name(), count.getValue()))
                        .toList(),
                change.records());
    }

    private static @Nullable String user(RecordedChange.@Nullable User user) {
        return user == null
                ? null
                : Stream.of(user.type(), user.id(), user.source(), user.sourceId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" · "));
    }

    @Override
    public String toString() {
        return "ChangeView[" + id + "]"; // whoever acts may be known by an e-mail address
    }
}
