package io.guildhall.cli;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Runs commands as `main` does, with an environment of the test's own.
public final class Shell {
    private final Path home;
    private final Map<String, String> variables = new HashMap<>();
    private String input = "";
    private boolean terminal;

    public Shell(Path home) {
        this.home = home;
    }

    /// @param status what the command ended with
    /// @param results standard output
    /// @param talk standard error
    public record Run(int status, String results, String talk) {}

    /// Logged in as a till of that service.
    public Shell at(URI service) {
        return with("GUILDHALL_URL", service.toString())
                .with("GUILDHALL_TILL", "arden.desk1")
                .with("GUILDHALL_SECRET", "secret-of-the-desk");
    }

    public Shell with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public Shell input(String text) {
        input = text;
        return this;
    }

    public Shell onTerminal() {
        terminal = true;
        return this;
    }

    public Run run(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        Terminal shown = Terminal.of(terminal, "UTF-8", variables);
        Output output = new Output(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                shown,
                terminal ? shown : null);
        Environment environment = new Environment(
                variables, home, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, terminal);
        int status = Guildhall.run(environment, arguments);
        return new Run(status, results.toString(StandardCharsets.UTF_8), talk.toString(StandardCharsets.UTF_8));
    }
}
