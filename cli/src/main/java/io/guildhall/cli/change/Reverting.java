package io.guildhall.cli.change;

import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.work.Workplace;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The call that takes something back, and what it answers.
public final class Reverting {
    private static final int RETRIES = 5;
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(30);

    private Reverting() {}

    /// @param path of the change set or import, with `/revert`
    public static ExitCode revert(Workplace place, String path, RevertOptions options) throws InterruptedException {
        JsonNode answer = place.send(Call.write("POST", path)
                        .with(options.query())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .patience(Patience.of(RETRIES))
                        .answerLimit(ANSWER_LIMIT))
                .orRefuse()
                .json();
        place.output().json(answer);
        return ExitCode.DONE;
    }
}
