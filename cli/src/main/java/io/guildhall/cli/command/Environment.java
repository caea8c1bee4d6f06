package io.guildhall.cli.command;

import io.guildhall.cli.terminal.Output;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The world a command runs in. Commands look at nothing beside it, so that tests can give them another one.
///
/// @param home of the user
/// @param answers whether somebody sits at standard input and can be asked
public record Environment(Map<String, String> variables, Path home, InputStream input, Output output, boolean answers) {
    /// Set by the script, which can ask the system what standard input is.
    private static final String ANSWERS = "guildhall.answers";

    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.in,
                Output.ofProcess(),
                Boolean.getBoolean(ANSWERS));
    }

    /// A variable that is set but empty counts as not set, as for the service.
    public @Nullable String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// `~` at the start is the home of the user, as in a shell.
    public Path path(String text) {
        return text.equals("~") || text.startsWith("~/")
                ? home.resolve(text.substring(Math.min(2, text.length())))
                : Path.of(text);
    }
}
