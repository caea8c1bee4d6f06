package io.guildhall.cli.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What is different between two states of a record, in one line. Pure.
final class Difference {
    private Difference() {}

    /// Of what is new or gone, its members; of what changed, those that did.
    static String of(JsonNode before, JsonNode after) {
        if (!before.isObject() || !after.isObject()) {
            JsonNode only = after.isObject() ? after : before;
            return members(only);
        }
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (!was.equals(is)) {
                parts.add("%s: %s -> %s".formatted(name, value(was), value(is)));
            }
        }
        return String.join("; ", parts);
    }

    private static String members(JsonNode record) {
        List<String> parts = new ArrayList<>();
        record.properties().forEach(member -> {
            if (!member.getValue().isNull() && !member.getValue().isEmpty()
                    || member.getValue().isValueNode()) {
                parts.add(member.getKey() + ": " + value(member.getValue()));
            }
        });
        return String.join("; ", parts);
    }

    private static String value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
