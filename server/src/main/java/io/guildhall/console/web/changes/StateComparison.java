package io.guildhall.console.web.changes;

import io.guildhall.change.domain.ChangeRecord.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Two states of a record, member by member. Members of lists are told apart by what they are: a profile by its source,
/// an identifier by its type, a role by its code.
final class StateComparison {
    /// What says the same as another member, or is only kept for taking a change back.
    private static final Set<String> LEFT_OUT = Set.of(
            "exact", "statusLabelInfo", "cardId", "seriesId", "createdOn", "createdAt", "createdBy", "autoUpdateTime");

    private final EntityType type;
    private final List<Line> lines = new ArrayList<>();

    private StateComparison(EntityType type) {
        this.type = type;
    }

    /// A value before and after; null where there was or is none.
    ///
    /// @param path from the record's member down to the value's
    record Line(
            List<String> path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        /// What the value says.
        String member() {
            return path.getLast();
        }

        boolean isChanged() {
            return before == null || !before.equals(after);
        }

        @Override
        public String toString() {
            return "Line" + path; // the values are personal data
        }
    }

    static List<Line> of(EntityType type, @Nullable JsonNode before, @Nullable JsonNode after) {
        StateComparison comparison = new StateComparison(type);
        comparison.compare(List.of(), before, after);
        return List.copyOf(comparison.lines);
    }

    private void compare(List<String> path, @Nullable JsonNode before, @Nullable JsonNode after) {
        String member = path.isEmpty() ? "" : path.getLast();
        Map<String, JsonNode> was = parts(member, before);
        Map<String, JsonNode> is = parts(member, after);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        for (String name : names) {
            List<String> part = new ArrayList<>(path);
            part.add(name);
            compare(part, was.get(name), is.get(name));
        }
        JsonNode leafBefore = leaf(before);
        JsonNode leafAfter = leaf(after);
        if (!path.isEmpty() && (says(leafBefore) || says(leafAfter))) {
            lines.add(new Line(path, nullIfAbsent(leafBefore), nullIfAbsent(leafAfter)));
        }
    }

    private static @Nullable JsonNode leaf(@Nullable JsonNode node) {
        return node == null || node.isObject() || isOfObjects(node) ? null : node;
    }

    /// `false` is worth telling only where it was or becomes `true`.
    private static boolean says(@Nullable JsonNode leaf) {
        return nullIfAbsent(leaf) != null && !(leaf != null && leaf.isBoolean() && !leaf.booleanValue());
    }

    private static @Nullable JsonNode nullIfAbsent(@Nullable JsonNode leaf) {
        return leaf == null
                        || leaf.isNull()
                        || leaf.isEmpty() && (leaf.isArray() || leaf.isObject())
                        || leaf.isString() && leaf.stringValue().isEmpty()
                ? null
                : leaf;
    }

    private static boolean isOfObjects(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }

    private Map<String, JsonNode> parts(String member, @Nullable JsonNode node) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        if (node == null) {
            return parts;
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (!isLeftOut(member, entry.getKey())) {
                    parts.put(entry.getKey(), plain(entry.getKey(), entry.getValue()));
                }
            });
        } else if (isOfObjects(node)) {
            for (JsonNode element : node) {
                parts.put(unused(parts, key(member, element)), inner(member, element));
            }
        }
        return parts;
    }

    private boolean isLeftOut(String of, String name) {
        return LEFT_OUT.contains(name) || type == EntityType.COMPANY && of.isEmpty() && name.equals("companyId");
    }

    /// A reference by its id alone.
    private static JsonNode plain(String name, JsonNode value) {
        return switch (name) {
            case "parentCompany" -> value.path("companyId");
            case "mappedEntity" -> value.path("value");
            default -> value;
        };
    }

    private static String key(String member, JsonNode element) {
        return switch (member) {
            case "profiles" -> profile(element);
            case "identifiers", "commChannels" -> element.path("type").asString("");
            case "roles" -> element.path("code").asString("");
            case "members" -> element.path("customerId").asString("");
            case "subscriptions" ->
                profile(element.path("profile")) + " · "
                        + element.path("channel").asString("") + " · "
                        + element.path("priority").asString("");
            default -> "";
        };
    }

    private static String profile(JsonNode profile) {
        String account = profile.path("accountId").asString("");
        String source = profile.path("source").asString("");
        return account.isEmpty() ? source : source + " · " + account;
    }

    /// What of an element its key does not say.
    private static JsonNode inner(String member, JsonNode element) {
        return switch (member) {
            case "identifiers" -> element.path("value");
            case "members" -> element.path("customerId");
            case "subscriptions" -> element.path("optedIn");
            case "profiles" -> without(element, Set.of("source", "accountId"));
            case "commChannels" -> without(element, Set.of("type"));
            case "roles" -> without(element, Set.of("code"));
            default -> element;
        };
    }

    private static JsonNode without(JsonNode element, Set<String> names) {
        return element.isObject() ? element.deepCopy().asObject().remove(names) : element;
    }

    private static String unused(Map<String, JsonNode> parts, String key) {
        String first = key.isEmpty() ? "1" : key;
        String free = first;
        for (int number = 2; parts.containsKey(free); number++) {
            free = key.isEmpty() ? Integer.toString(number) : key + " " + number;
        }
        return free;
    }

    /// Several plain values in one.
    static String text(JsonNode leaf) {
        return leaf.isArray()
                ? StreamSupport.stream(leaf.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "))
                : leaf.asString();
    }
}
