package io.guildhall.association.web;

import io.guildhall.association.domain.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes why something was decided, where the call asked for it by `explain=true`.
final class ReasonWriter {
    private ReasonWriter() {}

    /// @param reasons null where nobody asked
    static void write(JsonGenerator json, @Nullable List<Reason> reasons) {
        if (reasons == null) {
            return;
        }
        json.writeName("explanation");
        json.writeStartArray();
        for (Reason reason : reasons) {
            json.writeStartObject();
            json.writeStringProperty("step", reason.step().name());
            json.writeStringProperty("field", reason.at().toString());
            json.writeStringProperty("text", reason.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
