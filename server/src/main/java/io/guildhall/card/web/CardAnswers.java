package io.guildhall.card.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.guildhall.card.CardForm;
import io.guildhall.card.CardRegistry.Updated;
import io.guildhall.card.SeriesRegistry.Written;
import io.guildhall.change.ChangeLog;
import io.guildhall.error.ProblemBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// The shapes that answers about cards have in common.
final class CardAnswers {
    private CardAnswers() {}

    record EntityAnswer<T>(T entity, List<ProblemBody> warnings) {}

    record DataAnswer<T>(List<T> data, List<ProblemBody> warnings, List<ProblemBody> errors) {
        static <T> DataAnswer<T> of(List<T> data) {
            return new DataAnswer<>(data, List.of(), List.of());
        }
    }

    record CardAnswer(@JsonUnwrapped CardForm card, List<ProblemBody> warnings) {}

    record BatchAnswer(List<BatchItem> response, int totalCount, long failureCount) {}

    /// @param entityId id of the card, left out where it failed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"entityId", "result", "errors", "warnings"})
    record BatchItem(
            @Nullable Long entityId, @Nullable CardForm result, List<ProblemBody> errors, List<ProblemBody> warnings) {

        static BatchItem of(Updated updated) {
            return new BatchItem(
                    updated.card() == null ? null : updated.card().cardId(),
                    updated.card(),
                    ProblemBody.listOf(updated.problems()),
                    ProblemBody.listOf(updated.warnings()));
        }
    }

    static <T> ResponseEntity<T> written(Written<?> written, T body) {
        return ResponseEntity.ok()
                .header(ChangeLog.ANSWER_HEADER, written.changeId().toString())
                .body(body);
    }
}
