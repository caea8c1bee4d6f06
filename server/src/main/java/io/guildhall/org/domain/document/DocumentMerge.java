package io.guildhall.org.domain.document;

import io.guildhall.org.domain.document.Member.Presence;
import io.guildhall.org.domain.document.Shape.Flag;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import io.guildhall.org.domain.document.Shape.Objects;
import io.guildhall.org.domain.document.Shape.Text;
import io.guildhall.org.domain.document.Shape.Texts;
import io.guildhall.org.domain.document.Shape.Whole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a sent document makes of the stored one: normal form, all defaults filled in, secrets left out.
///
/// A member that is not sent keeps its stored value, also inside an object that is sent; an object that is not sent
/// stays, or goes when pruning. Labels of a status are no objects in this sense: nothing tells whether they are in use.
public final class DocumentMerge {
    private DocumentMerge() {}

    public static Part merge(Members shape, @Nullable Part stored, Part sent, boolean prune) {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Member member : shape.members()) {
            if (member.presence() != Presence.SECRET) {
                Object value = value(
                        member, stored == null ? null : stored.get(member.name()), sent.get(member.name()), prune);
                if (isAbsent(value) && member.byDefault() != null) {
                    Object byDefault = member.byDefault().apply(new Part(merged));
                    value = value(member, null, byDefault, false);
                }
                if (value != null) {
                    merged.put(member.name(), value);
                }
            }
        }
        return new Part(merged);
    }

    /// The stored document as today's server would store it.
    public static Part completed(Members shape, Part stored) {
        return merge(shape, stored, Part.EMPTY, false);
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value == null || value instanceof List<?> list && list.isEmpty();
    }

    private static @Nullable Object value(
            Member member, @Nullable Object stored, @Nullable Object sent, boolean prune) {
        return switch (member.shape()) {
            case Text _, Whole _, Flag _, Texts _ -> sent == null ? stored : sent;
            case Objects(Members each, String orderedBy) -> sent == null ? stored : whole(each, sent, orderedBy);
            case Members members ->
                stored == null && sent == null
                        ? null
                        : merge(
                                members,
                                stored instanceof Part part ? part : null,
                                sent instanceof Part part ? part : Part.EMPTY,
                                prune);
            // no objects at all and no list are the same
            case Keyed keyed -> {
                List<Part> list = keyed(keyed, parts(stored), parts(sent), prune);
                yield list.isEmpty() && member.byDefault() == null ? null : list;
            }
        };
    }

    private static List<Part> whole(Members each, Object sent, @Nullable String orderedBy) {
        List<Part> list =
                parts(sent).stream().map(part -> merge(each, null, part, false)).toList();
        return orderedBy == null
                ? list
                : list.stream()
                        .sorted(Comparator.comparing(part -> part.whole(orderedBy)))
                        .toList();
    }

    private static List<Part> keyed(Keyed shape, List<Part> stored, List<Part> sent, boolean prune) {
        Map<List<Object>, Part> open = sent.stream()
                .collect(Collectors.toMap(shape::keyOf, part -> part, (left, _) -> left, LinkedHashMap::new));
        List<Part> merged = new ArrayList<>();
        for (Part before : stored) {
            Part now = open.remove(shape.keyOf(before));
            if (now != null) {
                merged.add(merge(shape.each(), stillMeant(before, now), now, prune));
            } else if (!prune) {
                merged.add(merge(shape.each(), before, Part.EMPTY, false));
            }
        }
        open.values().forEach(part -> merged.add(merge(shape.each(), null, part, prune)));
        return merged;
    }

    /// A field that is no longer a choice loses its values, a series that becomes external its way of making numbers.
    private static Part stillMeant(Part before, Part now) {
        Part kept =
                now.has("dataType") && !now.text("dataType").equals("CUSTOM_ENUM") ? before.without("values") : before;
        return now.flag("external") ? kept.without("generation") : kept;
    }

    private static List<Part> parts(@Nullable Object list) {
        return list instanceof List<?> parts
                ? parts.stream().map(Part.class::cast).toList()
                : List.of();
    }
}
