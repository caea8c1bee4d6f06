package io.guildhall.person.web;

import io.guildhall.error.Problem;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Parts that several answers about one person share.
final class PersonAnswer {
    private PersonAnswer() {}

    /// An array of errors or warnings.
    static void problems(JsonGenerator json, List<Problem> problems) {
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
