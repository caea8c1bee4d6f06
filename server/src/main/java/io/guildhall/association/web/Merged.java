package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;

import io.guildhall.error.Problem;
import java.util.List;

/// Somebody asked for a person who has been merged into another one, and gets that one.
final class Merged {
    private Merged() {}

    /// None where the person asked for is the one that is answered.
    static List<Problem> warning(long asked, long answered) {
        return asked == answered
                ? List.of()
                : List.of(Problem.of(CUSTOMER_MERGED, null, Long.toString(asked), Long.toString(answered)));
    }
}
