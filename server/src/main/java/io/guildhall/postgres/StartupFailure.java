package io.guildhall.postgres;

import org.jspecify.annotations.Nullable;

/// The service cannot start, for a reason the operator can act on. The message is one sentence that stands alone: it
/// is printed as it is, without a stack trace.
public final class StartupFailure extends RuntimeException {
    public StartupFailure(String sentence) {
        super(sentence);
    }

    public StartupFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /// Messages of PostgreSQL and of its programs come in several lines; a sentence has one.
    static String oneLine(@Nullable String text) {
        return text == null ? "no reason given" : text.strip().replaceAll("\\s+", " ");
    }
}
