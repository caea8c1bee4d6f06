package io.guildhall.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One error or warning about a request: a code of the catalogue, the place it concerns, and what to put into its text.
///
/// @param at the offending member, or null where the request as a whole is meant
/// @param arguments values for the placeholders of the code's message; identifier values must be [Masked] already
public record Problem(ErrorCode code, @Nullable Pointer at, List<String> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
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
