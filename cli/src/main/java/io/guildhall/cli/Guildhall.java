package io.guildhall.cli;

import io.guildhall.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point: `guildhall <command>`. Status 0: done; 1: what the command did went wrong; 2: wrong usage.
@Command(
        name = "guildhall",
        description = "Works with a Guildhall service.",
        mixinStandardHelpOptions = true,
        versionProvider = Guildhall.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = DemoCommand.class)
public final class Guildhall {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Guildhall()).execute(arguments));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Guildhall.class.getPackage().getImplementationVersion();
            return new String[] {"guildhall " + (version == null ? "(not packaged)" : version)};
        }
    }
}
