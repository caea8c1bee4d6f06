package io.guildhall.association;

import io.guildhall.association.domain.PlaceState;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// A place as change sets keep it.
final class PlaceImage {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PlaceImage() {}

    static String of(PlaceState place, String hierarchyCode) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberProperty("customerId", place.customerId());
            json.writeStringProperty("hierarchyCode", hierarchyCode);
            json.writeStringProperty("roleCode", place.roleCode());
            number(json, "parentAssociationId", place.parentId());
            number(json, "companyId", place.companyId());
            json.writeBooleanProperty("defaultChild", place.defaultChild());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void number(JsonGenerator json, String member, @Nullable Long value) {
        if (value != null) {
            json.writeNumberProperty(member, value);
        }
    }
}
