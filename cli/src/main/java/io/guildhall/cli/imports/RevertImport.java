package io.guildhall.cli.imports;

import io.guildhall.cli.change.RevertOptions;
import io.guildhall.cli.change.Reverting;
import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revert",
        header = "take back what an import changed",
        description =
                "As guildhall changes revert does with one call, the newest change set first. A long import takes several calls,"
                        + " which this command makes. Ends with 1 where something stays as it is.",
        footer = {"guildhall import revert last --dry-run", "guildhall import revert last"})
final class RevertImport extends ServiceCommand {
    @Parameters(paramLabel = "IMPORT", description = "Id of the import, or last for the newest.")
    private String name = "";

    @Mixin
    private final RevertOptions options = new RevertOptions();

    RevertImport(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        String path = Jobs.PATH + "/" + Jobs.id(place, name) + "/revert";
        Reverting reverting = new Reverting(place, options);
        long left = Long.MAX_VALUE;
        while (left > 0) {
            long now = reverting.add(reverting.send(path)).path("remaining").asLong(0);
            if (now > 0 && now >= left) {
                throw new CommandFailure(
                        ExitCode.CONNECTION,
                        "The service takes back no more; %d change sets are left.".formatted(now),
                        "the same command again later");
            }
            if (now > 0) {
                place.output().say("%d change sets are left, going on.".formatted(now));
            }
            left = now;
        }
        return reverting.end();
    }
}
