package io.guildhall.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A document of maps and lists with references in it, read without casts all over the place.
record Document(Map<?, ?> root) {
    private static final String REFERENCE = "$ref";

    /// What a reference leads to, after as many as there are; anything else is itself.
    Map<?, ?> resolved(@Nullable Object value) {
        Map<?, ?> found = map(value);
        while (found.get(REFERENCE) instanceof String reference) {
            found = at(reference);
        }
        return found;
    }

    private Map<?, ?> at(String reference) {
        Map<?, ?> found = root;
        for (String step : reference.substring("#/".length()).split("/")) {
            found = map(found.get(step.replace("~1", "/").replace("~0", "~")));
        }
        return found;
    }

    /// The name of the schema that is referred to.
    static @Nullable String referred(Map<?, ?> schema) {
        return schema.get(REFERENCE) instanceof String reference
                ? reference.substring(reference.lastIndexOf('/') + 1)
                : null;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    static String text(Map<?, ?> map, String name) {
        return Objects.requireNonNullElse(map.get(name), "").toString().strip();
    }

    static boolean isTrue(Map<?, ?> map, String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    /// The schema with all its parts (`allOf`) in one, so that an object shows its members in one place.
    Map<?, ?> merged(Map<?, ?> schema) {
        if (!schema.containsKey("allOf")) {
            return schema;
        }
        Map<Object, Object> whole = new LinkedHashMap<>(schema);
        whole.remove("allOf");
        for (Object part : list(schema.get("allOf"))) {
            merged(resolved(part)).forEach((name, value) -> whole.merge(name, value, Document::joined));
        }
        return whole;
    }

    private static Object joined(Object one, Object other) {
        if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
            Map<Object, Object> both = new LinkedHashMap<>(second);
            both.putAll(first);
            return both;
        }
        if (one instanceof List<?> first && other instanceof List<?> second) {
            List<Object> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        }
        return one;
    }
}
