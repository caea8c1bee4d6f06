package io.guildhall.imports.domain;

/// How far an import is.
public enum ImportState {
    /// The file is still arriving; shown as QUEUED.
    RECEIVING,
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    COMPLETED_WITH_ERRORS,
    /// The file did not arrive whole.
    FAILED,
    CANCELLED;

    /// Whether nothing more comes of it.
    public boolean isFinal() {
        return switch (this) {
            case RECEIVING, QUEUED, RUNNING, PAUSED -> false;
            case SUCCEEDED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED -> true;
        };
    }

    /// Whether its rows may be worked on.
    public boolean isWorkedOn() {
        return this == QUEUED || this == RUNNING;
    }

    /// As answers show it.
    public ImportState shown() {
        return this == RECEIVING ? QUEUED : this;
    }
}
