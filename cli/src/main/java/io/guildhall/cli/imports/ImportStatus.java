package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        header = "how an import stands",
        description =
                "Counts are of rows that are committed. With --follow it ends when the import does, with the status that"
                        + " guildhall import would have ended with.",
        footer = {
            "guildhall import status last",
            "guildhall import status 0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11 --follow"
        })
final class ImportStatus extends ServiceCommand {
    @Parameters(paramLabel = "IMPORT", description = "Id of the import, or last for the newest.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Watch it until its end.")
    private boolean follow;

    ImportStatus(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        String id = Jobs.id(place, name);
        if (follow) {
            return new Following(place, id).untilTheEnd();
        }
        JsonNode answer = Jobs.read(place, id);
        if (place.json()) {
            place.output().json(answer.path("import"));
        } else {
            ImportPage.show(place.output(), Job.of(answer));
        }
        return ExitCode.DONE;
    }
}
