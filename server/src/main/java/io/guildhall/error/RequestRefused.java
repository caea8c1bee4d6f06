package io.guildhall.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The request as a whole cannot be served. Becomes the usual body `{"errors":[…],"warnings":[]}` with the HTTP status
/// of its first problem.
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final int status;

    public RequestRefused(List<Problem> problems) {
        this(problems, problems.getFirst().code().httpStatus());
    }

    public RequestRefused(List<Problem> problems, int status) {
        super(problems.getFirst().code().name(), null, false, false);
        this.problems = List.copyOf(problems);
        this.status = status;
    }

    public static RequestRefused because(ErrorCode code, String... arguments) {
        return new RequestRefused(List.of(Problem.of(code, null, arguments)));
    }

    public static RequestRefused at(ErrorCode code, Pointer at, String... arguments) {
        return new RequestRefused(List.of(Problem.of(code, at, arguments)));
    }

    public List<Problem> problems() {
        return problems;
    }

    /// Whether the request was refused for this reason.
    public boolean isFor(ErrorCode code) {
        return problems.getFirst().code() == code;
    }

    public int status() {
        return status;
    }

    /// Seconds after which trying again makes sense.
    public Optional<Integer> retryAfterSeconds() {
        boolean passing = switch (problems.getFirst().code()) {
            case CONCURRENT_CHANGE, CALL_UNDER_WAY, TOO_MANY_REQUESTS, UNAVAILABLE, TOO_BUSY, OUT_OF_TIME -> true;
            default -> false;
        };
        return passing ? Optional.of(1) : Optional.empty();
    }

    @Override
    public @Nullable String getMessage() {
        return problems.getFirst().message();
    }
}
