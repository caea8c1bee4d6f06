package io.guildhall.cli.imports;

import static io.guildhall.cli.work.People.text;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// An import as the service tells of it.
record Job(JsonNode content) {
    enum State {
        QUEUED(false),
        RUNNING(false),
        PAUSED(false),
        SUCCEEDED(true),
        COMPLETED_WITH_ERRORS(true),
        FAILED(true),
        CANCELLED(true),
        /// One that a later service may say.
        OTHER(false);

        private final boolean end;

        State(boolean end) {
            this.end = end;
        }

        boolean isEnd() {
            return end;
        }
    }

    /// Of an answer about one import.
    static Job of(JsonNode answer) {
        return new Job(answer.path("import"));
    }

    String id() {
        return text(content, "id");
    }

    State state() {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text(content, "state")))
                .findFirst()
                .orElse(State.OTHER);
    }

    long count(String member) {
        return content.path(member).asLong(0);
    }

    long total() {
        return count("total");
    }

    /// Rows that are decided.
    long done() {
        return total() - count("remaining");
    }

    /// What the service does before it works on the rows; empty once it does.
    String preliminary() {
        String phase = text(content, "phase");
        return phase.equals("working") ? "" : phase;
    }

    /// `preparing, 25%`; the share is left out where nobody knows it.
    String preliminaryWords() {
        int percent = content.path("phasePercent").asInt(-1);
        return preliminary() + (percent < 0 || preliminary().isEmpty() ? "" : ", " + percent + "%");
    }

    boolean dryRun() {
        return content.path("dryRun").asBoolean(false);
    }

    double rowsPerSecond() {
        return content.path("rowsPerSecond").asDouble(0);
    }

    /// -1 where nobody knows.
    long remainingSeconds() {
        return content.path("remainingSeconds").asLong(-1);
    }

    @Override
    public String toString() {
        return "Job[" + id() + "]";
    }
}
