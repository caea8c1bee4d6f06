package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the members of one JSON object and collects what is wrong with them: code 400 with the member's place
/// (`spec/decisions.md` 26). A member that cannot be read counts as absent afterwards, so that reading goes on.
///
/// Where a member goes by several names, the first is the one that answers carry. Sent under two names, it must say the
/// same under both.
public final class JsonMembers {
    /// Longest name or code, in Unicode code points; what indexes of the database can take is several times as much.
    public static final int MAX_LENGTH = 255;

    private static final int MAX_SHOWN = 100;

    private final JsonNode object;
    private final Pointer at;
    private final List<Problem> problems;

    private JsonMembers(JsonNode object, Pointer at, List<Problem> problems) {
        this.object = object;
        this.at = at;
        this.problems = problems;
    }

    /// @param problems takes every fault that this object, or one inside it, turns out to have
    public static JsonMembers of(JsonNode node, Pointer at, List<Problem> problems) {
        if (!node.isObject()) {
            problems.add(Problem.of(BAD_REQUEST, at, "an object is expected"));
            return new JsonMembers(JsonNodeFactory.instance.objectNode(), at, problems);
        }
        return new JsonMembers(node, at, problems);
    }

    public Pointer at() {
        return at;
    }

    /// Whether the member is there; `null` counts.
    public boolean has(String name) {
        return object.has(name);
    }

    /// A text without the white space around it; null where absent. Other scalars become text.
    public @Nullable String text(String name) {
        return text(name, MAX_LENGTH);
    }

    public @Nullable String text(String name, int maxLength) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isValueNode()) {
            return refuse(name, "a text is expected");
        }
        String text = node.asString().strip();
        if (!StorableText.isStorable(text)) {
            return refuse(name, "it holds characters that are no text");
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return refuse(name, "it is longer than " + maxLength + " characters");
        }
        return text;
    }

    public @Nullable Boolean flag(String... names) {
        String name = spelling(names);
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        return node.isBoolean() ? (Boolean) node.booleanValue() : refuse(name, "true or false is expected");
    }

    /// A whole number; one beyond the range of `long` becomes the end of that range.
    public @Nullable Long wholeNumber(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            return refuse(name, "a whole number is expected");
        }
        BigInteger value = node.bigIntegerValue();
        BigInteger limited = value.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
        return limited.longValue();
    }

    /// The object of this name; null where absent.
    public @Nullable JsonMembers object(String name) {
        JsonNode node = present(name);
        return node == null ? null : of(node, at.child(name), problems);
    }

    /// The objects of an array, one for each element, so that places stay what they are; empty where absent.
    public List<JsonMembers> objects(String name) {
        JsonNode node = present(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            problems.add(Problem.of(BAD_REQUEST, at.child(name), "an array is expected"));
            return List.of();
        }
        List<JsonMembers> objects = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            objects.add(of(element, at.child(name).child(objects.size()), problems));
        }
        return objects;
    }

    /// The members of the object of this name as plain values: String, Number, Boolean, List, Map or null.
    public Map<String, @Nullable Object> values(String name) {
        JsonMembers members = object(name);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (members != null) {
            members.object.properties().forEach(member -> {
                if (members.isStorable(member.getKey(), member.getValue())) {
                    values.put(member.getKey(), PlainValues.of(member.getValue()));
                }
            });
        }
        return values;
    }

    /// Refuses every member but these, so that a typo does not pass.
    public void refuseOthersThan(Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                String shown = StorableText.printable(name);
                String cut = shown.substring(0, Math.min(MAX_SHOWN, shown.length()));
                problems.add(Problem.of(BAD_REQUEST, at.child(StorableText.printable(cut)), "there is no such member"));
            }
        }
    }

    private boolean isStorable(String name, JsonNode value) {
        if (!StorableText.isStorable(name)) {
            problems.add(Problem.of(BAD_REQUEST, at, "the name of a member holds characters that are no text"));
            return false;
        }
        if (value.isString() && !StorableText.isStorable(value.stringValue())) {
            problems.add(Problem.of(BAD_REQUEST, at.child(name), "it holds characters that are no text"));
            return false;
        }
        return true;
    }

    /// Under which of its names a member was sent; the first where it was not.
    public String spelledAs(String... names) {
        for (String name : names) {
            if (present(name) != null) {
                return name;
            }
        }
        return names[0];
    }

    /// The same, and refuses two names that contradict each other.
    private String spelling(String... names) {
        String first = spelledAs(names);
        for (String name : names) {
            JsonNode node = present(name);
            if (node != null && !node.equals(object.get(first))) {
                problems.add(Problem.of(BAD_REQUEST, at.child(name), "it contradicts " + first));
            }
        }
        return first;
    }

    private @Nullable JsonNode present(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <T> @Nullable T refuse(String name, String why) {
        problems.add(Problem.of(BAD_REQUEST, at.child(name), why));
        return null;
    }
}
