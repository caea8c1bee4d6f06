package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.imports.Job.State;
import io.guildhall.cli.progress.Progress;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.Workplace;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Watches a job until it has come to its end, or until Ctrl-C, after which it goes on in the service unless it is told
/// to
/// stop.
final class Following {
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final Workplace place;
    private final Environment environment;
    private final Output output;
    private final String id;

    Following(Workplace place, String id) {
        this.place = place;
        this.environment = place.environment();
        this.output = place.output();
        this.id = id;
    }

    ExitCode untilTheEnd() throws InterruptedException {
        try (Interrupts interrupts = Interrupts.of(Thread.currentThread())) {
            while (true) {
                try {
                    return ended(watch());
                } catch (InterruptedException _) {
                    if (!goOn()) {
                        return ExitCode.INTERRUPTED;
                    }
                    interrupts.forget();
                }
            }
        }
    }

    private JsonNode watch() throws InterruptedException {
        Progress progress = Progress.of(output, 0, true);
        boolean toldOfPause = false;
        long wait = FIRST_WAIT_MILLIS;
        try {
            while (true) {
                JsonNode answer = Jobs.read(place, id);
                Job job = Job.of(answer);
                if (job.state().isEnd()) {
                    return answer;
                }
                if (job.state() == State.PAUSED && !toldOfPause) {
                    toldOfPause = true;
                    progress.clear();
                    output.say("The import is paused; guildhall import resume %s lets it go on.".formatted(id));
                }
                if (job.preliminary().isEmpty()) {
                    progress.show(job.done(), job.total(), job.rowsPerSecond(), job.remainingSeconds());
                } else {
                    progress.show(job.preliminaryWords());
                }
                Thread.sleep(wait);
                wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
            }
        } finally {
            progress.clear();
        }
    }

    private ExitCode ended(JsonNode answer) {
        Job job = Job.of(answer);
        if (place.json()) {
            output.json(answer.path("import"));
        } else {
            ImportPage.show(output, job);
        }
        String rows = String.format(Locale.ROOT, "%,d of %,d rows", job.count("failed"), job.total());
        return switch (job.state()) {
            case SUCCEEDED -> ExitCode.DONE;
            case COMPLETED_WITH_ERRORS -> {
                output.say(rows + " failed.", Style.BAD);
                output.say("""
                          guildhall import errors %1$s > errors.csv
                        writes them with their reasons; correct them there and send them back:
                          guildhall import errors.csv --repairs %1$s""".formatted(id));
                yield ExitCode.PARTLY;
            }
            case CANCELLED -> {
                output.say("The import was cancelled; what it had written stays.", Style.BAD);
                yield ExitCode.PARTLY;
            }
            case FAILED, QUEUED, RUNNING, PAUSED, OTHER -> {
                output.say("The import failed; its rows were not worked on.", Style.BAD);
                yield ExitCode.REFUSED;
            }
        };
    }

    /// Whether to watch on after a Ctrl-C.
    private boolean goOn() throws InterruptedException {
        if (!environment.answers()) {
            sayLeft();
            return false;
        }
        output.say("");
        output.say("The import goes on in the service. Leave it (l), cancel it (c), or watch on (w)?");
        String choice = answer();
        switch (choice) {
            case "w" -> {
                return true;
            }
            case "c" -> {
                Job job = Job.of(Jobs.steer(place, id, "cancel"));
                output.say("Cancelled after %s.".formatted(ImportPage.counts(job)));
                return false;
            }
            default -> {
                sayLeft();
                return false;
            }
        }
    }

    private void sayLeft() {
        output.say("The import goes on in the service: guildhall import status %s --follow watches it, guildhall import"
                        .formatted(id)
                + " cancel %s ends it.".formatted(id));
    }

    /// The first letter of what is typed. An end of the input leaves the job alone.
    private String answer() {
        try {
            StringBuilder line = new StringBuilder();
            for (int read = environment.input().read();
                    read >= 0 && read != '\n';
                    read = environment.input().read()) {
                line.append((char) read);
            }
            String typed = line.toString().strip().toLowerCase(Locale.ROOT);
            return typed.isEmpty() ? "" : typed.substring(0, 1);
        } catch (IOException _) {
            return "";
        }
    }
}
