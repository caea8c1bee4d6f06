package io.guildhall.cli.change;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revert",
        header = "take back what a call changed",
        description = {
            "People and companies that the call created are gone, updates and moves restored, cards freed, points reversed by"
                    + " counter-postings. What others have changed since is protected and listed. A revert is a change set"
                    + " itself and can be taken back.",
            "",
            "Ends with 1 where something was protected."
        },
        footer = {
            "guildhall changes revert 0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11 --dry-run",
            "guildhall changes revert 0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11 --on-conflict fail"
        })
final class RevertChange extends ServiceCommand {
    @Parameters(paramLabel = "CHANGE", description = "Id of the change set.")
    private String id = "";

    @Mixin
    private final RevertOptions options = new RevertOptions();

    RevertChange(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        Reverting reverting = new Reverting(place, options);
        reverting.add(reverting.send("/v2/changes/" + Call.segment(id) + "/revert"));
        return reverting.end();
    }
}
