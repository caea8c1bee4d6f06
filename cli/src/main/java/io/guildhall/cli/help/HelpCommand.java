package io.guildhall.cli.help;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.HelpOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        header = "all about a command",
        description = "Shows the help of a command, the list of commands without one, or the text about a topic."
                + " The topic is: configuration.",
        footer = {"guildhall help import", "guildhall help import errors", "guildhall help configuration"})
public final class HelpCommand implements Callable<Integer> {
    private static final List<String> TOPICS = List.of("configuration");

    @Mixin
    private final HelpOption help = new HelpOption();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, or the topic.")
    private List<String> words = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    private final Environment environment;

    HelpCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (words.size() == 1 && TOPICS.contains(words.getFirst())) {
            environment.output().ready(topic(words.getFirst()));
            return ExitCode.DONE.number();
        }
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "There is no command %s.".formatted(String.join(" ", words)), "guildhall help");
            }
            command = next;
        }
        environment.output().ready(command.getUsageMessage(command.getColorScheme()));
        return ExitCode.DONE.number();
    }

    static String topic(String name) {
        try (InputStream in = HelpCommand.class.getResourceAsStream("/help/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("No resource help/" + name + ".txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
