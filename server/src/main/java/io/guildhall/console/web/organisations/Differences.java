package io.guildhall.console.web.organisations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an organisation's document changes, member by member. Objects of lists are told apart by their keys and not by
/// their places, so that one inserted at the top changes nothing below it.
final class Differences {
    /// Members that name an object of a list, the first that it has.
    private static final List<String> KEYS =
            List.of("code", "key", "source", "number", "permissionCode", "label", "id", "name");

    private final Map<String, List<Line>> groups = new LinkedHashMap<>();

    private Differences() {}

    /// @param title a member of the document, or an object of one of its lists: `tills/nor.desk1`
    /// @param lines empty where only a secret is another one
    record Group(String title, Kind kind, List<Line> lines) {
        Group {
            lines = List.copyOf(lines);
        }
    }

    enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /// @param member below the group's title, empty for the title itself
    /// @param before null where there was nothing
    /// @param after null where nothing is left
    record Line(
            String member,
            @Nullable String before,
            @Nullable String after) {}

    /// @param before as stored; empty for a new organisation
    /// @param after as it would be stored
    /// @param changed readable pointers of what changes, secrets included
    static List<Group> between(ObjectNode before, ObjectNode after, List<String> changed) {
        Differences found = new Differences();
        found.compare(before, after, List.of());
        changed.stream()
                .map(path -> path.substring(1).replace("~1", "/").replace("~0", "~"))
                .filter(title -> !title.isEmpty() && !title.startsWith("settings/") && !title.startsWith("status"))
                .forEach(title -> found.groups.putIfAbsent(title, List.of()));
        return found.groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), kind(group.getValue()), group.getValue()))
                .toList();
    }

    /// Objects of lists that are stored and that the sent document does not name.
    static List<String> leftOut(ObjectNode stored, ObjectNode sent) {
        List<String> leftOut = new ArrayList<>();
        stored.properties().forEach(member -> {
            if (member.getValue().isArray()) {
                Map<String, JsonNode> named = byKey(sent.path(member.getKey()));
                byKey(member.getValue()).keySet().stream()
                        .filter(key -> !named.containsKey(key))
                        .forEach(key -> leftOut.add(member.getKey() + "/" + key));
            }
        });
        return leftOut;
    }

    private static Kind kind(List<Line> lines) {
        if (!lines.isEmpty() && lines.stream().allMatch(line -> line.before() == null)) {
            return Kind.ADDED;
        }
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.after() == null) ? Kind.REMOVED : Kind.CHANGED;
    }

    private void compare(@Nullable JsonNode before, @Nullable JsonNode after, List<String> way) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (isAll(before, after, JsonNode::isObject)) {
            Set<String> members = new LinkedHashSet<>();
            members.addAll(names(before));
            members.addAll(names(after));
            members.forEach(name -> compare(at(before, name), at(after, name), down(way, name)));
        } else if (isAll(before, after, Differences::isList)) {
            Map<String, JsonNode> old = byKey(before);
            Map<String, JsonNode> now = byKey(after);
            Set<String> keys = new LinkedHashSet<>(old.keySet());
            keys.addAll(now.keySet());
            keys.forEach(key -> compare(old.get(key), now.get(key), down(way, key)));
        } else {
            add(way, text(before), text(after));
        }
    }

    private void add(List<String> way, @Nullable String before, @Nullable String after) {
        int depth = Math.min(way.size(), 2);
        String title = String.join("/", way.subList(0, depth));
        String member = String.join(" / ", way.subList(depth, way.size()));
        groups.computeIfAbsent(title, _ -> new ArrayList<>()).add(new Line(member, before, after));
    }

    private static boolean isAll(@Nullable JsonNode before, @Nullable JsonNode after, Predicate<JsonNode> kind) {
        return (before == null || kind.test(before)) && (after == null || kind.test(after));
    }

    /// A list of objects.
    private static boolean isList(JsonNode node) {
        return node.isArray() && node.valueStream().allMatch(JsonNode::isObject);
    }

    private static List<String> names(@Nullable JsonNode object) {
        return object == null ? List.of() : List.copyOf(object.propertyNames());
    }

    private static @Nullable JsonNode at(@Nullable JsonNode object, String name) {
        return object == null ? null : object.get(name);
    }

    private static List<String> down(List<String> way, String name) {
        List<String> longer = new ArrayList<>(way);
        longer.add(name);
        return longer;
    }

    private static Map<String, JsonNode> byKey(@Nullable JsonNode list) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        if (list != null) {
            list.valueStream().forEach(object -> byKey.put(key(object, byKey.size()), object));
        }
        return byKey;
    }

    private static String key(JsonNode object, int place) {
        if (object.has("entity")) {
            return object.path("entity").asString("") + "/"
                    + object.path("name").asString("");
        }
        return KEYS.stream()
                .filter(object::has)
                .map(member -> object.path(member).asString(""))
                .findFirst()
                .orElseGet(() -> "#" + place);
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return node.isValueNode() ? node.asString("") : node.toString();
    }
}
