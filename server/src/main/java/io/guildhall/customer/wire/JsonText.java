package io.guildhall.customer.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Free maps of a request as JSON text and back.
final class JsonText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonText() {}

    static String write(Map<String, ? extends @Nullable Object> values) {
        return values.isEmpty() ? "{}" : JSON.writeValueAsString(values);
    }
}
