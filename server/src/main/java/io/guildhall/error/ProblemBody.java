package io.guildhall.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem as it stands in `errors` and `warnings` (`spec/associate.md` §5).
///
/// @param field JSON Pointer to the offending member, left out where the request as a whole is meant
@JsonPropertyOrder({"status", "code", "message", "field"})
public record ProblemBody(
        boolean status,
        int code,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String field) {

    public static ProblemBody of(Problem problem) {
        return new ProblemBody(false, problem.code().number(), problem.message(), problem.field());
    }

    public static List<ProblemBody> listOf(List<Problem> problems) {
        return problems.stream().map(ProblemBody::of).toList();
    }

    /// The body of a request that failed as a whole.
    public record Envelope(List<ProblemBody> errors, List<ProblemBody> warnings) {
        public static Envelope of(List<Problem> errors) {
            return new Envelope(listOf(errors), List.of());
        }
    }
}
