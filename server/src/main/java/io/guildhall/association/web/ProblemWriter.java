package io.guildhall.association.web;

import io.guildhall.error.Problem;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes errors and warnings as every answer shows them: `{status:false, code, message, field?}`.
final class ProblemWriter {
    private ProblemWriter() {}

    static void write(JsonGenerator json, String member, List<Problem> problems) {
        json.writeName(member);
        json.writeStartArray();
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeBooleanProperty("status", false);
            json.writeNumberProperty("code", problem.code().number());
            json.writeStringProperty("message", problem.message());
            String field = problem.field();
            if (field != null) {
                json.writeStringProperty("field", field);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
