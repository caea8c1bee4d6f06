package io.guildhall.cli.imports;

import io.guildhall.cli.change.RevertOptions;
import io.guildhall.cli.change.Reverting;
import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "revert",
        header = "take back what an import changed",
        description = "As guildhall changes revert does with one call. Ends with 1 where something stays as it is.",
        footer = {"guildhall import revert last --dry-run", "guildhall import revert last"})
final class RevertImport extends ServiceCommand {
    /// The service names no more.
    private static final int MOST_CHANGES = 1000;

    @Parameters(paramLabel = "IMPORT", description = "Id of the import, or last for the newest.")
    private String name = "";

    @Mixin
    private final RevertOptions options = new RevertOptions();

    RevertImport(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        String id = Jobs.id(place, name);
        Reverting reverting = new Reverting(place, options);
        Answer whole = reverting.send(Jobs.PATH + "/" + id + "/revert");
        if (whole.status() == 404 || whole.status() == 405) {
            eachChange(place, id, reverting);
        } else {
            reverting.add(whole);
        }
        return reverting.end();
    }

    /// For a service without a call for the whole: its change sets, the newest first, since each may build on earlier
    /// ones.
    private static void eachChange(Workplace place, String id, Reverting reverting) throws InterruptedException {
        JsonNode changes = Jobs.read(place, id).path("import").path("changeIds");
        if (changes.size() >= MOST_CHANGES) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "The import has %d change sets or more, which is too many to take them back one by one."
                            .formatted(MOST_CHANGES));
        }
        if (changes.isEmpty()) {
            place.output().say("The import has changed nothing.");
        }
        for (JsonNode change : changes) {
            reverting.add(reverting.send("/v2/changes/" + Call.segment(change.asString("")) + "/revert"));
        }
    }
}
