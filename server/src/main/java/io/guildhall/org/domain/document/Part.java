package io.guildhall.org.domain.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An object of the organisation's document, or the document itself. Values are String, Long, Boolean, Part, or a list
/// of String or Part; a member without a value is absent. Equal whatever the order of members.
///
/// As sent it may hold secrets: none of its values is in its text.
public record Part(Map<String, Object> members) {
    public static final Part EMPTY = new Part(Map.of());

    public Part {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /// The text of a member that is there.
    public String text(String name) {
        return (String) Objects.requireNonNull(members.get(name), name);
    }

    /// The number of a member that is there.
    public long whole(String name) {
        return (Long) Objects.requireNonNull(members.get(name), name);
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    public List<Part> parts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(Part.class::cast).toList()
                : List.of();
    }

    public Part part(String name) {
        return members.get(name) instanceof Part part ? part : EMPTY;
    }

    public Part with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new Part(changed);
    }

    public Part without(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.remove(name);
        return new Part(changed);
    }

    @Override
    public String toString() {
        return "Part" + members.keySet();
    }
}
