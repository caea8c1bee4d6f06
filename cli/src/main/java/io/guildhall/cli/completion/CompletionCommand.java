package io.guildhall.cli.completion;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.HelpOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "completion for a shell",
        description = {
            "Writes a script that completes commands and options of guildhall, however it is called (./guildhall too)."
        },
        footer = {
            "source <(guildhall completion bash)",
            "guildhall completion bash > ~/.local/share/bash-completion/completions/guildhall",
            "guildhall completion zsh > ~/.guildhall-completion.zsh    # and source it in ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    /// What the script of the checkout does itself, with its options.
    private static final List<List<String>> OF_THE_SCRIPT = List.of(
            List.of("run"),
            List.of("bench", "--quick", "--json", "--only"),
            List.of("test"),
            List.of("torture", "--kills", "--batches", "--seed"));

    /// The shells.
    enum Shell {
        bash,
        zsh
    }

    @Mixin
    private final HelpOption help = new HelpOption();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    private final Environment environment;

    CompletionCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        for (List<String> command : OF_THE_SCRIPT) {
            root.addSubcommand(command.getFirst(), ofTheScript(command));
        }
        String script = AutoComplete.bash("guildhall", root);
        environment.output().ready(shell == Shell.zsh ? zsh(script) : script);
        return ExitCode.DONE.number();
    }

    /// zsh runs completions that were written for bash.
    private static String zsh(String script) {
        return "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" + script;
    }

    private static CommandSpec ofTheScript(List<String> words) {
        CommandSpec command = CommandSpec.create().name(words.getFirst());
        words.stream()
                .skip(1)
                .forEach(option ->
                        command.addOption(OptionSpec.builder(option).arity("0").build()));
        return command;
    }
}
