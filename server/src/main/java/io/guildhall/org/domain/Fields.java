package io.guildhall.org.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Values of custom or extended fields by name, in the order they came: String, Long, BigDecimal or Boolean, checked
/// against their definitions. Personal data: never in a log.
public record Fields(Map<String, Object> values) {
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// These fields with the others' values over them.
    public Fields with(Fields others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, Object> merged = new LinkedHashMap<>(values);
        merged.putAll(others.values);
        return new Fields(merged);
    }

    @Override
    public String toString() {
        return "Fields" + values.keySet();
    }
}
