package io.guildhall.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON values as the rules take them, which know no JSON library: String, Number, Boolean, List, Map or null.
final class PlainValues {
    private PlainValues() {}

    /// What is inside an array or object is left out: no field takes either, so it is enough to see that it is one.
    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> List.of();
            case OBJECT -> Map.of();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
