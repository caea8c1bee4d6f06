package io.guildhall.cli.work;

import io.guildhall.cli.table.Style;
import io.guildhall.cli.terminal.Output;
import tools.jackson.databind.JsonNode;

/// Warnings of an answer, as talk.
public final class Problems {
    private Problems() {}

    public static void sayWarnings(Output output, JsonNode answer) {
        for (JsonNode warning : answer.path("warnings")) {
            String field = People.text(warning, "field");
            output.say(
                    "warning %s: %s%s"
                            .formatted(
                                    People.text(warning, "code"),
                                    People.text(warning, "message"),
                                    field.isEmpty() ? "" : " at " + field),
                    Style.DOUBTFUL);
        }
    }
}
