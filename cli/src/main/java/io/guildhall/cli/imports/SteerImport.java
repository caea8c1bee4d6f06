package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Tells a job to wait, go on or end.
abstract class SteerImport extends ServiceCommand {
    @Parameters(paramLabel = "IMPORT", description = "Id of the import, or last for the newest.")
    private String name = "";

    private final String verb;

    SteerImport(Environment environment, String verb) {
        super(environment);
        this.verb = verb;
    }

    @Override
    protected final ExitCode run(Workplace place) throws InterruptedException {
        JsonNode answer = Jobs.steer(place, Jobs.id(place, name), verb);
        if (place.json()) {
            place.output().json(answer.path("import"));
        } else {
            ImportPage.show(place.output(), Job.of(answer));
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "pause",
            header = "let an import wait",
            description = "Nothing is written any more once this has ended, until guildhall import resume.",
            footer = "guildhall import pause last")
    static final class Pause extends SteerImport {
        Pause(Environment environment) {
            super(environment, "pause");
        }
    }

    @Command(
            name = "resume",
            header = "let a paused import go on",
            description = "It goes on where it was.",
            footer = "guildhall import resume last")
    static final class Resume extends SteerImport {
        Resume(Environment environment) {
            super(environment, "resume");
        }
    }

    @Command(
            name = "cancel",
            header = "end an import",
            description =
                    "What is committed stays (guildhall import revert takes it back); rows that were not reached are"
                            + " forgotten.",
            footer = "guildhall import cancel last")
    static final class Cancel extends SteerImport {
        Cancel(Environment environment) {
            super(environment, "cancel");
        }
    }
}
