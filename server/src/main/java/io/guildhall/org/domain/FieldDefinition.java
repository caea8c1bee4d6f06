package io.guildhall.org.domain;

import java.util.List;

/// A custom or extended field of the organisation.
///
/// @param values the allowed values of a CUSTOM_ENUM, else empty
public record FieldDefinition(String name, DataType dataType, List<String> values, boolean mandatory) {
    public FieldDefinition {
        values = List.copyOf(values);
    }

    public enum DataType {
        STRING,
        INTEGER,
        DOUBLE,
        BOOLEAN,
        DATE,
        DATETIME,
        CUSTOM_ENUM,
        COUNTRY,
        LANGUAGE,
        CURRENCY
    }

    /// What has extended fields of its own.
    public enum Entity {
        CUSTOMER,
        COMPANY,
        CARD
    }
}
