package io.guildhall.cli.change;

import io.guildhall.cli.work.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "changes",
        header = "what calls changed",
        description =
                "Every writing call is one change set. Its id comes with the answer, and guildhall import status lists those"
                        + " of an import.",
        subcommands = {ShowChange.class, RevertChange.class})
public final class ChangeCommands {
    @Mixin
    private final HelpOption help = new HelpOption();
}
