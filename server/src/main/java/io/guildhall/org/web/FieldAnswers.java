package io.guildhall.org.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldDefinition.DataType;
import io.guildhall.org.domain.FieldDefinition.Entity;
import java.util.List;
import java.util.Locale;

/// Custom and extended fields as clients know them (`spec/domain.md` §9).
final class FieldAnswers {
    private FieldAnswers() {}

    /// What is kept of nobody is empty or always the same: fields are switched off by taking them out of the document.
    ///
    /// @param type how it is entered: text, number, checkbox, datepicker or select
    /// @param dataType of the JSON value: String, Integer, Double or Boolean
    /// @param position from 1 on, in the order of names
    @JsonPropertyOrder({
        "name",
        "type",
        "dataType",
        "label",
        "scope",
        "defaultValue",
        "position",
        "rule",
        "regex",
        "error",
        "options",
        "isDisabled",
        "isCompulsory",
        "disableAtServer",
        "isUpdatable"
    })
    record CustomField(
            String name,
            String type,
            String dataType,
            String label,
            String scope,
            String defaultValue,
            int position,
            String rule,
            String regex,
            String error,
            List<String> options,
            @JsonProperty("isDisabled") boolean isDisabled,
            @JsonProperty("isCompulsory") boolean isCompulsory,
            boolean disableAtServer,
            @JsonProperty("isUpdatable") boolean isUpdatable) {

        static CustomField of(FieldDefinition field, String scope, int position, boolean compulsory) {
            return new CustomField(
                    field.name(),
                    typeOf(field.dataType()),
                    jsonTypeOf(field.dataType()),
                    field.name(),
                    scope,
                    "",
                    position,
                    "",
                    "",
                    "",
                    field.values(),
                    false,
                    compulsory,
                    false,
                    true);
        }
    }

    private static String typeOf(DataType type) {
        return switch (type) {
            case STRING, COUNTRY, LANGUAGE, CURRENCY -> "text";
            case INTEGER, DOUBLE -> "number";
            case BOOLEAN -> "checkbox";
            case DATE, DATETIME -> "datepicker";
            case CUSTOM_ENUM -> "select";
        };
    }

    private static String jsonTypeOf(DataType type) {
        return switch (type) {
            case INTEGER -> "Integer";
            case DOUBLE -> "Double";
            case BOOLEAN -> "Boolean";
            case STRING, COUNTRY, LANGUAGE, CURRENCY, DATE, DATETIME, CUSTOM_ENUM -> "String";
        };
    }

    /// @param values the allowed ones of a CUSTOM_ENUM, else empty
    /// @param position from 1 on within the entity, in the order of names
    @JsonPropertyOrder({"entity", "name", "label", "dataType", "values", "mandatory", "updatable", "position"})
    record ExtendedField(
            String entity,
            String name,
            String label,
            String dataType,
            List<String> values,
            boolean mandatory,
            boolean updatable,
            int position) {

        static ExtendedField of(Entity entity, FieldDefinition field, int position) {
            return new ExtendedField(
                    entity.name().toLowerCase(Locale.ROOT),
                    field.name(),
                    field.name(),
                    field.dataType().name(),
                    field.values(),
                    field.mandatory(),
                    true,
                    position);
        }
    }
}
