package io.guildhall.association.web;

import io.guildhall.association.Applied;
import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Effect;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Customer;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes the answer of `view=compact`: for each item what happened and the ids, nothing that the caller has sent
/// (`spec/beyond.md` row 12).
final class CompactWriter {
    private final JsonGenerator json;
    private final Applied applied;
    private final Effect[] effects;

    CompactWriter(JsonGenerator json, Executed executed) {
        this.json = json;
        this.applied = executed.applied();
        this.effects = Effect.byPerson(executed.plan());
    }

    void write(List<ItemOutcome> outcomes) {
        json.writeStartArray();
        for (int index = 0; index < outcomes.size(); index++) {
            ItemOutcome outcome = outcomes.get(index);
            json.writeStartObject();
            result(index, outcome.self());
            json.writeName("children");
            json.writeStartArray();
            for (int child = 0; child < outcome.children().size(); child++) {
                json.writeStartObject();
                result(child, outcome.children().get(child));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void result(int index, Result result) {
        json.writeNumberProperty("index", index);
        if (result instanceof Result.Done done) {
            Customer customer = applied.people().get(done.person());
            if (customer.isRegistered()) {
                json.writeNumberProperty("id", customer.id());
            }
        }
        json.writeStringProperty("outcome", Effect.of(result, effects).name());
        if (result instanceof Result.Done done && done.link() != null) {
            long association = applied.associationIds()[done.person()];
            if (association != 0) { // a dry run knows no id for what it would only make
                json.writeNumberProperty("associationId", association);
            }
        }
        ProblemWriter.write(json, "errors", result.errors());
        ProblemWriter.write(json, "warnings", result.warnings());
        ReasonWriter.write(json, result.reasons());
    }
}
