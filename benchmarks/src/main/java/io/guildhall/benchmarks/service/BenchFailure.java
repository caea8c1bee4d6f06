package io.guildhall.benchmarks.service;

import org.jspecify.annotations.Nullable;

/// Nothing can be measured: the sentence is for whoever runs the benchmark.
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchFailure(String sentence) {
        this(sentence, null);
    }

    public BenchFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
