package io.guildhall.docs;

import io.guildhall.docs.Shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Schemas in words.
final class Shapes {
    private final Document document;

    Shapes(Document document) {
        this.document = document;
    }

    /// The schema with its members, those of a named one included.
    Shape open(@Nullable Object schema) {
        Map<?, ?> whole = document.merged(document.resolved(schema));
        return shape(whole, Document.text(whole, "description"));
    }

    /// The schema as it stands within another: a named object is referred to, a named text or number is shown.
    Shape within(@Nullable Object schema) {
        Map<?, ?> written = Document.map(schema);
        String name = Document.referred(written);
        Map<?, ?> whole = document.merged(document.resolved(written));
        String own = Document.text(written, "description");
        String description = own.isEmpty() ? Document.text(whole, "description") : own;
        return name != null && hasParts(whole)
                ? new Shape(type(whole), List.of(), description, name, List.of(), List.of())
                : shape(whole, description);
    }

    private static boolean hasParts(Map<?, ?> schema) {
        return Stream.of("properties", "items", "anyOf", "oneOf").anyMatch(schema::containsKey);
    }

    private Shape shape(Map<?, ?> schema, String description) {
        Shape items = schema.containsKey("items") ? within(schema.get("items")) : null;
        List<Member> members = items == null ? members(schema) : items.members();
        List<Shape> variants = Stream.of("anyOf", "oneOf")
                .flatMap(kind -> Document.list(schema.get(kind)).stream())
                .map(this::within)
                .toList();
        List<String> notes = new ArrayList<>(notes(schema));
        if (items != null) {
            notes.addAll(items.notes());
        }
        return new Shape(
                type(schema),
                notes,
                description,
                items == null ? null : items.reference(),
                members,
                items == null ? variants : items.variants());
    }

    private List<Member> members(Map<?, ?> schema) {
        Set<String> required = Set.copyOf(Document.texts(schema.get("required")));
        List<Member> members = new ArrayList<>();
        Document.map(schema.get("properties"))
                .forEach((name, member) ->
                        members.add(new Member(name.toString(), required.contains(name.toString()), within(member))));
        if (schema.get("additionalProperties") instanceof Map<?, ?> others && !others.isEmpty()) {
            members.add(new Member("…", false, within(others)));
        }
        return members;
    }

    private String type(Map<?, ?> schema) {
        Object type = schema.get("type");
        if ("array".equals(type) && schema.containsKey("items")) {
            return "array of " + type(document.merged(document.resolved(schema.get("items"))));
        }
        if (type instanceof List<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        }
        if (type != null) {
            return type.toString();
        }
        return schema.containsKey("anyOf") || schema.containsKey("oneOf") ? "one of these" : "any";
    }

    private static List<String> notes(Map<?, ?> schema) {
        List<String> notes = new ArrayList<>();
        add(notes, "", schema.get("format"));
        add(notes, "always ", schema.get("const"));
        if (schema.containsKey("enum")) {
            notes.add("one of " + String.join(", ", Document.texts(schema.get("enum"))));
        }
        range(notes, schema, "minimum", "maximum", "");
        range(notes, schema, "minLength", "maxLength", " characters");
        range(notes, schema, "minItems", "maxItems", " items");
        add(notes, "like ", schema.get("pattern"));
        add(notes, "otherwise ", schema.get("default"));
        return notes;
    }

    private static void add(List<String> notes, String word, @Nullable Object value) {
        if (value != null) {
            notes.add(word + value);
        }
    }

    private static void range(List<String> notes, Map<?, ?> schema, String from, String to, String unit) {
        Object least = schema.get(from);
        Object most = schema.get(to);
        if (least != null && most != null) {
            notes.add(least + " to " + most + unit);
        } else if (least != null) {
            notes.add("at least " + least + unit);
        } else if (most != null) {
            notes.add("at most " + most + unit);
        }
    }
}
