package io.guildhall.org.json;

import io.guildhall.org.domain.document.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Translates the organisation's document, without judging it.
public final class DocumentJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DocumentJson() {}

    /// A sent document as `DocumentReader` takes it.
    public static Map<String, @Nullable Object> plain(ObjectNode sent) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        sent.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
        return members;
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> plain(object);
            case ArrayNode array -> {
                List<@Nullable Object> elements = new ArrayList<>(array.size());
                array.forEach(element -> elements.add(plain(element)));
                yield elements;
            }
            default -> scalar(node);
        };
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        return node.isNumber() ? node.asDouble() : null;
    }

    /// A stored document.
    public static Part part(JsonNode stored) {
        Map<String, Object> members = new LinkedHashMap<>();
        stored.properties().forEach(member -> {
            Object value = stored(member.getValue());
            if (value != null) {
                members.put(member.getKey(), value);
            }
        });
        return new Part(members);
    }

    private static @Nullable Object stored(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> part(object);
            case ArrayNode array ->
                array.valueStream()
                        .<Object>map(element -> element.isObject() ? part(element) : element.asString())
                        .toList();
            default -> scalar(node);
        };
    }

    public static ObjectNode json(Part part) {
        ObjectNode object = NODES.objectNode();
        part.members().forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case Part part -> json(part);
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(json((Object) element)));
                yield array;
            }
            case String text -> NODES.stringNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Long number -> NODES.numberNode(number);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }
}
