package io.guildhall.cli.imports;

import io.guildhall.cli.change.RevertOptions;
import io.guildhall.cli.change.Reverting;
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
        description = "All change sets of the import, as guildhall changes revert does with one.",
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
        return Reverting.revert(place, Jobs.PATH + "/" + Jobs.id(place, name) + "/revert", options);
    }
}
