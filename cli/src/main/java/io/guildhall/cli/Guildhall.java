package io.guildhall.cli;

import io.guildhall.cli.bulk.AssociateCommand;
import io.guildhall.cli.bulk.UpdateCommand;
import io.guildhall.cli.change.ChangeCommands;
import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.company.CompanyCommands;
import io.guildhall.cli.completion.CompletionCommand;
import io.guildhall.cli.customer.CustomerCommands;
import io.guildhall.cli.demo.DemoCommand;
import io.guildhall.cli.doctor.DoctorCommand;
import io.guildhall.cli.help.HelpCommand;
import io.guildhall.cli.help.ManPages;
import io.guildhall.cli.hierarchy.HierarchyCommands;
import io.guildhall.cli.imports.ImportCommand;
import io.guildhall.cli.organisation.OrganisationCommands;
import io.guildhall.cli.rehearsal.RehearsalCommand;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.tree.TreeCommand;
import io.guildhall.cli.work.HelpOption;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry point: `guildhall <command>`. [ExitCode] has the statuses it ends with.
@Command(
        name = "guildhall",
        header = "works with a Guildhall service",
        description = {
            "Sends people, reads them, and sets organisations up. Results go to standard output, what is said about the"
                    + " work to standard error.",
            "",
            "guildhall help COMMAND tells all about a command, guildhall help configuration where address and credentials"
                    + " come from."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OrganisationCommands.class,
            HierarchyCommands.class,
            CompanyCommands.class,
            AssociateCommand.class,
            UpdateCommand.class,
            ImportCommand.class,
            CustomerCommands.class,
            TreeCommand.class,
            ChangeCommands.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
            DemoCommand.class,
            RehearsalCommand.class
        })
public final class Guildhall {
    private static final String DEBUG = "--debug";

    @Mixin
    private final HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    public static void main(String[] arguments) {
        System.exit(run(Environment.ofProcess(), arguments));
    }

    /// The status that the command ends with.
    public static int run(Environment environment, String... arguments) {
        Output output = environment.output();
        CommandLine commandLine = commandLine(environment)
                .setExecutionExceptionHandler((exception, _, _) -> failed(output, exception, arguments))
                .setParameterExceptionHandler((exception, _) -> misused(output, exception));
        return commandLine.execute(arguments);
    }

    /// All commands, ready to be run in that environment.
    public static CommandLine commandLine(Environment environment) {
        CommandLine commandLine = new CommandLine(new Guildhall(), new CommandFactory(environment))
                .setExpandAtFiles(false) // an argument is what it says
                .setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.getCommandSpec().versionProvider(new Version());
        ManPages.apply(commandLine, environment.output().terminal());
        commandLine.setOut(new java.io.PrintWriter(new OutputWriter(environment.output()), true));
        return commandLine;
    }

    private static int failed(Output output, Exception exception, String[] arguments) {
        boolean debug = Arrays.asList(arguments).contains(DEBUG);
        if (exception instanceof InterruptedException) {
            return ExitCode.INTERRUPTED.number();
        }
        if (exception instanceof CommandFailure failure) {
            output.say("guildhall: " + failure.sentence(), Style.BAD);
            if (failure.advice() != null) {
                output.say("  try: " + failure.advice());
            }
            sayTrace(output, debug, failure);
            return failure.code().number();
        }
        // the message may hold data of people, the name of the class never
        output.say(
                "guildhall: a fault of this program (%s); with %s it says where."
                        .formatted(exception.getClass().getSimpleName(), DEBUG),
                Style.BAD);
        sayTrace(output, debug, exception);
        return ExitCode.DEFECT.number();
    }

    private static void sayTrace(Output output, boolean debug, Exception exception) {
        if (debug) {
            var trace = new java.io.StringWriter();
            exception.printStackTrace(new java.io.PrintWriter(trace));
            output.say(trace.toString());
        }
    }

    private static int misused(Output output, ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        output.say("guildhall: " + exception.getMessage(), Style.BAD);
        if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            if (!similar.isEmpty()) {
                output.say("  did you mean: " + String.join(", ", similar));
            }
        }
        String path = command.getCommandSpec().qualifiedName().replaceFirst("^guildhall ?", "");
        output.say("  see: guildhall help" + (path.isEmpty() ? "" : " " + path));
        return ExitCode.USAGE.number();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"guildhall " + ProgramVersion.of()};
        }
    }
}
