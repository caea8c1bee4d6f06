package io.guildhall.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One error or warning about a request: a code of the catalogue, the place it concerns, and what to put into its
/// text.
///
/// @param at the offending member, or null where the request as a whole is meant
/// @param arguments values for the placeholders of the code's message; identifier values must be [Masked] already
public record Problem(ErrorCode code, @Nullable Pointer at, List<String> arguments) {
    /// Longest value that is repeated in a message, in characters.
    private static final int MAX_ARGUMENT = 200;

    public Problem {
        arguments = arguments.stream().map(Problem::shortened).toList();
    }

    private static String shortened(String argument) {
        return argument.length() <= MAX_ARGUMENT ? argument : argument.substring(0, MAX_ARGUMENT) + "…";
    }

    public static Problem of(ErrorCode code, @Nullable Pointer at, String... arguments) {
        return new Problem(code, at, List.of(arguments));
    }

    public String message() {
        return code.message(arguments);
    }

    /// The place as a JSON Pointer from the request's root.
    public @Nullable String field() {
        return at == null ? null : at.toString();
    }
}
