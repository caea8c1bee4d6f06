package io.guildhall.cli.config;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A file that holds a secret: one line, readable for its owner alone.
final class SecretFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final int LONGEST = 10_000;

    private SecretFile() {}

    static String read(Path path) {
        requirePrivate(path);
        try {
            if (Files.size(path) > LONGEST) {
                throw new CommandFailure(ExitCode.USAGE, "%s is too long to hold a secret.".formatted(path));
            }
            String secret = Files.readString(path).strip();
            if (secret.isEmpty() || secret.lines().count() != 1) {
                throw new CommandFailure(ExitCode.USAGE, "%s has to hold the secret in one line.".formatted(path));
            }
            return secret;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// Fails where others than the owner may read or write the file. File systems without such rights pass.
    static void requirePrivate(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(permissions)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "%s holds a secret and is open to others (%s)."
                                .formatted(path, PosixFilePermissions.toString(permissions)),
                        "chmod 600 " + quoted(path));
            }
        } catch (UnsupportedOperationException _) {
            // no such rights here
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CommandFailure unreadable(Path path, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName();
        return new CommandFailure(ExitCode.USAGE, "%s cannot be read (%s).".formatted(path, why), null, e);
    }

    /// For a shell.
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
