package io.guildhall.cli.command;

import org.jspecify.annotations.Nullable;

/// Why a command cannot go on, in a sentence for the person at the terminal, and where there is something to do about
/// it,
/// that too. Caught in one place, [Guildhall][io.guildhall.cli.Guildhall], which ends with the code.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final @Nullable String advice;

    public CommandFailure(ExitCode code, String sentence) {
        this(code, sentence, null, null);
    }

    public CommandFailure(ExitCode code, String sentence, @Nullable String advice) {
        this(code, sentence, advice, null);
    }

    public CommandFailure(ExitCode code, String sentence, @Nullable String advice, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.advice = advice;
    }

    public ExitCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// What to do about it.
    public @Nullable String advice() {
        return advice;
    }
}
