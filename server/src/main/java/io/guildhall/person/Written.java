package io.guildhall.person;

import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a writing call about one person came to.
///
/// @param personId null where a dry run would only register the person
/// @param changeId null for a dry run
/// @param credits the points that the call brought, one for each enrolment with any
public record Written(
        @Nullable Long personId,
        List<Problem> warnings,
        @Nullable UUID changeId,
        List<Credit> credits) {

    public Written {
        warnings = List.copyOf(warnings);
        credits = List.copyOf(credits);
    }

    /// Points that somebody was credited.
    ///
    /// @param personId null where a dry run would only register the person
    public record Credit(@Nullable Long personId, long points) {}

    /// How a call went.
    public sealed interface Outcome {
        /// It was carried out.
        record Fresh(Written written) implements Outcome {}

        /// It had been carried out before, and nothing was done now.
        record Replay(StoredAnswer answer) implements Outcome {}
    }

    /// Turns what was done into the answer that a repetition of the call is given.
    @FunctionalInterface
    public interface Rendering {
        StoredAnswer render(Written written);
    }
}
