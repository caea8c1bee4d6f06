package io.guildhall.console.web.people;

import io.guildhall.association.store.LinkReads.Spell;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.console.web.Dates;
import io.guildhall.console.web.TreeQuery;
import io.guildhall.customer.domain.Customer;
import io.guildhall.person.PersonTimeline.Entry;
import io.guildhall.person.PersonTimeline.Kind;
import io.guildhall.person.PersonTimeline.Move;
import io.guildhall.person.PersonTimeline.Timeline;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to a person, as the page shows it.
///
/// @param older where the next part is had; null on the last one
/// @param olderPage the same as a page of its own
record TimelineView(
        List<Choice> choices,
        List<Moment> moments,
        @Nullable String older,
        @Nullable String olderPage) {

    /// A kind that can be chosen, `ALL` for none.
    record Choice(String name, String address, boolean isChosen) {}

    /// What one call did.
    ///
    /// @param kinds what it was about, the first one for its colour
    /// @param user whom the caller named as the one who acts; null where it named nobody
    record Moment(
            String at,
            String exactly,
            List<String> kinds,
            boolean isFirst,
            List<Step> steps,
            List<Status> statuses,
            @Nullable String till,
            @Nullable String client,
            @Nullable String user,
            String call,
            String changeId) {
        @Override
        public String toString() {
            return "Moment[" + changeId + "]"; // personal data stays out of logs
        }
    }

    enum Way {
        JOINED,
        MOVED,
        LEFT
    }

    /// A place taken or left.
    ///
    /// @param changes what differs between the places; empty where somebody came or went
    record Step(Way way, @Nullable Spot before, @Nullable Spot after, List<Difference> changes) {}

    record Spot(
            String hierarchy,
            String role,
            @Nullable String company,
            @Nullable Long companyId,
            @Nullable Long parentId,
            String parentName) {
        @Override
        public String toString() {
            return "Spot[" + role + "]"; // personal data stays out of logs
        }
    }

    /// One property of a place before and after.
    ///
    /// @param what ending of the key of its name
    record Difference(String what, String before, String after) {
        @Override
        public String toString() {
            return "Difference[" + what + "]"; // personal data stays out of logs
        }
    }

    record Status(
            @Nullable String before, String after, @Nullable String reason) {}

    static TimelineView of(Timeline timeline, @Nullable Kind kind, String page, ZoneId zone) {
        String name = kind == null ? null : kind.name();
        String before = timeline.before() == null ? null : timeline.before().toString();
        return new TimelineView(
                choices(kind, page),
                timeline.entries().stream()
                        .map(entry -> moment(entry, timeline.parents(), zone))
                        .toList(),
                before == null ? null : TreeQuery.address(page + "/timeline", "kind", name, "before", before),
                before == null ? null : TreeQuery.address(page, "kind", name, "before", before));
    }

    private static List<Choice> choices(@Nullable Kind kind, String page) {
        Stream<Choice> kinds = Arrays.stream(Kind.values())
                .map(one -> new Choice(one.name(), TreeQuery.address(page, "kind", one.name()), one == kind));
        return Stream.concat(Stream.of(new Choice("ALL", page, kind == null)), kinds)
                .toList();
    }

    private static Moment moment(Entry entry, Map<Long, Customer> parents, ZoneId zone) {
        var set = entry.touch().set();
        return new Moment(
                Dates.shown(set.at(), zone),
                set.at().atZone(zone).toOffsetDateTime().toString(),
                kinds(entry.kinds()),
                entry.isFirst(),
                entry.moves().stream().map(move -> step(move, parents)).toList(),
                entry.statuses().stream()
                        .map(status -> new Status(status.prevLabel(), status.label(), status.reason()))
                        .toList(),
                entry.touch().tillCode(),
                set.client(),
                user(entry.touch().user()),
                set.method() + " " + set.path(),
                set.id().toString());
    }

    private static List<String> kinds(Set<Kind> kinds) {
        return Arrays.stream(Kind.values())
                .filter(kinds::contains)
                .map(Kind::name)
                .toList();
    }

    private static @Nullable String user(RecordedChange.@Nullable User user) {
        return user == null
                ? null
                : Stream.of(user.id(), user.type(), user.sourceId())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Step step(Move move, Map<Long, Customer> parents) {
        Spot before = spot(move.before(), parents);
        Spot after = spot(move.after(), parents);
        if (before == null || after == null) {
            return new Step(before == null ? Way.JOINED : Way.LEFT, before, after, List.of());
        }
        List<Difference> changes = new ArrayList<>();
        add(changes, "parent", parent(before), parent(after));
        add(changes, "role", before.role(), after.role());
        add(changes, "company", before.company(), after.company());
        return new Step(Way.MOVED, before, after, changes);
    }

    private static void add(List<Difference> changes, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Difference(what, before == null ? "–" : before, after == null ? "–" : after));
        }
    }

    private static @Nullable String parent(Spot spot) {
        if (spot.parentId() == null) {
            return null;
        }
        return spot.parentName().isEmpty() ? "#" + spot.parentId() : spot.parentName();
    }

    private static @Nullable Spot spot(@Nullable Spell spell, Map<Long, Customer> parents) {
        if (spell == null) {
            return null;
        }
        Long parentId = spell.parentCustomerId();
        Customer parent = parentId == null ? null : parents.get(parentId);
        return new Spot(
                spell.hierarchyCode(),
                spell.roleCode(),
                spell.companyKey(),
                spell.companyId(),
                parentId,
                parent == null ? "" : Names.of(parent));
    }
}
