package io.guildhall.association;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.UNDONE_WITH_OTHERS;

import io.guildhall.association.BulkAssociation.Executed;
import io.guildhall.association.domain.Plan;
import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.Customer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls whose answer has no place for the errors of a part.
public final class WholeCalls {
    private WholeCalls() {}

    /// @throws RequestRefused with all that speaks against an item or a child of it, and the HTTP status of the first;
    ///     what is only undone with the others is not repeated
    static void refuseFailed(Plan plan) {
        List<Problem> errors = plan.outcomes().stream()
                .flatMap(WholeCalls::results)
                .flatMap(WholeCalls::errors)
                .filter(problem -> problem.code() != UNDONE_WITH_OTHERS)
                .toList();
        if (!errors.isEmpty()) {
            throw refusing(errors);
        }
    }

    /// The refusal of a call by all that speaks against it, with the HTTP status of the first.
    public static RequestRefused refusing(List<Problem> errors) {
        // a code that elsewhere is a warning has no status of its own
        int status = errors.getFirst().code().httpStatus();
        return new RequestRefused(errors, status < BAD_REQUEST.httpStatus() ? BAD_REQUEST.httpStatus() : status);
    }

    /// Whom the answer tells of; null where it repeats what was said of somebody who is not, or not only, known by id:
    /// of those who were refused, and of others with the same identifiers.
    static @Nullable List<Long> told(Executed executed) {
        boolean known = executed.plan().outcomes().stream()
                .flatMap(WholeCalls::results)
                .allMatch(result ->
                        result instanceof Result.Done && result.conflicting().isEmpty());
        return known ? executed.applied().people().stream().map(Customer::id).toList() : null;
    }

    private static Stream<Result> results(ItemOutcome outcome) {
        return Stream.concat(Stream.of(outcome.self()), outcome.children().stream());
    }

    private static Stream<Problem> errors(Result result) {
        return switch (result) {
            case Result.Done _ -> Stream.of();
            case Result.Refused refused -> refused.errors().stream();
        };
    }
}
