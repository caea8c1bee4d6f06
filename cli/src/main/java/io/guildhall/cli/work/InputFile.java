package io.guildhall.cli.work;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that a command was given. Standard input becomes one too, private and gone afterwards: it is read twice,
/// since
/// nothing is sent of what turns out to be unreadable further down.
///
/// @param title for people
public record InputFile(Path path, String title, boolean temporary) implements AutoCloseable {
    private static final String STANDARD_INPUT = "-";

    /// @param name a path, or `-`
    public static InputFile of(Environment environment, String name) {
        if (name.equals(STANDARD_INPUT)) {
            return ofStandardInput(environment);
        }
        Path path = Path.of(name);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            String why = Files.notExists(path) ? "there is no such file" : "it is no readable file";
            throw new CommandFailure(ExitCode.USAGE, "%s cannot be read (%s).".formatted(name, why));
        }
        return new InputFile(path, name, false);
    }

    private static InputFile ofStandardInput(Environment environment) {
        try {
            Path copy = Files.createTempFile("guildhall-", ".input"); // mode 0600
            copy.toFile().deleteOnExit(); // Ctrl-C
            Files.copy(environment.input(), copy, StandardCopyOption.REPLACE_EXISTING);
            return new InputFile(copy, "standard input", true);
        } catch (IOException e) {
            throw unreadable("standard input", e);
        }
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(title, e);
        }
    }

    public static CommandFailure unreadable(String title, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
        return new CommandFailure(ExitCode.USAGE, "%s cannot be read (%s).".formatted(title, why), null, e);
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException _) {
                // it goes with the process
            }
        }
    }
}
